/// A line that names the issue: `2024. NO.2 总 36`, `2024年第3期（总第19期）`, `Vol. 12 No. 3`, `2024年3月6日 星期三`.
struct IssueLine: Equatable {
  var facts: IssueFacts
  /// What else stands in the line: the journal's name, a section, or nothing.
  var rest: [Unicode.Scalar]
  /// A full date with its weekday, or year and number: enough to be an issue line by itself.
  var isComplete: Bool

  private static let longestLine = 44

  /// Nil for every line that names neither a number nor a dated day.
  static func read(_ line: [Unicode.Scalar]) -> IssueLine? {
    let text = folded(line)
    guard text.count <= longestLine, !text.contains(where: { $0 == "。" || $0 == "，" || $0 == "；" || $0 == "？" || $0 == "“" || $0 == "《" })
    else {
      return nil
    }
    var scanner = IssueScanner(text: text)
    scanner.scan()
    guard scanner.hasIdentity else { return nil }
    return IssueLine(facts: scanner.facts, rest: trimmed(scanner.rest), isComplete: scanner.isComplete)
  }

  /// `第63期`, `Vol. 3`: the line numbers an issue, though it may not say enough to name it.
  static func numbers(_ line: [Unicode.Scalar]) -> Bool {
    var scanner = IssueScanner(text: folded(line))
    scanner.scan()
    return scanner.facts.number != nil || scanner.facts.total != nil || scanner.facts.volume != nil
  }

  private static let periodicals = ["刊", "报", "報", "志", "誌", "通讯", "通訊"].map { Array($0.unicodeScalars) }

  /// `云湖季刊 第63期`: the first name in the line is a periodical's.
  static func namesPeriodical(_ line: [Unicode.Scalar]) -> Bool {
    let name = line.drop { !$0.isHan }.prefix { $0.isHan && $0 != "第" && $0 != "总" && $0 != "總" }
    return periodicals.contains { name.count > $0.count + 1 && name.suffix($0.count).elementsEqual($0) }
  }

  /// Full-width letters and digits as ASCII, lower case, edges trimmed.
  static func folded(_ line: [Unicode.Scalar]) -> [Unicode.Scalar] {
    trimmed(line).map { scalar in
      var value = scalar.value
      if value >= 0xFF01 && value <= 0xFF5E && scalar != "，" && scalar != "；" && scalar != "？" { value -= 0xFEE0 }
      if value >= 0x41 && value <= 0x5A { value += 0x20 }
      return Unicode.Scalar(value) ?? scalar
    }
  }
}

/// Takes the parts of an issue line one after another.
private struct IssueScanner {
  let text: [Unicode.Scalar]
  var facts = IssueFacts()
  var rest: [Unicode.Scalar] = []
  private var position = 0
  private var sawDay = false
  private var sawWeekday = false
  private var sawMonthName = false
  private var sawPublication = false
  private var isYearAndMonth = false

  init(text: [Unicode.Scalar]) { self.text = text }

  var hasIdentity: Bool {
    facts.number != nil && (facts.year != nil || facts.total != nil || facts.volume != nil) || (facts.year != nil && sawDay && sawWeekday)
      || (facts.total != nil && facts.year != nil) || (facts.year != nil && sawDay && sawPublication) || isYearAndMonth
      || (facts.year != nil && sawMonthName && rest.allSatisfy(\.isSpace))
  }
  var isComplete: Bool { (facts.year != nil && facts.number != nil) || sawWeekday || sawPublication }

