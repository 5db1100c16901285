import Synchronization

/// The Idempotency-Keys whose first request is being answered.
final class Flights: Sendable {
  private let keys = Mutex<Set<String>>([])

  /// False if that key is on its way already.
  func begin(_ key: String) -> Bool { keys.withLock { $0.insert(key).inserted } }
  func end(_ key: String) { _ = keys.withLock { $0.remove(key) } }
}

/// Names of requests, for the log and the problem documents: unguessable start, then a count.
final class RequestIDs: Sendable {
  private let start = UInt64.random(in: .min ... .max)
  private let count = Atomic<UInt64>(0)

  func next() -> String {
    let number = start &+ count.wrappingAdd(1, ordering: .relaxed).newValue &* 0x9E37_79B9_7F4A_7C15
    let digits = String(number, radix: 36)
    return String(repeating: "0", count: max(0, 13 - digits.count)) + digits
  }
}
