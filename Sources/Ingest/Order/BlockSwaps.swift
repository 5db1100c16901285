/// Finds the best set of swaps of neighbouring blocks on a page.
///
/// Frames leave the press out of order chiefly in one way: of two blocks that follow each other (two columns, a title and a
/// column, a frame and a stranger's frame) the second comes first. With `i` the line before, `j` the first line of the second
/// block and `k` its last, a swap makes three joints, i→j, k→i+1 and j−1→k+1, and breaks three. Over all i < j ≤ k the best set of
/// swaps that do not overlap is found exactly by dynamic programming; repeated on the result it reaches any order, but for those
/// that only a step of loss leads to: `turn` finds the commonest of them.
struct BlockSwaps {
  struct Swap {
    /// Positions in the sequence where the blocks begin, and the one after the last block's end: the blocks change to the opposite
    /// order.
    var cuts: [Int]
    var gain: Double
    /// What of the gain its shape was granted, a share for each of its joints.
    var grant = 0.0

    /// True where both can't be made at once.
    func overlaps(_ other: Swap) -> Bool { cuts[0] <= other.cuts[other.cuts.count - 1] && other.cuts[0] <= cuts[cuts.count - 1] }
  }

  /// Line `to` right after line `from`.
  struct Joint: Hashable {
    var from: Int
    var to: Int
  }

  let facts: [LineFacts]
  let definitions: Definitions
  let parameters: OrderParameters

  /// The best swaps of `sequence`, which `previous` and `next` stand around; none is returned that gains too little.
  /// `grants` are what the joints of earlier swaps were granted: who parts one gives it back.
  func best(_ sequence: [Int], previous: Int?, next: Int?, table: inout JointTable, grants: [Joint: Double] = [:]) -> [Swap] {
    let n = sequence.count
    guard n > 1 else { return [] }
    let natural = naturals(sequence, previous: previous, next: next, table: &table, grants: grants)
    let mostGranted = mostGranted(page: facts[sequence[0]].page)
    // total[m]: the best gain of the first m lines with line m − 1 in its place.
    var total = [Double](repeating: 0, count: n + 2)
    var choice = [Swap?](repeating: nil, count: n + 2)
    let over = over(sequence, next: next, table: &table)
    for i in -1..<n {
      if i >= 0, total[i] > total[i + 1] { total[i + 1] = total[i]; choice[i + 1] = nil }
      let back = back(sequence, to: i + 1, natural: natural, table: &table)
      let mostBack = back.max() ?? 0
      for middle in stride(from: i + 2, to: min(n, i + 2 + parameters.longestBlock), by: 1) {
        let a = i < 0 ? previous : sequence[i]
        let enter = (a.map { table.score($0, sequence[middle]) } ?? table.opening(sequence[middle])) - natural[i + 1] - natural[middle]
        guard enter + mostBack + over[middle] + mostGranted > parameters.leastGain else { continue }
        for last in middle..<min(n, middle + parameters.longestBlock) {
          let after = last + 1 < n ? sequence[last + 1] : next
          var gain = enter + back[last - i - 2]
          if let after { gain += table.score(sequence[middle - 1], after) }
          // The shape of a swap grants little; most triples fail without it.
          guard gain + mostGranted > parameters.leastGain else { continue }
          let shape = shape(sequence, [i + 1, middle, last + 1], previous: previous, next: next)
          gain += shape + defined(sequence, i, middle, last)
          guard gain > parameters.leastGain else { continue }
          let end = min(n + 1, last + 2)
          if total[i + 1] + gain > total[end] {
            total[end] = total[i + 1] + gain
            choice[end] = Swap(cuts: [i + 1, middle, last + 1], gain: gain, grant: shape / 3)
          }
        }
      }
    }
    return trace(total, choice, n)
  }

  /// The most that the joint over the second block may score, by where that block begins.
  private func over(_ sequence: [Int], next: Int?, table: inout JointTable) -> [Double] {
    sequence.indices.map { middle in
      guard middle > 0 else { return 0 }
      var most = -Double.infinity
      for last in middle..<min(sequence.count, middle + parameters.longestBlock) {
        let after = last + 1 < sequence.count ? sequence[last + 1] : next
        most = max(most, after.map { table.score(sequence[middle - 1], $0) } ?? 0)
      }
      return most
    }
  }

  /// What the joint back to the line at position `to` gains, by the position of the second block's last line from the second after it on.
  private func back(_ sequence: [Int], to: Int, natural: [Double], table: inout JointTable) -> [Double] {
    stride(from: to + 1, to: min(sequence.count, to + 2 * parameters.longestBlock), by: 1).map { last in
      table.score(sequence[last], sequence[to]) - natural[last + 1]
    }
  }

