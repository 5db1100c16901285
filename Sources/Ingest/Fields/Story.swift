/// One item of the issue after segmentation: what the field stage reads. Dates, names and numbers are taken from here only.
package struct Story: Sendable, Equatable {
  package enum Role: String, Sendable, Equatable {
    case body, heading, list, documentNumber, addressee, signature, date, attachment
  }

  package struct Paragraph: Sendable, Equatable {
    /// Hard line breaks are gone; what was printed otherwise.
    package var text: String
    package var role: Role
    /// 1-based inclusive ranges of input lines in reading order.
    package var lines: [ClosedRange<Int>]

    package init(_ text: String, role: Role = .body, lines: [ClosedRange<Int>] = []) {
      self.text = text
      self.role = role
      self.lines = lines
    }
  }

  /// A person who signs the story, e.g. under the title of a technical paper.
  package struct Author: Sendable, Equatable {
    package var name: String
    package var affiliation: String?

    package init(name: String, affiliation: String? = nil) {
      self.name = name
      self.affiliation = affiliation
    }
  }

  package var title: String
  package var subtitle: String?
  package var kicker: String?
  /// The byline as printed, e.g. `常州星宇供稿`.
  package var byline: String?
  package var section: String?
  package var paragraphs: [Paragraph]
  /// The issue's year, for dates printed without one; nil where the text does not say.
  package var issueYear: Int?
  /// The issue's number within its year: bounds the month of an undated story.
  package var issueNumber: Int?
  package var authors: [Author]
  /// Input lines of kicker, title and subtitle.
  package var titleLines: [ClosedRange<Int>]

  package init(
    title: String, subtitle: String? = nil, kicker: String? = nil, byline: String? = nil, section: String? = nil,
    paragraphs: [Paragraph], issueYear: Int? = nil, issueNumber: Int? = nil, authors: [Author] = [],
    titleLines: [ClosedRange<Int>] = []
  ) {
    self.title = title
    self.subtitle = subtitle
    self.kicker = kicker
    self.byline = byline
    self.section = section
    self.paragraphs = paragraphs
    self.issueYear = issueYear
    self.issueNumber = issueNumber
    self.authors = authors
    self.titleLines = titleLines
  }
}
