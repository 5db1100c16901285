import Foundation

/// How well one line reads on from another: what the letters and words across the joint gain over what they would be apart.
struct LineFlow {
  /// Nats for a letter: of the line's first letters once those before the joint are known, of a word that crosses the joint, and of
  /// pairs that the issue has elsewhere.
  struct Gain {
    var letters = 0.0
    var words = 0.0
    var own = 0.0
  }

  private let ends: [(first: [UInt16], last: [UInt16])]
  private let pairs: [UInt32: Int]
  private let language: LanguageModel
  /// The gain of each line over the one before it.
  private var onward: [Gain?] = []

  /// Letters looked at on either side.
  private static let reach = 3
  private static let mostGain = 6.0
  private static let leastGain = -4.0

  init(_ galley: [GalleyLine], language: LanguageModel = .shipped) {
    let texts = galley.map { String(scalars: $0.text) }
    let glyphs = Glyphs(lines: texts)
    var pairs: [UInt32: Int] = [:]
    ends = texts.map { text in
      let units = glyphs.units(text)
      for (a, b) in zip(units, units.dropFirst()) { pairs[Self.pair(a, b), default: 0] += 1 }
      return (Array(units.prefix(Self.reach)), Array(units.suffix(Self.reach)))
    }
    self.pairs = pairs
    self.language = language
    onward = galley.indices.map { $0 > 0 ? measure($0 - 1, $0) : nil }
  }

  /// Nil where no ideographs meet: nothing is known then.
  func gain(_ a: Int, _ b: Int) -> Gain? { b == a + 1 ? onward[b] : measure(a, b) }

  private func measure(_ a: Int, _ b: Int) -> Gain? {
    let (left, right) = (ends[a].last, ends[b].first)
    guard let last = left.last, let first = right.first, Glyphs.isHan(last), Glyphs.isHan(first) else { return nil }
    return Gain(letters: letters(left, right), words: words(left, right), own: log1p(Double(pairs[Self.pair(last, first)] ?? 0)))
  }

  private func letters(_ left: [UInt16], _ right: [UInt16]) -> Double {
    var sum = 0.0
    for (index, unit) in right.enumerated() {
      let known = language.probability(of: unit, after: (left + right[..<index])[...])
      sum += min(Self.mostGain, max(Self.leastGain, log(known / language.probability(of: unit, after: right[..<index]))))
    }
    return sum / Double(right.count)
  }

  /// The likeliest word across the joint against its two parts.
  private func words(_ left: [UInt16], _ right: [UInt16]) -> Double {
    var best = 0.0
    for i in 1...left.count {
      for j in 1...right.count where i + j <= 4 {
        let tail = left.suffix(i)
        let head = right.prefix(j)
        guard let whole = language.logWord(Array(tail + head)[...]) else { continue }
        let parts = (language.logWord(tail) ?? Self.unknownWord(i)) + (language.logWord(head) ?? Self.unknownWord(j))
        best = max(best, whole - parts)
      }
    }
    return min(Self.mostGain, best)
  }

  private static func unknownWord(_ length: Int) -> Double { -9.0 * Double(length) }
  private static func pair(_ a: UInt16, _ b: UInt16) -> UInt32 { UInt32(a) << 16 | UInt32(b) }
}
