/// The mark that opens a heading or list entry: `一、`, `（一）`, `1.`, `1．`, `(1)`, `①`, `-`, `第一章`, `附件1：`.
package struct ListLabel: Equatable {
  package enum Style: Int, Sendable {
    case chapter, chinese, bracketedChinese, arabic, bracketedArabic, circled, bullet
  }

  package var style: Style
  /// The number it says; 0 for a bullet.
  package var value: Int
  /// Scalars of the label with its mark.
  package var length: Int

  /// Reads the label at the start of a trimmed line; nil where there is none.
  package static func read(_ text: [Unicode.Scalar]) -> ListLabel? {
    guard let first = text.first, text.count > 1 else { return nil }
    switch first {
    case "（", "(": return bracketed(text)
    case "-", "•", "●", "■", "◆", "▪", "○", "□", "◇", "★", "☆", "▲", "·", "–", "※", "✓", "➢": return bullet(text)
    case "第": return chapter(text)
    default: break
    }
    if first.value >= 0x2460 && first.value <= 0x2473 {
      return ListLabel(style: .circled, value: Int(first.value) - 0x245F, length: 1)
    }
    if first.isDigit { return arabic(text) }
    if Numerals.isChinese(first) { return chinese(text) }
    return nil
  }

  private static func bullet(_ text: [Unicode.Scalar]) -> ListLabel? {
    let rest = text.dropFirst().drop { $0.isSpace }
    // `-- ` and `——` are dashes, `-5` a number.
    guard let next = rest.first, next != text[0], !next.isASCIIDigit || text[1].isSpace else { return nil }
    return ListLabel(style: .bullet, value: 0, length: text.count - rest.count)
  }

  private static func bracketed(_ text: [Unicode.Scalar]) -> ListLabel? {
    guard let close = text.prefix(6).firstIndex(where: { $0 == "）" || $0 == ")" }), close > 1 else { return nil }
    let inside = text[1..<close].filter { !$0.isSpace }
    guard let value = Numerals.value(inside), value > 0, value < 100 else { return nil }
    return ListLabel(style: inside[0].isDigit ? .bracketedArabic : .bracketedChinese, value: value, length: close + 1)
  }

  private static func arabic(_ text: [Unicode.Scalar]) -> ListLabel? {
    let digits = text.prefix { $0.isDigit }
    guard digits.count <= 2, digits.count < text.count, let value = Numerals.value(digits) else { return nil }
    let mark = text[digits.count]
    switch mark {
    case "、", "．":
      return ListLabel(style: .arabic, value: value, length: digits.count + 1)
    case ".", ")", "）":
      // `3.5 万` is a number.
      let next = digits.count + 1
      if next < text.count, text[next].isDigit, mark == ".",
        !text[digits.count...].prefix(8).contains(where: { $0.isSpace || $0.value > 0x2FFF })
      {
        return nil
      }
      if next < text.count, text[next].isDigit, mark == ".", !startsYear(text, at: next) { return nil }
      return ListLabel(style: .arabic, value: value, length: next)
    default: return nil
    }
  }

  private static func startsYear(_ text: [Unicode.Scalar], at start: Int) -> Bool {
    let digits = text[start...].prefix { $0.isDigit }
    return digits.count == 4
  }

  private static func chinese(_ text: [Unicode.Scalar]) -> ListLabel? {
    let digits = text.prefix { Numerals.isChinese($0) }
    guard digits.count <= 3, digits.count < text.count, let value = Numerals.value(digits), value > 0 else { return nil }
    let mark = text[digits.count]
    guard mark == "、" || mark == "．" || mark == "." else { return nil }
    // `一、二期工程` names two things, not a heading.
    let next = digits.count + 1
    if next < text.count, Numerals.isChinese(text[next]), text.count > next + 1, !isHeadingAfterNumeral(text, from: next) { return nil }
    return ListLabel(style: .chinese, value: value, length: next)
  }

  private static func isHeadingAfterNumeral(_ text: [Unicode.Scalar], from start: Int) -> Bool {
    let run = text[start...].prefix { Numerals.isChinese($0) }
    let after = start + run.count
    return after < text.count && text[after] != "、" && text[after] != "期" && text[after] != "等"
  }

  private static func chapter(_ text: [Unicode.Scalar]) -> ListLabel? {
    let digits = text.dropFirst().prefix { Numerals.isChinese($0) || $0.isDigit }
    let unit = digits.count + 1
    guard !digits.isEmpty, unit < text.count, "章节節条條编編部款".unicodeScalars.contains(text[unit]), let value = Numerals.value(digits) else {
      return nil
    }
    guard text[unit] != "部" || (unit + 1 < text.count && text[unit + 1] == "分") else { return nil }
    return ListLabel(style: .chapter, value: value, length: unit + 1)
  }

  private static let fieldNames: Set<String> = [
    "地址", "邮编", "邮政编码", "郵遞區號", "联系人", "聯絡人", "联系电话", "聯絡電話", "联系方式", "电话", "電話", "手机", "手機", "传真", "傳真", "邮箱", "电子邮箱", "電子郵件", "电子邮件",
    "email", "e-mail", "网址", "網址", "网站", "qq", "微信",
    "开户行", "账号", "户名", "附件", "附", "注", "时间", "地点", "主办单位", "承办单位", "协办单位", "tel", "fax", "phone", "address", "contact",
  ]

  /// `电话：…`, `QQ :…`: an entry of a list of particulars.
  package static func opensField(_ text: [Unicode.Scalar]) -> Bool {
    guard let colon = text.prefix(10).firstIndex(where: { $0 == "：" || $0 == ":" }) else { return false }
    return fieldNames.contains(String(scalars: text[..<colon].filter { !$0.isSpace }).lowercased())
  }
}
