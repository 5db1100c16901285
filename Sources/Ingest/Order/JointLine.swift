import Foundation

/// What a line brings to a joint at either end, worked out once and held flat: the joints of an issue are a hundred thousand.
struct JointLine: Sendable {
  /// Letters that the language features look at on one side.
  static let reach = 4
  /// A context that was never counted.
  static let unknown = -Double.infinity

  var tail: Int
  var head: Int
  var gate: Int
  var tailGlyph: Int
  var headGlyph: Int
  var page: Int
  var column: Double
  var slack: Double
  var title: Double
  var isLatin: Bool
  var endsSentence: Bool
  var endsWithHan: Bool
  var startsWithHan: Bool
  var startsLower: Bool
  var titleStarts: Int

  /// Letters kept at the end and at the start, at most `reach`.
  var lastCount: Int
  var firstCount: Int
  var lastUnit: UInt16 = 0
  var first = SIMD4<UInt16>()
  /// Occurrences of the last and the first letter in the issue.
  var lastSeen = 0.0
  var firstSeen = 0.0
  /// Hashes of the last 1…4 letters, to be stepped on: as a word, and in the issue's own counts.
  var wordHash = SIMD4<UInt64>()
  var ownHash = SIMD4<UInt64>()
  /// Hashes of the last i + 1 letters as the start of a sequence one, two letters longer than they are.
  var nextHash = SIMD4<UInt64>()
  var overNextHash = SIMD4<UInt64>()
  var thirdHash: UInt64 = 0
  /// Counts of the last 1…3 letters.
  var contexts = SIMD4<Double>()
  /// Best segmentation of the first k of the last letters, and of the first letters from k on.
  var wordsBefore = SIMD8<Double>()
  var wordsAfter = SIMD8<Double>()
  /// Probabilities of the first three letters with nothing before the line.
  var alone = SIMD4<Double>()

  /// Latin lines: hashes of the last word and of what follows it in a pair, and their log-counts.
  var endsWithHyphen = false
  var lastWordHash: UInt64 = 0
  var lastWordOwn: UInt64 = 0
  var pairHash: UInt64 = 0
  var lastWordCount = unknown
  var firstWordCount = unknown
  var firstWordWidth = 0.0

  init(_ fact: LineFacts, index: Int, language: LanguageModel, own: LetterCounts) {
    tail = fact.tail.rawValue
    head = fact.head.rawValue
    gate = JointFeature.Gate(fact.tail).rawValue
    title = fact.title
    tailGlyph = fact.tailGlyph.rawValue
    headGlyph = fact.headGlyph.rawValue
    page = fact.page
    column = fact.column
    slack = fact.slack
    isLatin = fact.isLatin
    endsSentence = fact.endsSentence
    startsLower = fact.headGlyph == .lower
    titleStarts = index
    let last = Array(fact.units.suffix(JointLine.reach))
    let head = Array(fact.units.prefix(JointLine.reach))
    lastCount = last.count
    firstCount = head.count
    endsWithHan = last.last.map { Glyphs.isHan($0) } ?? false
    startsWithHan = head.first.map { Glyphs.isHan($0) } ?? false
    for (i, unit) in head.enumerated() { first[i] = unit }
    firstSeen = head.first.map { Double(own.count(of: $0)) } ?? 0
    if let unit = last.last {
      lastUnit = unit
      lastSeen = Double(own.count(of: unit))
    }
    hashEnd(last, language)
    segment(last, head, language)
    for i in 0..<min(3, head.count) { alone[i] = language.probability(of: head[i], after: head[..<i]) }
    if isLatin { readWords(fact.text, language) }
  }

  /// Takes over what the line is taken for.
  mutating func classify(_ fact: LineFacts) {
    tail = fact.tail.rawValue
    head = fact.head.rawValue
    gate = JointFeature.Gate(fact.tail).rawValue
    title = max(-JointLine.mostTitle, min(JointLine.mostTitle, fact.title))
  }

  /// Beyond this many nats a title is as good as sure.
  private static let mostTitle = 4.0

  private mutating func hashEnd(_ last: [UInt16], _ language: LanguageModel) {
    let kinds = CountTable.letters
    for i in 1...max(1, last.count) where i <= last.count {
      let suffix = last.suffix(i)
      wordHash[i - 1] = suffix.reduce(CountTable.start(.word), CountTable.step)
      ownHash[i - 1] = suffix.reduce(LetterCounts.seed, CountTable.step)
      if i <= 3 {
        nextHash[i - 1] = suffix.reduce(CountTable.start(kinds[i]), CountTable.step)
        contexts[i - 1] = language.table.count(kinds[i - 1], suffix)
      }
      if i <= 2 { overNextHash[i - 1] = suffix.reduce(CountTable.start(kinds[i + 1]), CountTable.step) }
      if i == 1 { thirdHash = suffix.reduce(CountTable.start(.letters4), CountTable.step) }
    }
  }

  private mutating func segment(_ last: [UInt16], _ head: [UInt16], _ language: LanguageModel) {
    for end in last.indices {
      var top = -Double.infinity
      for start in 0...end { if let word = language.logWord(last[start...end]) { top = max(top, wordsBefore[start] + word) } }
      wordsBefore[end + 1] = top
    }
    for start in head.indices.reversed() {
      wordsAfter[start] = -.infinity
      for end in start..<head.count {
        if let word = language.logWord(head[start...end]) { wordsAfter[start] = max(wordsAfter[start], wordsAfter[end + 1] + word) }
      }
    }
  }

  private mutating func readWords(_ text: String, _ language: LanguageModel) {
    func letters(_ word: Substring?) -> [UInt16] { Array((word ?? "").lowercased().filter { $0.isLetter || $0 == "'" }.utf16) }
    let words = text.split(separator: " ")
    let (left, right) = (letters(words.last), letters(words.first))
    endsWithHyphen = text.hasSuffix("-") || text.hasSuffix("\u{AD}")
    lastWordHash = left.reduce(CountTable.start(.latinWord), CountTable.step)
    lastWordOwn = left.suffix(LetterCounts.longest - 2).reduce(LetterCounts.seed, CountTable.step)
    pairHash = (left + [0x20]).reduce(CountTable.start(.latinPair), CountTable.step)
    if !left.isEmpty { lastWordCount = language.table.logCount(lastWordHash) ?? JointLine.unknown }
    if !right.isEmpty { firstWordCount = language.table.logCount(.latinWord, right) ?? JointLine.unknown }
    firstWordWidth = Double(words.first?.count ?? 0) * 0.52
  }
}
