/// Numbers as journals print them: ASCII, full-width, Chinese (二〇二四, 十二, 二十三).
package enum Numerals {
  private static let chineseDigits: [Unicode.Scalar: Int] = [
    "〇": 0, "○": 0, "零": 0, "Ｏ": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9, "两": 2,
  ]

  package static func isChinese(_ scalar: Unicode.Scalar) -> Bool {
    chineseDigits[scalar] != nil || scalar == "十" || scalar == "百" || scalar == "廿"
  }

  /// Reads the whole run; nil if anything else stands in it or it says no number below 10,000.
  package static func value(_ run: some Collection<Unicode.Scalar>) -> Int? {
    guard !run.isEmpty else { return nil }
    if run.allSatisfy({ $0.isDigit }) {
      guard run.count <= 4 else { return nil }
      return run.reduce(0) { $0 * 10 + ($1.digitValue ?? 0) }
    }
    return chinese(Array(run))
  }

  private static func chinese(_ run: [Unicode.Scalar]) -> Int? {
    guard run.count <= 5, run.allSatisfy(isChinese) else { return nil }
    if run.contains(where: { $0 == "十" || $0 == "百" || $0 == "廿" }) { return positional(run) }
    return run.reduce(0) { $0 * 10 + (chineseDigits[$1] ?? 0) }
  }

  private static func positional(_ run: [Unicode.Scalar]) -> Int? {
    var total = 0
    var pending = 0
    for scalar in run {
      switch scalar {
      case "百":
        total += max(pending, 1) * 100
        pending = 0
      case "十":
        total += max(pending, 1) * 10
        pending = 0
      case "廿":
        total += 20
        pending = 0
      default: pending = chineseDigits[scalar] ?? 0
      }
    }
    return total + pending
  }
}
