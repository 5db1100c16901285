/// English dates: March 5, 2025; 5 March 2025; Mar. 5–8, 2025; March 30 – April 2, 2025; 5–8 March 2025.
enum EnglishDate {
  static func mention(_ text: [UInt32], at start: Int) -> DateMention? {
    if text[start].isDigit { return dayFirst(text, at: start) }
    guard let m = month(text, at: start) else { return nil }
    return monthFirst(text, start: start, month: m.value, at: m.end)
  }

  private static func monthFirst(_ text: [UInt32], start: Int, month: Int, at i: Int) -> DateMention? {
    guard let d = day(text, at: skip(text, i)) else { return nil }
    var from = PartialDate(month: month, day: d.value)
    var to: PartialDate?
    var end = d.end
    if let next = joiner(text, at: end) {
      if let other = self.month(text, at: next), let last = day(text, at: skip(text, other.end)) {
        to = PartialDate(month: other.value, day: last.value)
        end = last.end
      } else if let last = day(text, at: next), last.value > d.value {
        to = PartialDate(month: month, day: last.value)
        end = last.end
      }
    }
    if let y = year(text, at: skip(text, end)) {
      from.year = y.value
      to?.year = y.value
      end = y.end
    }
    return DateMention(range: start..<end, from: from, to: to)
  }

  private static func dayFirst(_ text: [UInt32], at start: Int) -> DateMention? {
    guard let d = day(text, at: start) else { return nil }
    var last: Int?
    var i = d.end
    if let next = joiner(text, at: i), let other = day(text, at: next), other.value > d.value {
      last = other.value
      i = other.end
    }
    let of = skip(text, i)
    guard let m = month(text, at: Lexicon.of.match(text, at: of).map { skip(text, of + $0) } ?? of) else { return nil }
    let y = year(text, at: skip(text, m.end))
    let from = PartialDate(year: y?.value, month: m.value, day: d.value)
    return DateMention(
      range: start..<(y?.end ?? m.end), from: from, to: last.map { PartialDate(year: y?.value, month: m.value, day: $0) })
  }

  private static func month(_ text: [UInt32], at start: Int) -> Numeral.Reading? {
    var i = start
    while i < text.count, text[i].isLatin { i += 1 }
    guard i - start >= 3 else { return nil }
    let word = text[start..<i].map { $0 | 0x20 }
    let stem = word == september ? Array(word.prefix(3)) : word
    guard text[start] & 0x20 == 0,
      let index = names.firstIndex(where: { $0 == stem || stem.count == 3 && $0.starts(with: stem) })
    else { return nil }
    if i < text.count, text[i] == 0x2E { i += 1 }
    return Numeral.Reading(value: index + 1, end: i)
  }

  private static func day(_ text: [UInt32], at start: Int) -> Numeral.Reading? {
    guard var d = Numeral.digits(text, at: start, width: 1...2), (1...31).contains(d.value) else { return nil }
    if let n = ordinals.match(text, at: d.end) { d.end += n }
    return d
  }

  private static func year(_ text: [UInt32], at start: Int) -> Numeral.Reading? {
    guard let y = Numeral.digits(text, at: start, width: 4...4), (1900...2099).contains(y.value) else { return nil }
    return y
  }

  /// Past a word space or a comma.
  private static func skip(_ text: [UInt32], _ start: Int) -> Int {
    var i = start
    while i < text.count, text[i] == 0x20 || text[i] == 0x2C { i += 1 }
    return i
  }

  private static func joiner(_ text: [UInt32], at start: Int) -> Int? {
    var i = start
    while i < text.count, text[i] == 0x20 { i += 1 }
    guard let n = joiners.match(text, at: i) else { return nil }
    i += n
    while i < text.count, text[i] == 0x20 { i += 1 }
    return i
  }

  private static let joiners = Lexicon("- -- ~ to_ through_ until_")
  private static let ordinals = Lexicon("st nd rd th")
  private static let september: [UInt32] = "sept".unicodeScalars.map(\.value)
  private static let names: [[UInt32]] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
  ].map { $0.unicodeScalars.map(\.value) }
}

extension Lexicon {
  fileprivate static let of = Lexicon("of_")
}
