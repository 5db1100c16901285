/// A set of words that can be looked for at any place of a folded text.
struct Lexicon: Sendable {
  private let byFirst: [UInt32: [[UInt32]]]
  private let byLast: [UInt32: [[UInt32]]]
  /// One bit for each scalar of the basic plane that begins a word, so that most places cost one test.
  private let first: [UInt64]

  /// The words, separated by spaces, in Simplified; `_` stands for a space inside a word.
  init(_ words: String) {
    var byFirst: [UInt32: [[UInt32]]] = [:]
    var byLast: [UInt32: [[UInt32]]] = [:]
    var first = [UInt64](repeating: 0, count: 1024)
    for word in words.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      let scalars = word.unicodeScalars.map { $0 == "_" ? 0x20 : Fold.scalar($0.value) }
      byFirst[scalars[0], default: []].append(scalars)
      byLast[scalars[scalars.count - 1], default: []].append(scalars)
      first[Int(scalars[0] >> 6) & 1023] |= 1 << UInt64(scalars[0] & 63)
    }
    self.byFirst = byFirst.mapValues { $0.sorted { $0.count > $1.count } }
    self.byLast = byLast.mapValues { $0.sorted { $0.count > $1.count } }
    self.first = first
  }

  /// The length of the longest word that begins at a place; nil if none does before `end`.
  func match(_ text: [UInt32], at start: Int, before end: Int? = nil) -> Int? {
    let end = end ?? text.count
    guard start >= 0, start < end else { return nil }
    let value = text[start]
    guard first[Int(value >> 6) & 1023] & (1 << UInt64(value & 63)) != 0, let words = byFirst[value] else { return nil }
    return words.first { $0.count <= end - start && Lexicon.equal($0, text, start) }?.count
  }

  /// The length of the longest word that ends right before a place.
  func match(_ text: [UInt32], endingAt end: Int, from start: Int = 0) -> Int? {
    guard end > start, let words = byLast[text[end - 1]] else { return nil }
    return words.first { $0.count <= end - start && Lexicon.equal($0, text, end - $0.count) }?.count
  }

  /// The first word in a range of the text.
  func first(in text: [UInt32], _ range: Range<Int>) -> Range<Int>? {
    var i = range.lowerBound
    while i < range.upperBound {
      if let n = match(text, at: i, before: range.upperBound) { return i..<i + n }
      i += 1
    }
    return nil
  }

  func last(in text: [UInt32], _ range: Range<Int>) -> Range<Int>? {
    var i = range.upperBound
    while i > range.lowerBound {
      if let n = match(text, endingAt: i, from: range.lowerBound) { return i - n..<i }
      i -= 1
    }
    return nil
  }

  func all(in text: [UInt32], _ range: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var i = range.lowerBound
    while i < range.upperBound {
      if let n = match(text, at: i, before: range.upperBound) {
        found.append(i..<i + n)
        i += n
      } else {
        i += 1
      }
    }
    return found
  }

  func occurs(in text: [UInt32], _ range: Range<Int>) -> Bool { first(in: text, range) != nil }

  private static func equal(_ word: [UInt32], _ text: [UInt32], _ start: Int) -> Bool {
    for (i, value) in word.enumerated() where text[start + i] != value { return false }
    return true
  }
}
