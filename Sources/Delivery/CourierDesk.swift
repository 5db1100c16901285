import Domain
import Foundation

/// What a courier has in hand: which receivers are being served, which get a rest, and what the store has not taken yet.
///
/// `@unchecked Sendable`: everything below is only touched under `changed`.
final class CourierDesk: @unchecked Sendable {
  /// Milliseconds that a receiver rests after a failure; doubled by each one that follows, up to the longest.
  private static let firstRest: Int64 = 5_000
  private static let longestRest: Int64 = 60_000

  private struct Rest {
    var until: Int64
    var failures: Int
  }

  private let changed = NSCondition()
  private var underWay: Set<String> = []
  private var rests: [String: Rest] = [:]
  private var kept: [DeliveryOutcome] = []
  private var isWoken = false
  private var hasStopped = false

  var isStopped: Bool { changed.withLock { hasStopped } }

  var unsettled: [DeliveryOutcome] { changed.withLock { kept } }

  func stop() {
    changed.withLock {
      hasStopped = true
      changed.broadcast()
    }
  }

  /// Waits until a delivery has ended, or so long.
  func wait(seconds: Double) {
    let end = Date(timeIntervalSinceNow: seconds)
    changed.lock()
    defer { changed.unlock() }
    while !isWoken, !hasStopped, changed.wait(until: end) {}
    isWoken = false
  }

  /// Takes a receiver in hand, unless it is, or rests, or there are enough of them.
  func begins(_ webhook: String, at now: Int64) -> Bool {
    changed.withLock {
      guard !hasStopped, underWay.count < Courier.maxUnderWay, !underWay.contains(webhook), rests[webhook].map({ $0.until <= now }) ?? true
      else { return false }
      underWay.insert(webhook)
      return true
    }
  }

  /// Holds an outcome that the store did not take; its receiver stays in hand.
  func keep(_ outcome: DeliveryOutcome) { changed.withLock { kept.append(outcome) } }

  /// Lets a receiver go whose outcome is settled.
  func end(_ outcome: DeliveryOutcome, at now: Int64) {
    changed.withLock {
      let webhook = outcome.delivery.webhook
      kept.removeAll { $0.delivery.id == outcome.delivery.id }
      underWay.remove(webhook)
      if outcome.verdict == .delivered {
        rests[webhook] = nil
      } else {
        let failures = rests[webhook]?.failures ?? 0
        rests[webhook] = Rest(until: now + min(Self.firstRest << Int64(min(failures, 8)), Self.longestRest), failures: failures + 1)
      }
      isWoken = true
      changed.signal()
    }
  }
}
