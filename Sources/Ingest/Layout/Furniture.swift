/// A printed line that belongs to the page, not to a story.
package struct Furniture: Sendable, Equatable {
  package enum Role: String, Sendable {
    case pageNumber = "page_number"
    case journal
    case issue
    case section
    case runningHead = "running_head"
  }

  /// Input line number.
  package var line: Int
  /// As printed, without the white space at its ends.
  package var text: String
  package var role: Role
}

/// What the furniture says of the whole issue; what it does not say is nil.
package struct IssueFacts: Sendable, Hashable {
  package var journal: String?
  package var year: Int?
  package var number: Int?
  package var total: Int?
  package var volume: Int?
  package var firstPage: Int?
  package var lastPage: Int?

  package init(journal: String? = nil, year: Int? = nil, number: Int? = nil, total: Int? = nil, volume: Int? = nil) {
    self.journal = journal
    self.year = year
    self.number = number
    self.total = total
    self.volume = volume
  }

  /// What a label like `2025-1` or `2025` says; nil for one that names no year.
  package init?(label: String) {
    let parts = label.split(separator: "-", maxSplits: 1)
    guard let year = parts.first.flatMap({ Int($0) }), Self.years.contains(year) else { return nil }
    self.init(year: year, number: parts.count > 1 ? Int(parts[1]) : nil)
  }

  private static let years = 1900..<2100

  /// Takes from `other` what is not known here.
  mutating func fill(from other: IssueFacts) {
    // A number counts the issues of its year.
    if year == nil || year == other.year { number = number ?? other.number }
    year = year ?? other.year
  }

  /// `2025-1`; nil without both.
  package var label: String? {
    guard let year, let number else { return nil }
    return "\(year)-\(number)"
  }
}

/// The issue with its furniture taken out, page by page.
package struct IssueLayout: Sendable, Equatable {
  package var pages: [Page]
  /// In file order.
  package var furniture: [Furniture]
  package var facts: IssueFacts
}
