/// A document's number as its issuer writes it, at one place of a folded text.
struct DocumentNumber: Sendable, Equatable {
  /// Normal form: half-width digits, 〔〕 round the year, no spaces; e.g. 工信服建〔2025〕83号, 2012年第83号, 国务院令第714号.
  var normal: String
  /// From the issuer's mark to 号.
  var range: Range<Int>

  /// All numbers of a text, in order.
  static func all(in print: Print) -> [DocumentNumber] {
    let text = print.text
    var found: [DocumentNumber] = []
    var i = 0
    while i < text.count {
      if let number = bracketed(print, at: i) ?? serial(print, at: i), number.range.lowerBound >= (found.last?.range.upperBound ?? 0) {
        found.append(number)
        i = number.range.upperBound
      } else {
        i += 1
      }
    }
    return found
  }

  /// 国办发〔2024〕12号: the year stands between brackets of any kind, even two kinds.
  private static func bracketed(_ print: Print, at open: Int) -> DocumentNumber? {
    let text = print.text
    guard isOpen(text[open]), let year = Numeral.digits(text, at: open + 1, width: 4...4) ?? Numeral.year(text, at: open + 1),
      (1949...2099).contains(year.value), year.end < text.count
    else { return nil }
    var i = year.end
    if text[i] == 0x5E74 { i += 1 }
    guard i < text.count, isClose(text[i]), let (serial, end) = serialNumber(text, at: i + 1) else { return nil }
    let start = markStart(text, before: open)
    guard start < open else { return nil }
    let normal = printed(print, start..<open) + "〔" + String(year.value) + "〕" + serial + printed(print, end - 1..<end)
    return DocumentNumber(normal: normal, range: start..<end)
  }

  /// 公告2023年第7号, 2012年第83号, 国务院令第714号, 府经商字第1140000123号.
  private static func serial(_ print: Print, at start: Int) -> DocumentNumber? {
    let text = print.text
    if text[start].isDigit, start == 0 || !text[start - 1].isDigit {
      guard let year = Numeral.digits(text, at: start, width: 4...4), (1949...2099).contains(year.value), year.end + 1 < text.count,
        text[year.end] == 0x5E74, text[year.end + 1] == 0x7B2C, let (serial, end) = serialNumber(text, at: year.end + 1)
      else { return nil }
      let mark = noticeMark(text, before: start)
      // A bare 2024年第3号 could count anything; in brackets after a title it is a document.
      guard mark != nil || start > 0 && text[start - 1] == 0x28 && end < text.count && text[end] == 0x29 else { return nil }
      // 2024年第3号公告 carries its mark behind.
      let from = mark ?? start
      let normal = printed(print, from..<start) + String(year.value) + "年第" + serial + printed(print, end - 1..<end)
      return DocumentNumber(normal: normal, range: from..<end)
    }
    guard text[start] == 0x7B2C, start > 0, text[start - 1] == 0x4EE4 || text[start - 1] == 0x5B57,
      let (serial, end) = serialNumber(text, at: start)
    else { return nil }
    var from = markStart(text, before: start)
    // 江城市政府府法字: the body's name runs into its mark.
    if start - from > longestCode, let body = bodies.last(in: text, from..<start - 2) { from = body.upperBound }
    guard start - from >= 2 else { return nil }
    let normal = printed(print, from..<start) + "第" + serial + printed(print, end - 1..<end)
    return DocumentNumber(normal: normal, range: from..<end)
  }

  /// The issuer's mark as printed, which in a Traditional text stays Traditional, without spaces.
  private static func printed(_ print: Print, _ range: Range<Int>) -> String { print.cut(range).filter { !$0.isWhitespace } }

  /// The number of a text that is 第12号 and nothing else.
  static func ordinal(_ text: [UInt32]) -> String? {
    guard text.first == 0x7B2C, let (serial, end) = serialNumber(text, at: 0), end == text.count else { return nil }
    return serial
  }

