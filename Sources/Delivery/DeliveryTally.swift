import Domain
import Synchronization

/// Attempts since the start, by what came of them.
package final class DeliveryTally: Sendable {
  /// In the order in which they are shown.
  package static let results = ["delivered", "retried", "failed", "gone"]

  private let counts = Mutex([Int64](repeating: 0, count: results.count))

  package var all: [(result: String, count: Int64)] { counts.withLock { Array(zip(Self.results, $0)) } }

  func count(_ verdict: RetryPlan.Verdict) {
    let index =
      switch verdict {
      case .delivered: 0
      case .again: 1
      case .failed: 2
      case .gone: 3
      }
    counts.withLock { $0[index] += 1 }
  }
}
