/// Pairs of neighbouring letters of every galley line: what two pieces of text say of the same thing.
struct LetterPairs {
  private let lines: [Set<UInt64>]

  private static let fewest = 5

  init(_ galley: [GalleyLine]) {
    lines = galley.map { line in
      let letters = line.text.filter { $0.isHan || $0.isLatin }
      return Set(zip(letters, letters.dropFirst()).map { UInt64($0.value) << 32 | UInt64($1.value) })
    }
  }

  /// Share of a block's pairs that come again in `range`, the block itself left out; 0 for a block of few letters.
  func share(of block: ClosedRange<Int>, in range: Range<Int>) -> Double {
    let own = block.reduce(into: Set<UInt64>()) { $0.formUnion(lines[$1]) }
    guard own.count >= Self.fewest else { return 0 }
    var seen = Set<UInt64>()
    for index in range.clamped(to: lines.indices) where !block.contains(index) { seen.formUnion(lines[index].intersection(own)) }
    return Double(seen.count) / Double(own.count)
  }
}
