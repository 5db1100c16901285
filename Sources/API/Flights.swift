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
    var number = start &+ count.wrappingAdd(1, ordering: .relaxed).newValue &* 0x9E37_79B9_7F4A_7C15
    return String(unsafeUninitializedCapacity: Self.length) { text in
      for index in (0..<Self.length).reversed() {
        text[index] = Self.digits.utf8Start[Int(number % 36)]
        number /= 36
      }
      return Self.length
    }
  }

  /// Digits of a 64-bit number in base 36.
  private static let length = 13
  private static let digits: StaticString = "0123456789abcdefghijklmnopqrstuvwxyz"
}
