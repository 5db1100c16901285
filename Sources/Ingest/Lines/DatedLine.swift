/// A line that prints a date and nothing else: under a signature, in a list, in a running head.
package enum DatedLine {
  /// `2025 年 3 月 24 日`, `二〇〇六年九月七日`, `民國113年1月2日`, `2018.10.27`, `October 27, 2018`.
  package static func isDate(_ line: [Unicode.Scalar]) -> Bool {
    guard (6...24).contains(line.count { !$0.isSpace }) else { return false }
    let text = IssueLine.folded(line).filter { !$0.isSpace }
    return isChineseDate(text) || isNumericDate(text) || isEnglishDate(text)
  }

  private static func isChineseDate(_ text: [Unicode.Scalar]) -> Bool {
    guard let year = text.firstIndex(of: "年"), let month = text.firstIndex(of: "月"), year < month else { return false }
    let tail = text[(month + 1)...]
    guard tail.isEmpty || tail.last == "日" else { return false }
    var head = text[..<year]
    if String(scalars: head.prefix(2)) == "民國" || String(scalars: head.prefix(2)) == "民国" { head = head.dropFirst(2) }
    if String(scalars: head.prefix(4)) == "中華民國" { head = head.dropFirst(4) }
    return isNumber(head) && isNumber(text[(year + 1)..<month]) && (tail.isEmpty || isNumber(tail.dropLast()))
  }

  private static func isNumber(_ run: ArraySlice<Unicode.Scalar>) -> Bool {
    !run.isEmpty && run.allSatisfy { $0.isDigit || Numerals.isChinese($0) }
  }

  private static func isNumericDate(_ text: [Unicode.Scalar]) -> Bool {
    let parts = text.split { $0 == "." || $0 == "-" || $0 == "/" }
    return parts.count == 3 && parts.allSatisfy { $0.allSatisfy(\.isDigit) } && parts[0].count == 4
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
  ]

  private static func isEnglishDate(_ text: [Unicode.Scalar]) -> Bool {
    let words = String(scalars: text.filter { $0.isLatin })
    let digits = text.count { $0.isDigit }
    return months.contains(words) && digits >= 5 && digits <= 6
  }
}
