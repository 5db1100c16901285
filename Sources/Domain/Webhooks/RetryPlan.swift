/// What becomes of a delivery after an attempt.
package enum RetryPlan {
  /// Seconds from one attempt to the next: some three days in all, as Standard Webhooks recommends.
  package static let delays: [Int64] = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]
  /// A delay is longer by up to this share of it, so that what failed together does not come back together.
  package static let jitter = 0.2

  package enum Verdict: Sendable, Equatable {
    case delivered
    /// To be tried again at that time, in milliseconds since 1970.
    case again(at: Int64)
    case failed
    /// The receiver wants nothing any more.
    case gone
  }

  /// - Parameters:
  ///   - attempts: how many were made before this one.
  ///   - chance: from 0 up to 1.
  package static func verdict(_ attempt: Delivery.Attempt, after attempts: Int, of event: String, chance: Double) -> Verdict {
    switch attempt.answer {
    // Standard Webhooks: only 2xx is a success, so a redirect is none.
    case .some(200..<300): return .delivered
    case 410: return .gone
    default: break
    }
    // Whoever tries a webhook looks at the outcome, and tries again.
    guard event != ChangeEvent.testName, delays.indices.contains(attempts) else { return .failed }
    let delay = Double(delays[attempts] * 1_000) * (1 + jitter * chance)
    return .again(at: attempt.at + attempt.milliseconds + Int64(delay))
  }
}
