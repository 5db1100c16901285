import Foundation

/// The letter pairs of each line that are neither common in the issue nor alone in it.
struct LinePairs: Sendable {
  private(set) var pairs: [[UInt32]]

  private static let rarest = 2
  private static let commonest = 12

  init(_ facts: [LineFacts]) {
    let all = facts.map { fact in
      Set(
        zip(fact.units, fact.units.dropFirst()).filter { LinePairs.speaks($0) && LinePairs.speaks($1) }.map {
          UInt32($0) << 16 | UInt32($1)
        })
    }
    var count: [UInt32: Int] = [:]
    for line in all { for pair in line { count[pair, default: 0] += 1 } }
    pairs = all.map { $0.filter { (LinePairs.rarest...LinePairs.commonest).contains(count[$0] ?? 0) }.sorted() }
  }

  private static func speaks(_ unit: UInt16) -> Bool { Glyphs.isHan(unit) || Glyphs.isLatin(unit) }

  func shared(_ a: Int, _ b: Int) -> Int {
    let (x, y) = (pairs[a], pairs[b])
    var (i, j, n) = (0, 0, 0)
    while i < x.count && j < y.count {
      if x[i] == y[j] {
        n += 1
        i += 1
        j += 1
      } else if x[i] < y[j] {
        i += 1
      } else {
        j += 1
      }
    }
    return n
  }
}

/// Shared letter pairs between any two runs of lines of a page, by sums over a table.
struct PageTopics: Sendable {
  private let lines: Range<Int>
  private let side: Int
  private var sums: [Int32]

  init(_ pairs: LinePairs, lines: Range<Int>) {
    self.lines = lines
    side = lines.count + 1
    sums = [Int32](repeating: 0, count: side * side)
    var cells = [Int32](repeating: 0, count: lines.count * lines.count)
    for a in 0..<lines.count {
      for b in 0..<a {
        let n = Int32(min(4, pairs.shared(lines.lowerBound + a, lines.lowerBound + b)))
        cells[a * lines.count + b] = n
        cells[b * lines.count + a] = n
      }
    }
    for a in 0..<lines.count {
      for b in 0..<lines.count {
        sums[(a + 1) * side + b + 1] = cells[a * lines.count + b] + sums[a * side + b + 1] + sums[(a + 1) * side + b] - sums[a * side + b]
      }
    }
  }

  /// Pairs shared by the lines of `a` and those of `b`; both are ranges of line indices, cut to the page.
  func shared(_ a: Range<Int>, _ b: Range<Int>) -> Int {
    let x = a.clamped(to: lines)
    let y = b.clamped(to: lines)
    guard !x.isEmpty, !y.isEmpty else { return 0 }
    let (a0, a1) = (x.lowerBound - lines.lowerBound, x.upperBound - lines.lowerBound)
    let (b0, b1) = (y.lowerBound - lines.lowerBound, y.upperBound - lines.lowerBound)
    return Int(sums[a1 * side + b1] - sums[a0 * side + b1] - sums[a1 * side + b0] + sums[a0 * side + b0])
  }
}