  /// What one swap gains: its three joints less those it breaks, and what its shape grants.
  func gain(
    _ sequence: [Int], _ before: Int, _ middle: Int, _ last: Int, previous: Int?, next: Int?, table: inout JointTable
  ) -> Double {
    let natural = naturals(sequence, previous: previous, next: next, table: &table)
    let a = before < 0 ? previous : sequence[before]
    let after = last + 1 < sequence.count ? sequence[last + 1] : next
    var sum = a.map { table.score($0, sequence[middle]) } ?? table.opening(sequence[middle])
    sum += table.score(sequence[last], sequence[before + 1]) - natural[before + 1] - natural[middle] - natural[last + 1]
    if let after { sum += table.score(sequence[middle - 1], after) }
    return sum + shape(sequence, [before + 1, middle, last + 1], previous: previous, next: next) + defined(sequence, before, middle, last)
  }

  /// The most that any swap on a page is granted.
  func mostGranted(page: Int) -> Double {
    let sum = parameters.sameHeight + parameters.nearHeight + parameters.afterTitle + parameters.beforeTitle + parameters.titleMoves
    return sum + abs(parameters.tinyBlock) + parameters.givenBeforeUse * Double(definitions.terms[page]?.count ?? 0)
  }

  /// What is gained by the short names that a swap puts before their use.
  private func defined(_ sequence: [Int], _ before: Int, _ middle: Int, _ last: Int) -> Double {
    let first = sequence[(before + 1)..<middle]
    let names = definitions.gained(by: sequence[middle...last], before: first, page: facts[sequence[middle]].page)
    return parameters.givenBeforeUse * Double(names)
  }

  /// What the shape grants; nothing where one of the file's own joints comes back.
  func shape(_ sequence: [Int], _ cuts: [Int], previous: Int?, next: Int?) -> Double {
    let (from, to) = around(sequence, cuts, previous: previous, next: next)
    let firsts = cuts.dropLast().reversed().map { sequence[$0] }
    let lasts = cuts.dropFirst().reversed().map { sequence[$0 - 1] }
    if from.map({ $0 + 1 == firsts[0] }) ?? (firsts[0] == 0) { return 0 }
    if zip(lasts, firsts.dropFirst()).contains(where: { $0 + 1 == $1 }) { return 0 }
    if to.map({ $0 == lasts[lasts.count - 1] + 1 }) ?? (lasts[lasts.count - 1] == facts.count - 1) { return 0 }
    return prior(sequence, cuts, from: from, to: to)
  }

  /// The line before the blocks and the line after them.
  private func around(_ sequence: [Int], _ cuts: [Int], previous: Int?, next: Int?) -> (from: Int?, to: Int?) {
    let (first, end) = (cuts[0], cuts[cuts.count - 1])
    return (first == 0 ? previous : sequence[first - 1], end == sequence.count ? next : sequence[end])
  }

  private func trace(_ total: [Double], _ choice: [Swap?], _ n: Int) -> [Swap] {
    var found: [Swap] = []
    var at = total[n + 1] > total[n] ? n + 1 : n
    while at > 0 {
      if let swap = choice[at] {
        found.append(swap)
        at = swap.cuts[0]
      } else {
        at -= 1
      }
    }
    return found
  }

  /// Scores of the joints as they are: the m-th is the one before position m.
  func naturals(
    _ sequence: [Int], previous: Int?, next: Int?, table: inout JointTable, grants: [Joint: Double] = [:]
  ) -> [Double] {
    func score(_ a: Int, _ b: Int) -> Double { table.score(a, b) + (grants.isEmpty ? 0 : grants[Joint(from: a, to: b)] ?? 0) }
    var out = [previous.map { score($0, sequence[0]) } ?? table.opening(sequence[0])]
    for (a, b) in zip(sequence, sequence.dropFirst()) { out.append(score(a, b)) }
    out.append(next.map { score(sequence[sequence.count - 1], $0) } ?? 0)
    return out
  }

  /// How likely a breakage at these places is, before the text is looked at.
  private func prior(_ sequence: [Int], _ cuts: [Int], from: Int?, to: Int?) -> Double {
    let blocks = zip(cuts, cuts.dropFirst()).map { sequence[$0..<$1] }
    let (least, most) = blocks.reduce((Int.max, 0)) { (min($0.0, $1.count), max($0.1, $1.count)) }
    var sum = 0.0
    if least == most, least > 2 {
      sum += parameters.sameHeight
    } else if (most - least) * 10 <= most {
      sum += parameters.nearHeight
    }
    if cuts[0] == 0 || from.map({ facts[$0].tail == .title }) ?? false { sum += parameters.afterTitle }
    if to.map({ facts[$0].head == .title || facts[$0].page != facts[sequence[0]].page }) ?? true { sum += parameters.beforeTitle }
    if blocks.contains(where: allTitle) {
      sum += parameters.titleMoves
    } else if least <= 2 {
      sum += parameters.tinyBlock
    }
    return sum
  }

  private func allTitle(_ block: ArraySlice<Int>) -> Bool { block.count <= 4 && block.allSatisfy { facts[$0].isTitle } }
}
