/// What a story says in fields: the records a reader would note down, each value with where it was read and how surely.
package struct Records: Sendable, Equatable {
  /// A value, how sure the reading is (0…1), and the input lines it was read from.
  package struct Reading<Value: Sendable & Equatable>: Sendable, Equatable {
    package var value: Value
    package var confidence: Double
    package var lines: [ClosedRange<Int>]

    package init(_ value: Value, confidence: Double, lines: [ClosedRange<Int>] = []) {
      self.value = value
      self.confidence = confidence
      self.lines = lines
    }
  }

  package enum Kind: Sendable, Equatable {
    case article(ArticleKind)
    case notice(NoticeCategory)
  }

  package enum ArticleKind: String, Sendable, Equatable, CaseIterable {
    case news, technical, feature
    case eventReport = "event_report"
    case awardReport = "award_report"
    case policyGuide = "policy_guide"
  }

  package enum NoticeCategory: String, Sendable, Equatable, CaseIterable {
    case official, call, news
  }

  package struct Event: Sendable, Equatable {
    package var name: Reading<String>
    package var startsOn: Reading<Day>?
    package var endsOn: Reading<Day>?
    package var venue: Reading<String>?
    package var city: Reading<String>?
    package var organisers: [Reading<String>] = []
    /// Of the record as a whole.
    package var confidence: Double
  }

  package struct Award: Sendable, Equatable {
    package var name: Reading<String>
    package var recipient: Reading<String>?
    package var grantor: Reading<String>?
    package var awardedOn: Reading<Day>?
    /// The year that is honoured, which is often the one before the ceremony.
    package var year: Reading<Int>?
    package var confidence: Double
  }

  package struct Citation: Sendable, Equatable {
    package var title: String?
    package var documentNumber: String
    package var confidence: Double
    package var lines: [ClosedRange<Int>]
  }

  package struct Deadline: Sendable, Equatable {
    package enum Kind: String, Sendable, Equatable, CaseIterable { case application, registration, submission, comment }
    package var kind: Kind
    package var on: Reading<Day>
  }

  package struct Contact: Sendable, Equatable {
    package enum Kind: String, Sendable, Equatable, CaseIterable { case person, phone, mobile, fax, email, qq, address, postcode }
    package var kind: Kind
    package var value: Reading<String>
  }

  package struct Notice: Sendable, Equatable {
    package var category: NoticeCategory
    package var issuers: [Reading<String>] = []
    package var documentNumber: Reading<String>?
    package var issuedOn: Reading<Day>?
    package var effectiveOn: Reading<Day>?
    package var expiresOn: Reading<Day>?
    package var deadlines: [Deadline] = []
    /// What it ends: document numbers, or titles where no number is printed.
    package var repeals: [Reading<String>] = []
    package var cites: [Citation] = []
    package var attachments: [Reading<String>] = []
    package var contacts: [Contact] = []
    package var addressee: Reading<String>?
    /// The lines of the signature block as printed, issuers and date.
    package var signature: Reading<String>?
    package var confidence: Double
  }

  package struct Organisation: Sendable, Equatable {
    package var name: Reading<String>
    /// Short names the text gives it (以下简称 …).
    package var shortNames: [String] = []
  }

  package var kind: Reading<Kind>
  package var events: [Event] = []
  package var awards: [Award] = []
  package var notice: Notice?
  /// Documents that an article cites by number; a notice's own are in `notice.cites`.
  package var cites: [Citation] = []
  package var organisations: [Organisation] = []
  /// The least sure of the records; 1 for a story without any.
  package var confidence: Double
}
