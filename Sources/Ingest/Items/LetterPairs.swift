/// Pairs of neighbouring letters of every galley line: what two pieces of text say of the same thing.
struct LetterPairs {
  /// The pairs of each line, none twice.
  private let lines: [[UInt64]]
  /// The lines that have a pair, ascending.
  private let places: [UInt64: [Int]]

  private static let fewest = 5

  init(_ galley: [GalleyLine]) {
    lines = galley.map { line in
      let letters = line.text.filter { $0.isHan || $0.isLatin }
      return Array(Set(zip(letters, letters.dropFirst()).map { UInt64($0.value) << 32 | UInt64($1.value) }))
    }
    var places: [UInt64: [Int]] = [:]
    for (index, pairs) in lines.enumerated() { for pair in pairs { places[pair, default: []].append(index) } }
    self.places = places
  }

  /// Share of a block's pairs that come again in `range`, the block itself left out; 0 for a block of few letters.
  func share(of block: ClosedRange<Int>, in range: Range<Int>) -> Double {
    let own = block.count == 1 ? lines[block.lowerBound] : Array(Set(block.flatMap { lines[$0] }))
    guard own.count >= Self.fewest else { return 0 }
    let seen = own.count { pair in places[pair]?.contains { range.contains($0) && !block.contains($0) } == true }
    return Double(seen) / Double(own.count)
  }
}
