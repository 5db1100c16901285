extension BlockSwaps {
  /// Where a block is cut out of the sequence, from after position `before` to before position `after`, and its ends joined: what
  /// that gains by itself. Two such cuts that cross make one sequence again.
  private struct Loop {
    var before: Int
    var after: Int
    var gain: Double
  }

  /// The best turn of three neighbouring blocks, A B C to C B A; nil if none gains enough.
  ///
  /// Swaps of two blocks reach it in two steps, of which the first may lose. It is the double bridge of Martin, Otto and Felten
  /// ("Large-step Markov chains for the traveling salesman problem", 1991), found exactly among the
  /// best `mostLoops` halves, more than an ordinary page has.
  func turn(_ sequence: [Int], previous: Int?, next: Int?, table: inout JointTable, grants: [Joint: Double] = [:]) -> Swap? {
    guard sequence.count > 2 else { return nil }
    let loops = loops(sequence, previous: previous, next: next, table: &table, grants: grants)
    let mostGranted = mostGranted(page: facts[sequence[0]].page)
    var found: Swap?
    var least = parameters.leastTurn
    for (place, loop) in loops.enumerated() {
      for other in loops[(place + 1)...] {
        var gain = loop.gain + other.gain
        if gain + mostGranted <= least { break }
        let (first, second) = loop.before < other.before ? (loop, other) : (other, loop)
        guard first.before < second.before, second.before < first.after - 1, first.after < second.after else { continue }
        let cuts = [first.before + 1, second.before + 1, first.after, second.after]
        let shape = shape(sequence, cuts, previous: previous, next: next)
        gain += shape
        guard gain > least else { continue }
        least = gain
        found = Swap(cuts: cuts, gain: gain, grant: shape / 4)
      }
    }
    return found
  }

  /// The loops that may be half of a turn, best first.
  private func loops(
    _ sequence: [Int], previous: Int?, next: Int?, table: inout JointTable, grants: [Joint: Double]
  ) -> [Loop] {
    let n = sequence.count
    let natural = naturals(sequence, previous: previous, next: next, table: &table, grants: grants)
    var loops: [Loop] = []
    for before in -1..<(n - 1) {
      for after in stride(from: before + 2, through: min(n, before + 2 * parameters.longestBlock), by: 1) {
        let back = table.score(sequence[after - 1], sequence[before + 1]) - natural[before + 1] - natural[after]
        loops.append(
          Loop(before: before, after: after, gain: back + over(sequence, before, after, previous: previous, next: next, table: &table)))
      }
    }
    let mostGranted = mostGranted(page: facts[sequence[0]].page)
    let most = loops.reduce(-.infinity) { max($0, $1.gain) }
    let good = loops.filter { $0.gain > parameters.leastTurn - most - mostGranted }.sorted { $0.gain > $1.gain }
    return Array(good.prefix(parameters.mostLoops))
  }

  /// The joint that leads over a block.
  private func over(_ sequence: [Int], _ before: Int, _ after: Int, previous: Int?, next: Int?, table: inout JointTable) -> Double {
    let from = before < 0 ? previous : sequence[before]
    if after == sequence.count {
      guard let from, let next else { return 0 }
      return table.score(from, next)
    }
    return from.map { table.score($0, sequence[after]) } ?? table.opening(sequence[after])
  }
}
