/// Finds every date of a folded text, in order and without overlap.
///
/// Forms: 2025年3月5日, 二〇二五年三月五日, 民国114年3月5日, 3月5日, 3月5-7日, 3月30日至4月2日, 6月底, 2025-03-05, 2025/3/5,
/// 2025.3.5, March 5–8, 2025, 5 March 2025, and years alone.
struct DateScanner {
  private let text: [UInt32]

  static func mentions(in text: [UInt32]) -> [DateMention] { DateScanner(text: text).scan() }

  private func scan() -> [DateMention] {
    var found: [DateMention] = []
    var i = 0
    while i < text.count {
      if startsHere(i), let mention = mention(at: i) {
        found.append(mention)
        i = mention.range.upperBound
      } else {
        i += 1
      }
    }
    return found
  }

  /// A number that goes on to the left does not start here.
  private func startsHere(_ i: Int) -> Bool {
    let value = text[i]
    if value.isDigit { return i == 0 || !text[i - 1].isDigit && !(text[i - 1] == 0x2E && i > 1 && text[i - 2].isDigit) }
    if Numeral.unit(value) != nil || DateScanner.tens.contains(value) { return i == 0 || Numeral.unit(text[i - 1]) == nil }
    return value == 0x6C11 || value.isLatin && (i == 0 || !text[i - 1].isLatin)
  }

  private func mention(at i: Int) -> DateMention? {
    if let (from, end) = date(at: i, year: nil, month: nil) { return range(from: from, start: i, end: end) }
    return EnglishDate.mention(text, at: i)
  }

  /// Reads on past a dash or 至 to the end of a range.
  private func range(from: PartialDate, start: Int, end: Int) -> DateMention {
    var mention = DateMention(range: start..<end, from: from)
    guard from.month == nil else {
      guard from.namesDay, let next = afterJoiner(end), let (to, after) = date(at: next, year: from.year, month: from.month),
        to.namesDay
      else { return mention }
      mention.to = to
      mention.range = start..<after
      return mention
    }
    mention.isPeriod = true
    return mention
  }

  private func afterJoiner(_ i: Int) -> Int? {
    var i = i
    // 3月5日(星期三)至7日
    if i < text.count, text[i] == 0x28, let close = (i..<min(i + DateScanner.weekdayWidth, text.count)).first(where: { text[$0] == 0x29 }) {
      i = close + 1
    }
    if let n = DateScanner.halfDays.match(text, at: i) { i += n }
    guard let n = DateScanner.joiners.match(text, at: i) else { return nil }
    return i + n
  }

  /// One date at a place. `year` and `month` come from the first half of a range, whose second half may leave them out.
  private func date(at start: Int, year: Int?, month: Int?) -> (PartialDate, Int)? {
    if let (date, end) = numeric(at: start) { return (date, end) }
    if let (year, end) = self.year(at: start) {
      guard let (date, after) = monthDay(at: end) else { return (PartialDate(year: year), end) }
      return (PartialDate(year: year, month: date.month, day: date.day, monthEnd: date.monthEnd), after)
    }
    if let (date, end) = monthDay(at: start) {
      var date = date
      if let year, let month, let own = date.month { date.year = own < month ? year + 1 : year }
      return (date, end)
    }
    guard let month, let n = Numeral.either(text, at: start), isDayMark(n.end), (1...31).contains(n.value) else { return nil }
    return (PartialDate(year: year, month: month, day: n.value), n.end + 1)
  }

  /// 2025年, 二〇二五年, 民国114年, 114年3月. The index is the one after 年.
  private func year(at start: Int) -> (Int, Int)? {
    if let n = DateScanner.republic.match(text, at: start) {
      let at = start + n
      guard let r = Numeral.digits(text, at: at, width: 1...3) ?? Numeral.republic(text, at: at), isYearMark(r.end) else { return nil }
      return (r.value + DateScanner.republicOffset, r.end + 1)
    }
    if let r = Numeral.digits(text, at: start, width: 4...4) ?? Numeral.year(text, at: start) {
      return (1900...2099).contains(r.value) && isYearMark(r.end) ? (r.value, r.end + 1) : nil
    }
    // A three-digit year with a month is one of the Republic: 114年3月.
    if let r = Numeral.digits(text, at: start, width: 3...3), (80...199).contains(r.value), isYearMark(r.end),
      monthDay(at: r.end + 1) != nil
    {
      return (r.value + DateScanner.republicOffset, r.end + 1)
    }
    return nil
  }

  /// 3月5日, 三月五日, 3月5-7日 (read up to the dash, as the 日 stands at the range's end), 3月底, 3月.
  private func monthDay(at start: Int) -> (PartialDate, Int)? {
    guard let m = Numeral.either(text, at: start), (1...12).contains(m.value), m.end < text.count, text[m.end] == 0x6708 else { return nil }
    var i = m.end + 1
    if i < text.count, text[i] == 0x4EFD { i += 1 }
    if i < text.count, text[i] == 0x5E95 || text[i] == 0x672B { return (PartialDate(month: m.value, monthEnd: true), i + 1) }
    guard let d = Numeral.either(text, at: i), (1...31).contains(d.value) else { return (PartialDate(month: m.value), i) }
    if isDayMark(d.end) { return (PartialDate(month: m.value, day: d.value), d.end + 1) }
    if let next = afterJoiner(d.end), let other = Numeral.either(text, at: next), isDayMark(other.end), (d.value...31).contains(other.value)
    {
      return (PartialDate(month: m.value, day: d.value), d.end)
    }
    return (PartialDate(month: m.value), i)
  }

  /// 2025-03-05, 2025/3/5, 2025.3.5.
  private func numeric(at start: Int) -> (PartialDate, Int)? {
    guard let y = Numeral.digits(text, at: start, width: 4...4), (1900...2099).contains(y.value), y.end < text.count else { return nil }
    let mark = text[y.end]
    guard mark == 0x2D || mark == 0x2F || mark == 0x2E, let m = Numeral.digits(text, at: y.end + 1, width: 1...2), m.end < text.count,
      text[m.end] == mark, let d = Numeral.digits(text, at: m.end + 1, width: 1...2),
      Day(y.value, m.value, d.value) != nil
    else { return nil }
    let end = d.end < text.count && text[d.end] == 0x65E5 ? d.end + 1 : d.end
    return (PartialDate(year: y.value, month: m.value, day: d.value), end)
  }

  private func isYearMark(_ i: Int) -> Bool { i < text.count && text[i] == 0x5E74 }

  private func isDayMark(_ i: Int) -> Bool { i < text.count && (text[i] == 0x65E5 || text[i] == 0x53F7) }

  private static let tens: Set<UInt32> = [0x5341, 0x5EFF]
  private static let republic = Lexicon("中华民国 民国")
  private static let republicOffset = 1911
  private static let joiners = Lexicon("- -- ~ 至 到 起至")
  private static let halfDays = Lexicon("上午 下午 晚 晚上 起")
  /// `(星期三)` at most.
  private static let weekdayWidth = 6
}
