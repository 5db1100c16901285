/// Agencies whose name opens a report: 新华社北京3月6日电.
enum NewsAgency {
  static let names = ["新华社", "新華社", "中新社", "中新网", "中央社", "法新社", "路透社", "美联社", "塔斯社"]

  private static let openings = names.map { Array($0.unicodeScalars) }

  /// True if `text` begins with an agency's name and goes on.
  static func opens(_ text: [Unicode.Scalar]) -> Bool {
    openings.contains { text.count > $0.count && text.starts(with: $0) }
  }
}
