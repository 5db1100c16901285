/// The number at the head of a list entry, a heading or an article of a law.
package struct ListMark: Sendable, Equatable {
  package enum Style: Int, Sendable, CaseIterable {
    /// `一、`
    case han
    /// `（一）`
    case bracketedHan
    /// `1.` `1．` `1、`
    case digits
    /// `（1）` `1)`
    case bracketedDigits
    /// `①`
    case circled
    /// `第一条`
    case article
    /// `-` `•`: no number
    case bullet
  }

  package var style: Style
  /// Nil for a bullet.
  package var number: Int?

  /// Reads the mark at the start of `text`; nil if there is none.
  package init?(_ text: String) {
    let s = Array(text.unicodeScalars.drop { $0.properties.isWhitespace }.prefix(ListMark.longest))
    guard let first = s.first else { return nil }
    if "-•●■◆".unicodeScalars.contains(first) {
      guard s.count > 1, s[1].properties.isWhitespace || Glyphs.isHan(s[1].value) else { return nil }
      (style, number) = (.bullet, nil)
      return
    }
    if ("①"..."⑳").contains(first) {
      (style, number) = (.circled, Int(first.value - 0x2460) + 1)
      return
    }
    guard let found = ListMark.bracketed(s) ?? ListMark.article(s) ?? ListMark.plain(s) else { return nil }
    (style, number) = found
  }

  private static let longest = 9

  private static func bracketed(_ s: [Unicode.Scalar]) -> (Style, Int)? {
    guard s[0] == "（" || s[0] == "(" else { return nil }
    let inner = s.dropFirst().prefix { $0 != "）" && $0 != ")" }.filter { !$0.properties.isWhitespace }
    guard inner.count + 1 < s.count, !inner.isEmpty else { return nil }
    if let n = hanNumber(inner) { return (.bracketedHan, n) }
    return digits(inner).map { (.bracketedDigits, $0) }
  }

  private static func article(_ s: [Unicode.Scalar]) -> (Style, Int)? {
    guard s[0] == "第", let end = s.firstIndex(where: { $0 == "条" || $0 == "條" || $0 == "章" }) else { return nil }
    return hanNumber(Array(s[1..<end])).map { (.article, $0) }
  }

  private static func plain(_ s: [Unicode.Scalar]) -> (Style, Int)? {
    let han = s.prefix { hanNumber([$0]) != nil || $0 == "十" }
    if !han.isEmpty, han.count < s.count, s[han.count] == "、", let n = hanNumber(Array(han)) { return (.han, n) }
    let arabic = s.prefix { GlyphClass($0) == .digit }
    guard !arabic.isEmpty, arabic.count <= 2, arabic.count < s.count, let n = digits(Array(arabic)) else { return nil }
    let mark = s[arabic.count]
    if mark == ")" || mark == "）" { return (.bracketedDigits, n) }
    guard mark == "." || mark == "．" || mark == "、" else { return nil }
    // `2.5`: a number, no mark.
    if arabic.count + 1 < s.count, GlyphClass(s[arabic.count + 1]) == .digit, mark != "、" { return nil }
    return (.digits, n)
  }

  private static func digits(_ s: [Unicode.Scalar]) -> Int? {
    guard !s.isEmpty, s.count <= 2 else { return nil }
    return s.reduce(0) { sum, c in
      sum.flatMap { s in c.properties.numericType == .decimal ? s * 10 + Int(c.properties.numericValue ?? 0) : nil }
    }
  }

  private static func hanNumber(_ s: [Unicode.Scalar]) -> Int? {
    let values: [Unicode.Scalar: Int] = ["一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "〇": 0, "零": 0]
    var total = 0
    var digit = 0
    guard !s.isEmpty else { return nil }
    for c in s {
      switch c {
      case "十":
        total += (digit == 0 ? 1 : digit) * 10
        digit = 0
      case "百":
        total += (digit == 0 ? 1 : digit) * 100
        digit = 0
      default:
        guard let v = values[c] else { return nil }
        digit = v
      }
    }
    return total + digit
  }
}
