/// Why an item reads as it does: each line's part in reading order, and the reasons of title and order.
package struct Explanation: Sendable, Equatable {
  package struct Step: Sendable, Equatable {
    package enum Part: String, Sendable {
      case title, subtitle, author, byline, paragraph, jump
    }

    package var line: Int
    package var part: Part
    /// 1-based number of the paragraph the line went to.
    package var paragraph: Int?
    package var text: String
    /// Why the line follows the one above though the file has them apart.
    package var reason: String?
  }

  package var steps: [Step]
  /// What spoke for the title, strongest first.
  package var titleReasons: [String]

  /// The explanation for a terminal: a line an input line.
  package func text(for item: IngestReport.Item) -> String {
    var out = "\(item.title)\n"
    out += "  title because: \(titleReasons.joined(separator: "; "))\n"
    for step in steps {
      if let reason = step.reason { out += "        ~ \(reason)\n" }
      let part = step.paragraph.map { "\(step.part.rawValue) \($0)" } ?? step.part.rawValue
      let number = String(step.line)
      out += String(repeating: " ", count: max(0, 6 - number.count)) + number + "  " + part
      out += String(repeating: " ", count: max(1, 14 - part.count)) + step.text + "\n"
    }
    for warning in item.warnings { out += "  ! \(warning.code)\(warning.line > 0 ? " at line \(warning.line)" : ""): \(warning.detail)\n" }
    return out
  }
}
