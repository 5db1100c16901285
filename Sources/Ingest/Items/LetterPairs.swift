import Foundation

/// What two pieces of text have in common: pairs of neighbouring ideographs, and Latin words.
struct LetterPairs {
  /// The tokens of each line, none twice.
  private let lines: [[UInt64]]
  /// The lines that have a token, ascending.
  private let places: [UInt64: [Int]]

  /// Tokens that a block needs for its share to say something.
  private static let fewest = 4
  private static let shortestWord = 4
  /// What stands in more lines of an issue belongs to no story.
  private static let mostLines = 8

  init(_ galley: [GalleyLine]) {
    lines = galley.map { Array(Set(Self.tokens($0.text))) }
    var places: [UInt64: [Int]] = [:]
    for (index, tokens) in lines.enumerated() { for token in tokens { places[token, default: []].append(index) } }
    self.places = places
  }

  private static func tokens(_ text: [Unicode.Scalar]) -> [UInt64] {
    let letters = text.filter { $0.isHan }
    let pairs = zip(letters, letters.dropFirst()).map { UInt64($0.value) << 32 | UInt64($1.value) }
    let words = text.split { !$0.isLatin }.filter { $0.count >= shortestWord }
    return pairs + words.map { word in word.reduce(UInt64(1) << 63) { ($0 &* 31 &+ UInt64($1.value | 0x20)) | 1 << 63 } }
  }

  /// Share of a block's tokens that come again in `range`, the block itself left out; 0 for a block of few tokens.
  func share(of block: ClosedRange<Int>, in range: Range<Int>) -> Double {
    let own = block.count == 1 ? lines[block.lowerBound] : Array(Set(block.flatMap { lines[$0] }))
    guard own.count >= Self.fewest else { return 0 }
    let seen = own.count { token in places[token]?.contains { range.contains($0) && !block.contains($0) } == true }
    return Double(seen) / Double(own.count)
  }

  /// How much two stretches have in common: their shared tokens, each by how rare it is in the issue, in nats.
  func common(_ before: Range<Int>, _ after: Range<Int>) -> Double {
    var seen = Set<UInt64>()
    var sum = 0.0
    for line in after.clamped(to: lines.indices) {
      for token in lines[line] {
        guard let places = places[token], places.count > 1, places.count <= Self.mostLines, seen.insert(token).inserted,
          places.contains(where: before.contains)
        else { continue }
        sum += log(Double(lines.count) / Double(places.count))
      }
    }
    return sum
  }
}