  /// 第?12号, also in Chinese numerals after 第.
  private static func serialNumber(_ text: [UInt32], at start: Int) -> (String, Int)? {
    var i = start
    if i < text.count, text[i] == 0x7B2C { i += 1 }
    let from = i
    while i < text.count, text[i].isDigit, i - from < longestSerial { i += 1 }
    if i == from, let n = Numeral.small(text, at: i) {
      return n.end < text.count && text[n.end] == 0x53F7 ? (String(n.value), n.end + 1) : nil
    }
    // 12-1号 and 12号之一 exist; the first part is the number.
    guard i > from, i < text.count, text[i] == 0x53F7, i + 1 == text.count || !places.contains(text[i + 1]) else { return nil }
    let digits = text[from..<i].drop { $0 == 0x30 && i - from < shortSerial }
    guard !digits.isEmpty else { return nil }
    return (String(String.UnicodeScalarView(digits.compactMap { Unicode.Scalar($0) })), i + 1)
  }

  /// Where the issuer's mark before a bracket begins: the Chinese characters that stand there, less the verbs that lead up to it.
  private static func markStart(_ text: [UInt32], before end: Int) -> Int {
    var start = end
    while start > 0, end - start < longestMark, isMark(text[start - 1]) {
      if leads.match(text, endingAt: start) != nil, start < end { return keepsLead(text, start) }
      if text[start - 1] == 0x65E5, start > 1, text[start - 2].isDigit || Numeral.unit(text[start - 2]) != nil || text[start - 2] == 0x5341
      {
        break
      }
      start -= 1
      if text[start] == 0x29 {
        // A list's number (三) before the mark is none of it.
        guard let open = openBracket(text, start), open > 0, text[open - 1].isHan else { return start + 1 }
        start = open
      }
    }
    return start
  }

  /// 和 begins the mark of a place (和政发) where nothing else stands before the number.
  private static func keepsLead(_ text: [UInt32], _ start: Int) -> Int {
    start == 1 && text[0] == 0x548C ? 0 : start
  }

  /// A bracket inside the mark: 台教高(四)字.
  private static func openBracket(_ text: [UInt32], _ close: Int) -> Int? {
    (max(0, close - 3)..<close).reversed().first { text[$0] == 0x28 }
  }

  private static func isMark(_ value: UInt32) -> Bool { value.isHan || value == 0x29 }

  /// The words before 2023年第7号 that make it a document: …公告, …令, …通告.
  private static func noticeMark(_ text: [UInt32], before end: Int) -> Int? {
    guard let n = serials.match(text, endingAt: end) else { return nil }
    var start = end - n
    while start > 0, end - start < longestIssuers, text[start - 1].isHan {
      if leads.match(text, endingAt: start) != nil { break }
      start -= 1
    }
    return start
  }

  static func isOpen(_ value: UInt32) -> Bool { value == 0x3014 || value == 0x28 || value == 0x3008 }
  static func isClose(_ value: UInt32) -> Bool { value == 0x3015 || value == 0x29 || value == 0x3009 }

  private static let leads = Lexicon(
    "按照 依照 参照 根据 依据 执行 贯彻 落实 下发 印发 文件 以及 和 与 及 见 由 的 是 为 以 号 了 将 对 即 如 文号 发文字号 发文号 编号 废止 替代 修订 原 查阅 参见 详见 转发 通过 比照 遵照 依")
  private static let serials = Lexicon("公告 通告 令 通知 决定 公报")
  /// 12号馆, 12号楼 are places.
  private static let places: Set<UInt32> = Set("馆楼门线厅院路井".unicodeScalars.map(\.value))
  private static let bodies = Lexicon("政府 委员会 总局 大学 部 厅 局 署 院")
  /// 台教高(四)字 and its like at most.
  private static let longestCode = 7
  private static let longestSerial = 12
  /// Serials shorter than this drop leading zeros (〔2025〕083号); case numbers keep theirs.
  private static let shortSerial = 5
  private static let longestMark = 18
  private static let longestIssuers = 40
}
