import Foundation

/// The letter pairs of each line that come again in the issue, each weighing the more the fewer lines have it.
struct LinePairs: Sendable {
  /// Sorted pairs of a line, the weight of each beside it.
  private var pairs: [[(pair: UInt32, weight: Int32)]]

  /// A pair that more than this share of the lines has says nothing.
  private static let commonest = 0.12
  private static let rarest = 2
  /// Weight of a pair that two lines of a thousand have.
  static let unit = 16.0
  private static let rareLog = 6.2

  init(_ facts: [LineFacts]) {
    let all = facts.map { fact in
      Set(
        zip(fact.units, fact.units.dropFirst()).filter { LinePairs.speaks($0) && LinePairs.speaks($1) }.map {
          UInt32($0) << 16 | UInt32($1)
        })
    }
    var count: [UInt32: Int] = [:]
    for line in all { for pair in line { count[pair, default: 0] += 1 } }
    let most = max(12, Int(LinePairs.commonest * Double(facts.count)))
    let weights = (0...most).map { LinePairs.weight(Double($0), of: Double(facts.count)) }
    pairs = all.map { line in
      line.compactMap { pair in
        guard let n = count[pair], (LinePairs.rarest...most).contains(n) else { return nil }
        return (pair, weights[n])
      }
      .sorted { $0.pair < $1.pair }
    }
  }

  /// The square of the inverse document frequency's logarithm, `unit` at two lines of a thousand.
  private static func weight(_ count: Double, of lines: Double) -> Int32 {
    let rarity = log(max(1, lines / max(1, count))) / rareLog
    return Int32((unit * min(1, rarity * rarity)).rounded())
  }

  private static func speaks(_ unit: UInt16) -> Bool { Glyphs.isHan(unit) || Glyphs.isLatin(unit) }

  /// Weight of the pairs that two lines share.
  func shared(_ a: Int, _ b: Int) -> Int32 {
    let (x, y) = (pairs[a], pairs[b])
    var (i, j) = (0, 0)
    var sum: Int32 = 0
    while i < x.count && j < y.count {
      if x[i].pair == y[j].pair {
        sum += x[i].weight
        i += 1
        j += 1
      } else if x[i].pair < y[j].pair {
        i += 1
      } else {
        j += 1
      }
    }
    return sum
  }
}

/// Shared letter pairs between any two runs of lines of a page, by sums over a table.
struct PageTopics: Sendable {
  /// The tables of all pages, one after another.
  private var sums: [Int32] = []
  private var starts: [Int] = []

  /// The most that one pair of lines may count.
  private static let most = Int32(3 * LinePairs.unit)

  init(_ pairs: LinePairs, pageStarts: [Int]) {
    for page in 0..<(pageStarts.count - 1) {
      starts.append(sums.count)
      add(pairs, lines: pageStarts[page]..<pageStarts[page + 1])
    }
  }

  private mutating func add(_ pairs: LinePairs, lines: Range<Int>) {
    let n = lines.count
    let side = n + 1
    var table = [Int32](repeating: 0, count: side * side)
    var cells = [Int32](repeating: 0, count: n * n)
    for a in 0..<n {
      for b in 0..<a {
        let shared = min(PageTopics.most, pairs.shared(lines.lowerBound + a, lines.lowerBound + b))
        cells[a * n + b] = shared
        cells[b * n + a] = shared
      }
    }
    for a in 0..<n {
      for b in 0..<n {
        table[(a + 1) * side + b + 1] = cells[a * n + b] + table[a * side + b + 1] + table[(a + 1) * side + b] - table[a * side + b]
      }
    }
    sums += table
  }

  /// Pairs shared by two runs of line indices, each from its first to before its second, cut to the page.
  @inline(__always)
  func shared(_ x: (Int, Int), _ y: (Int, Int), page: Int, lines: Range<Int>) -> Double {
    let base = starts[page]
    let side = lines.count + 1
    let (a0, a1) = (max(x.0 - lines.lowerBound, 0), min(x.1 - lines.lowerBound, lines.count))
    let (b0, b1) = (max(y.0 - lines.lowerBound, 0), min(y.1 - lines.lowerBound, lines.count))
    guard a0 < a1, b0 < b1 else { return 0 }
    let sum = sums[base + a1 * side + b1] - sums[base + a0 * side + b1] - sums[base + a1 * side + b0] + sums[base + a0 * side + b0]
    return Double(sum) / LinePairs.unit
  }
}
