import Foundation

extension SequenceCounts {
  /// Which sequences are worth their place: those whose last letter is likelier, or less likely, than the shorter context says, by
  /// count times the difference in nats (the weighted difference of Seymore and Rosenfeld, 1996). What a kept one is read by is
  /// kept too: itself without its first letter and without its last.
  struct Pruning {
    private let source: SequenceCounts
    private var kept: [[Bool]]

    /// The least count of a sequence of 1, 2, 3, 4 letters.
    private static let leastCounts = [1, 1.5, 2, 2]
    private static let halvings = 12
    private static let range = 0.5...200.0

    /// Keeps about `most` sequences, not more.
    init(_ source: SequenceCounts, most: Int) {
      self.source = source
      let values = (0..<SequenceCounts.longest).map { source.values($0) }
      var (low, high) = (Pruning.range.lowerBound, Pruning.range.upperBound)
      for _ in 0..<Pruning.halvings {
        let middle = (low * high).squareRoot()
        if Pruning.keep(source, values, least: middle).joined().count(where: { $0 }) > most { low = middle } else { high = middle }
      }
      kept = Pruning.keep(source, values, least: high)
    }

    /// Calls `give` with each kept sequence of `order` letters.
    func forEach(order: Int, _ give: (UInt64, Double) -> Void) {
      let sequences = source.orders[order - 1]
      for i in sequences.keys.indices where kept[order - 1][i] { give(sequences.keys[i], sequences.counts[i]) }
    }

    private static func keep(_ source: SequenceCounts, _ values: [[Double]], least: Double) -> [[Bool]] {
      var kept = (0..<SequenceCounts.longest).map { n in
        zip(values[n], source.orders[n].counts).map { value, count in (n == 0 || value >= least) && count >= leastCounts[n] }
      }
      for n in (2..<SequenceCounts.longest).reversed() {
        for (i, isKept) in kept[n].enumerated() where isKept {
          let key = source.orders[n].keys[i]
          for part in [SequenceCounts.front(key), SequenceCounts.back(key, n + 1)] {
            if let place = source.orders[n - 1].place(part) { kept[n - 1][place] = true }
          }
        }
      }
      return kept
    }
  }

  /// Count times the nats between the probability of the last letter and what it is by one letter less before it.
  private func values(_ n: Int) -> [Double] {
    guard n > 0 else { return orders[0].counts }
    let letters = letters
    return zip(orders[n].keys, orders[n].counts).map { key, count in
      let back = SequenceCounts.back(key, n + 1)
      let context = max(count, orders[n - 1].count(SequenceCounts.front(key)))
      let shorter = n == 1 ? letters : orders[n - 2].count(SequenceCounts.front(back))
      let base = orders[n - 1].count(back) / max(shorter, .leastNormalMagnitude)
      return count * abs(log(count / context) - log(max(base, .leastNormalMagnitude)))
    }
  }
}
