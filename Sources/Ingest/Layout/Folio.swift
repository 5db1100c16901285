/// A line, or the end of one, that may be a printed page number.
struct Folio: Equatable {
  /// Each way to read the digits: one page, or the two pages of a spread.
  var readings: [ClosedRange<Int>]
  /// Dots, dashes or the word for page stand round the number.
  var isDecorated: Bool

  private static let largestPage = 999
  static let ornaments: Set<Unicode.Scalar> = [
    "·", "•", "・", "—", "–", "-", "－", "―", "─", "~", "～", "|", "｜", "*", "★", "◆", "■", "●", "▪", "【", "】", "〔", "〕", "[", "]", "<", ">",
    "/", "／", "∙", "⋅",
    "−", "﹣", "=", "_", "□",
  ]
  private static let words: Set<String> = ["第", "页", "頁", "版", "page", "p", "pg", "共", "of", "p."]

  /// Reads a whole line that prints nothing but a page number; nil for any other line.
  static func whole(_ line: [Unicode.Scalar]) -> Folio? {
    let scalars = trimmed(line)
    guard !scalars.isEmpty, scalars.count <= 24 else { return nil }
    var groups: [[Unicode.Scalar]] = []
    var decorated = false
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      let end = run(in: scalars, from: index)
      let piece = Array(scalars[index..<end])
      if scalar.isDigit || (Numerals.isChinese(scalar) && scalar != "Ｏ") {
        groups.append(piece)
      } else if ornaments.contains(scalar) {
        decorated = true
      } else if words.contains(String(scalars: piece).lowercased()) {
        decorated = true
      } else if !scalar.isSpace {
        return nil
      }
      index = end
    }
    return reading(of: groups, decorated: decorated)
  }

  private static func run(in scalars: [Unicode.Scalar], from start: Int) -> Int {
    let kind = kind(of: scalars[start])
    guard kind > 0 else { return start + 1 }
    var end = start + 1
    while end < scalars.count, Self.kind(of: scalars[end]) == kind { end += 1 }
    return end
  }

  private static func kind(of scalar: Unicode.Scalar) -> Int {
    if scalar.isDigit { return 1 }
    if Numerals.isChinese(scalar) { return 2 }
    return scalar.isLatin ? 3 : 0
  }

  private static func reading(of groups: [[Unicode.Scalar]], decorated: Bool) -> Folio? {
    guard let first = groups.first else { return nil }
    if !first[0].isDigit {
      // A Chinese number alone on a line is a heading as often as a page; it needs its ornament.
      guard groups.count == 1, decorated, let page = Numerals.value(first), page > 0 else { return nil }
      return Folio(readings: [page...page], isDecorated: true)
    }
    guard groups.allSatisfy({ $0[0].isDigit }) else { return nil }
    var readings: [ClosedRange<Int>] = []
    if groups.count == 1, first.count <= 3, let page = Numerals.value(first), page > 0 { readings.append(page...page) }
    if groups.count == 2, decorated, let page = Numerals.value(first), let last = Numerals.value(groups[1]), page > 0, page <= last {
      readings.append(page...page)
    }
    if !decorated || groups.count == 2 { readings += spreads(Array(groups.joined())) }
    return readings.isEmpty ? nil : Folio(readings: readings, isDecorated: decorated)
  }

  /// `54 5`, `2322`, `8 9`: digits that are the numbers of two facing pages, in any order and as often as they like.
  private static func spreads(_ digits: [Unicode.Scalar]) -> [ClosedRange<Int>] {
    var found: [ClosedRange<Int>] = []
    let values = digits.compactMap(\.digitValue)
    for length in 1...3 where length < values.count {
      let first = values[..<length].reduce(0) { $0 * 10 + $1 }
      guard first > 0, values[0] > 0 else { continue }
      for low in [first - 1, first] where low > 0 {
        if covers(values, low: low), !found.contains(low...low + 1) { found.append(low...low + 1) }
      }
    }
    return found
  }

  private static func covers(_ values: [Int], low: Int) -> Bool {
    var position = 0
    var sawLow = false
    var sawHigh = false
    while position < values.count {
      if let next = skip(low, at: position, in: values) {
        sawLow = true
        position = next
      } else if let next = skip(low + 1, at: position, in: values) {
        sawHigh = true
        position = next
      } else {
        return false
      }
    }
    return sawLow && sawHigh
  }

  private static func skip(_ page: Int, at start: Int, in values: [Int]) -> Int? {
    let digits = String(page).utf8.map { Int($0) - 48 }
    guard start + digits.count <= values.count, Array(values[start..<start + digits.count]) == digits else { return nil }
    return start + digits.count
  }

  /// A running head with its page number glued to one end: the number and what is left.
  static func glued(_ line: [Unicode.Scalar]) -> (folio: Folio, head: [Unicode.Scalar])? {
    let scalars = trimmed(line)
    let lead = scalars.prefix { $0.isDigit }.count
    let trail = scalars.reversed().prefix { $0.isDigit }.count
    if lead > 0, lead <= 3, lead < scalars.count, let found = glued(Array(scalars[..<lead]), rest: Array(scalars[lead...])) { return found }
    if trail > 0, trail <= 3, trail < scalars.count {
      return glued(Array(scalars.suffix(trail)), rest: Array(scalars.dropLast(trail)))
    }
    return ornamented(scalars)
  }

  private static func glued(_ digits: [Unicode.Scalar], rest: [Unicode.Scalar]) -> (folio: Folio, head: [Unicode.Scalar])? {
    guard let page = Numerals.value(digits), page > 0 else { return nil }
    let head = trimmed(
      rest.drop { ornaments.contains($0) || $0.isSpace }.reversed().drop { ornaments.contains($0) || $0.isSpace }.reversed())
    guard head.count(where: { $0.isHan || $0.isLatin }) >= 2 else { return nil }
    return (Folio(readings: [page...page], isDecorated: false), head)
  }

  /// `· 12 · Head`, `Head 第 12 页`: the number with its ornaments at one end.
  private static func ornamented(_ scalars: [Unicode.Scalar]) -> (folio: Folio, head: [Unicode.Scalar])? {
    guard let gapEnd = scalars.lastIndex(where: { $0.isSpace }) else { return suffixed(scalars) }
    for cut in scalars.indices.reversed() where cut > 0 && cut <= gapEnd + 1 && scalars[cut - 1].isSpace {
      if let folio = whole(Array(scalars[cut...])), folio.isDecorated, folio.readings.count == 1 {
        let head = trimmed(scalars[..<cut])
        if head.count(where: { $0.isHan || $0.isLatin }) >= 2 { return (folio, head) }
      }
      if let folio = whole(Array(scalars[..<cut])), folio.isDecorated, folio.readings.count == 1 {
        let head = trimmed(scalars[cut...])
        if head.count(where: { $0.isHan || $0.isLatin }) >= 2 { return (folio, head) }
      }
    }
    return suffixed(scalars)
  }

  private static func suffixed(_ scalars: [Unicode.Scalar]) -> (folio: Folio, head: [Unicode.Scalar])? {
    guard let start = scalars.lastIndex(of: "第"), start >= 2, let folio = whole(Array(scalars[start...])), folio.isDecorated else {
      return nil
    }
    return (folio, trimmed(scalars[..<start]))
  }
}
