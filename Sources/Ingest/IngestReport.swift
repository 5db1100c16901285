/// What reading an issue gave: its items, its furniture, and every doubt with its line.
package struct IngestReport: Sendable, Equatable {
  package struct Warning: Sendable, Equatable {
    /// `text_missing`, `jump_unmatched`, `order_doubtful`, `title_doubtful`, `bylines_several`, `private_use`, `undecodable`, `label_missing` ….
    package var code: String
    /// Input line number; 0 for the issue as a whole.
    package var line: Int
    package var detail: String
  }

  package struct Item: Sendable, Equatable {
    package var title: String
    package var subtitle: String?
    package var kicker: String?
    package var section: String?
    package var byline: String?
    /// The byline without its 供稿 or 报道.
    package var source: String?
    package var authors: [Story.Author]
    /// Printed page numbers.
    package var pages: [Int]
    /// Input lines in reading order.
    package var lines: [ClosedRange<Int>]
    package var paragraphs: [Story.Paragraph]
    /// Markdown.
    package var body: String
    package var records: Records
    package var confidence: Double
    /// The same of what the item's head says, those fields only that it has.
    package var fieldConfidence: [FieldConfidence]
    package var warnings: [Warning]
    /// Which lines became what, and why, for `--explain`.
    package var explanation: Explanation
  }

  package struct FieldConfidence: Sendable, Equatable {
    package enum Name: String, Sendable { case title, kind, section, byline, authors, pages }
    package var name: Name
    package var confidence: Double
  }

  /// A line that found no place, with its text.
  package struct Unplaced: Sendable, Equatable {
    package var line: Int
    package var text: String
  }

  package var facts: IssueFacts
  package var encoding: String
  package var items: [Item]
  package var furniture: [Furniture]
  package var unplaced: [Unplaced]
  /// Share of non-space characters that are not in `unplaced`.
  package var coverage: Double
  package var warnings: [Warning]
}

extension Records.Kind {
  /// `article` or `notice`.
  package var type: String {
    switch self {
    case .article: "article"
    case .notice: "notice"
    }
  }

  /// An article's kind; nil for a notice.
  package var articleKind: String? {
    switch self {
    case .article(let kind): kind.rawValue
    case .notice: nil
    }
  }
}