  private static let months: Set<String> = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb",
    "mar",
    "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "spring", "summer", "autumn", "fall", "winter",
  ]
  private static let weekdays: Set<String> = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

  mutating func scan() {
    while position < text.count {
      if !(takeYearAndMonth() || takePublication() || takeOrdinal() || takeLabelled() || takeYear() || takeDay() || takeWeekday()
        || takeMonthName())
      {
        rest.append(text[position])
        position += 1
      }
    }
    rest = rest.filter { scalar in !"().,:·|—–-/〔〕（）[]【】．".unicodeScalars.contains(scalar) }
  }

  private func number(from start: Int) -> (value: Int, end: Int)? {
    var index = start
    while index < text.count, text[index].isSpace || text[index] == "." || text[index] == ":" || text[index] == "#" { index += 1 }
    let begin = index
    while index < text.count, text[index].isDigit { index += 1 }
    if index == begin { while index < text.count, Numerals.isChinese(text[index]) { index += 1 } }
    guard index > begin, let value = Numerals.value(text[begin..<index]) else { return nil }
    return (value, index)
  }

  private func hasPrefix(_ word: String, at start: Int) -> Bool {
    let scalars = Array(word.unicodeScalars)
    return start + scalars.count <= text.count && Array(text[start..<start + scalars.count]) == scalars
  }

  private func skipSpaces(_ start: Int) -> Int {
    var index = start
    while index < text.count, text[index].isSpace { index += 1 }
    return index
  }

  /// 第3期, 总第78期, 第12卷, 总 78.
  private mutating func takeOrdinal() -> Bool {
    var start = position
    var isTotal = false
    for word in ["总期数", "總期數", "总", "總"] where hasPrefix(word, at: start) {
      isTotal = true
      start = skipSpaces(start + word.unicodeScalars.count)
      break
    }
    let hasOrdinal = start < text.count && text[start] == "第"
    if hasOrdinal { start += 1 }
    guard isTotal || hasOrdinal, let (value, end) = number(from: start) else { return false }
    let unit = skipSpaces(end)
    let unitScalar = unit < text.count ? text[unit] : " "
    switch unitScalar {
    case "期", "号", "號":
      if isTotal { facts.total = value } else { facts.number = value }
      position = unit + 1
    case "卷":
      facts.volume = value
      position = unit + 1
    default:
      guard isTotal else { return false }
      facts.total = value
      position = end
    }
    return true
  }

  /// 2025.03, 2025-03, 2025/3: all there is in the line; the month is no issue number.
  private mutating func takeYearAndMonth() -> Bool {
    guard position == 0 else { return false }
    let parts = text.split { $0 == "." || $0 == "-" || $0 == "/" || $0 == "·" }
    guard parts.count == 2, parts[0].count == 4, (1...2).contains(parts[1].count), let year = Numerals.value(parts[0]),
      let month = Numerals.value(parts[1]), (1900..<2100).contains(year), (1...12).contains(month), parts.joined().allSatisfy(\.isDigit)
    else { return false }
    facts.year = year
    isYearAndMonth = true
    position = text.count
    return true
  }

  /// 出版, 发行: the day is the issue's own.
  private mutating func takePublication() -> Bool {
    for word in ["出版", "发行", "發行", "出刊"] where sawDay && hasPrefix(word, at: position) {
      sawPublication = true
      position += word.unicodeScalars.count
      return true
    }
    return false
  }

  /// no. 3, vol. 12, issue 4, total 78, whole no. 78.
  private mutating func takeLabelled() -> Bool {
    if position > 0, text[position - 1].isLatin { return false }
    for (word, field) in [
      ("whole number", 2), ("whole no", 2), ("total no", 2), ("total", 2), ("volume", 1), ("vol", 1), ("issue", 0), ("number", 0),
      ("no", 0), ("№", 0),
    ] {
      guard hasPrefix(word, at: position), let (value, end) = number(from: position + word.unicodeScalars.count) else { continue }
      switch field {
      case 0: facts.number = value
      case 1: facts.volume = value
      default: facts.total = value
      }
      position = end
      return true
    }
    return false
  }

  private mutating func takeYear() -> Bool {
    if position > 0, text[position - 1].isDigit { return false }
    for era in ["中華民國", "中华民国", "民國", "民国"] where hasPrefix(era, at: position) {
      guard let (value, end) = number(from: position + era.unicodeScalars.count) else { continue }
      facts.year = value + 1911
      position = skipUnit("年", end)
      return true
    }
    var end = position
    while end < text.count, text[end].isDigit { end += 1 }
    if end == position { while end < text.count, Numerals.isChinese(text[end]) { end += 1 } }
    guard end - position == 4, let value = Numerals.value(text[position..<end]), value >= 1900, value < 2100 else { return false }
    facts.year = value
    position = skipUnit("年", end)
    return true
  }

  private func skipUnit(_ unit: Unicode.Scalar, _ start: Int) -> Int {
    let index = skipSpaces(start)
    return index < text.count && text[index] == unit ? index + 1 : start
  }

  /// 1月26日, 26日.
  private mutating func takeDay() -> Bool {
    guard let (_, end) = number(from: position), text[position].isDigit || Numerals.isChinese(text[position]) else { return false }
    let unit = skipSpaces(end)
    guard unit < text.count, text[unit] == "月" || text[unit] == "日" else { return false }
    if text[unit] == "日" { sawDay = true }
    position = unit + 1
    return true
  }

  private mutating func takeWeekday() -> Bool {
    for word in ["星期", "礼拜", "禮拜", "周", "週"] where hasPrefix(word, at: position) {
      let day = position + word.unicodeScalars.count
      guard day < text.count, "一二三四五六日天".unicodeScalars.contains(text[day]) else { continue }
      sawWeekday = true
      position = day + 1
      return true
    }
    return false
  }

  private mutating func takeMonthName() -> Bool {
    guard text[position].isLatin, position == 0 || !text[position - 1].isLatin else { return false }
    var end = position
    while end < text.count, text[end].isLatin { end += 1 }
    let word = String(scalars: text[position..<end])
    guard Self.months.contains(word) || Self.weekdays.contains(word) else { return false }
    if Self.weekdays.contains(word) { sawWeekday = true } else { sawMonthName = true }
    position = end
    // `March 26, 2024`: the day goes with its month.
    let day = skipSpaces(end)
    var dayEnd = day
    while dayEnd < text.count, text[dayEnd].isDigit { dayEnd += 1 }
    if dayEnd > day, dayEnd - day <= 2 {
      sawDay = true
      position = dayEnd
    }
    return true
  }
}
