import Synchronization

/// Counts requests by address or token against a rate with a burst: the generic cell rate algorithm, one number a client.
///
/// Clients are spread over shards, each behind its own lock, so two loops meet only over the same few clients. The table
/// is bounded: a full shard first forgets those whose bucket is full again, then everybody.
final class RateLimiter: Sendable {
  struct Policy: Sendable {
    var name: String
    /// Milliseconds that one request costs.
    var interval: Int64
    var burst: Int64

    /// Seconds in which an empty bucket fills.
    var windowSeconds: Int64 { max(1, interval * burst / 1_000) }

    /// So many in a window of so many seconds, and at most `burst` at once.
    init(name: String, count: Int, seconds: Int = 1, burst: Int) {
      self.name = name
      interval = max(1, Int64(seconds) * 1_000 / Int64(max(count, 1)))
      self.burst = Int64(max(burst, 1))
    }
  }

  struct Verdict: Sendable, Equatable {
    var isAllowed: Bool
    /// Requests that would be let through right now.
    var remaining: Int64
    /// Milliseconds until one more is.
    var wait: Int64

    /// Seconds for Retry-After and RateLimit, rounded up.
    var seconds: Int64 { max(1, (wait + 999) / 1_000) }
  }

  struct Client: Hashable, Sendable {
    var kind: UInt8
    var high: UInt64
    var low: UInt64
  }

  private static let shardCount = 64
  private static let clientsPerShard = 1_024

  private final class Shard: Sendable {
    /// By client: the millisecond at which its bucket will be full again.
    let fullAt = Mutex<[Client: Int64]>([:])
  }

  private let shards = (0..<shardCount).map { _ in Shard() }

  /// Takes one request from the client's bucket, if it holds one. `now` is in milliseconds and may be any clock.
  func take(_ client: Client, _ policy: Policy, now: Int64) -> Verdict {
    let shard = shards[abs(client.hashValue % Self.shardCount)]
    return shard.fullAt.withLock { fullAt in
      let start = max(fullAt[client] ?? now, now)
      let debt = start - now + policy.interval
      let room = policy.interval * policy.burst
      guard debt <= room else { return Verdict(isAllowed: false, remaining: 0, wait: debt - room) }
      if fullAt.count >= Self.clientsPerShard, fullAt[client] == nil { Self.makeRoom(in: &fullAt, now: now) }
      fullAt[client] = start + policy.interval
      return Verdict(isAllowed: true, remaining: (room - debt) / policy.interval, wait: 0)
    }
  }

  /// True if `take` would refuse now.
  func isExhausted(_ client: Client, _ policy: Policy, now: Int64) -> Bool {
    let fullAt = shards[abs(client.hashValue % Self.shardCount)].fullAt.withLock { $0[client] } ?? now
    return max(fullAt - now, 0) + policy.interval > policy.interval * policy.burst
  }

  private static func makeRoom(in fullAt: inout [Client: Int64], now: Int64) {
    fullAt = fullAt.filter { $0.value > now }
    if fullAt.count >= clientsPerShard { fullAt.removeAll(keepingCapacity: true) }
  }
}

extension RateLimiter.Client {
  /// An address: of IPv6 only its first 64 bits, which one customer has.
  static func address(_ bytes: [UInt8]) -> Self {
    var high: UInt64 = 0
    for byte in bytes.prefix(8) { high = high << 8 | UInt64(byte) }
    return Self(kind: UInt8(truncatingIfNeeded: bytes.count), high: high, low: 0)
  }

  /// A bad token's address, counted apart from its reads.
  static func suspect(_ bytes: [UInt8]) -> Self {
    var client = address(bytes)
    client.low = 1
    return client
  }

  static func token(_ publicID: String) -> Self {
    var low: UInt64 = 0
    for byte in publicID.utf8.prefix(8) { low = low << 8 | UInt64(byte) }
    return Self(kind: 1, high: 0, low: low)
  }
}
