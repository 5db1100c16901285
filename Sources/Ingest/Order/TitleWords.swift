/// What the words of a block say: how many come again around it, and what no headline holds.
struct TitleWords: Sendable {
  /// The letter pairs of each line, none twice.
  private let pairs: [[UInt32]]
  /// The lines that have a pair, ascending.
  private let places: [UInt32: [Int]]
  private let pageEnds: [Range<Int>]

  /// Lines after a title, and before it, in which its words are looked for.
  private static let reach = 14
  private static let fewest = 3

  /// 的了是在他我们也就都很着过把被
  static let functionWords = Set("的了是在他她我们也就都很着过把被这那并还".utf16)
  /// What a headline does not end on.
  static let particles = Set("的和与及在了为是或而且被把将对从向以".utf16)

  init(_ facts: [LineFacts]) {
    pairs = facts.map { fact in
      let units = fact.units
      return Array(
        Set(
          zip(units, units.dropFirst()).filter { (Glyphs.isHan($0) || Glyphs.isLatin($0)) && (Glyphs.isHan($1) || Glyphs.isLatin($1)) }
            .map { UInt32($0) << 16 | UInt32($1) }))
    }
    var places: [UInt32: [Int]] = [:]
    for (index, line) in pairs.enumerated() { for pair in line { places[pair, default: []].append(index) } }
    self.places = places
    var ends: [Range<Int>] = []
    var start = 0
    for index in facts.indices where index + 1 == facts.count || facts[index + 1].page != facts[index].page {
      ends += [Range<Int>](repeating: start..<index + 1, count: index + 1 - start)
      start = index + 1
    }
    pageEnds = ends
  }

  /// Share, 0 to 1, of a block's letter pairs that come again in the lines after it, or before it.
  func recurring(_ block: Range<Int>, after: Bool) -> Double {
    let own = block.count == 1 ? pairs[block.lowerBound] : Array(Set(block.flatMap { pairs[$0] }))
    guard own.count >= TitleWords.fewest else { return 0 }
    let page = pageEnds[block.lowerBound]
    let range =
      after
      ? block.upperBound..<min(page.upperBound, block.upperBound + TitleWords.reach)
      : max(page.lowerBound, block.lowerBound - TitleWords.reach)..<block.lowerBound
    let seen = own.count { pair in places[pair]?.contains { range.contains($0) } == true }
    return Double(seen) / Double(own.count)
  }

  private static let brackets: [(UInt16, UInt16)] = [
    (0x300A, 0x300B), (0x3008, 0x3009), (Glyphs.openQuote, Glyphs.closeQuote), (0xFF08, 0xFF09), (0x3010, 0x3011),
  ]

  static func isUnbalanced(_ units: [UInt16]) -> Bool {
    brackets.contains { open, close in
      var depth = 0
      for unit in units {
        if unit == open { depth += 1 } else if unit == close { depth -= 1 }
        if depth < 0 { return true }
      }
      return depth != 0
    }
  }

  /// Shares of the words, short ones left out, that begin with a capital, and that are all capitals.
  static func cases(_ lines: [String]) -> (title: Double, capitals: Double) {
    let words = lines.flatMap { $0.split { !$0.isLetter } }.filter { $0.count > 3 }
    guard !words.isEmpty else { return (0, 0) }
    let titled = words.count { $0.first?.isUppercase == true }
    let capitals = words.count { $0.allSatisfy(\.isUppercase) }
    return (Double(titled) / Double(words.count), Double(capitals) / Double(words.count))
  }
}
