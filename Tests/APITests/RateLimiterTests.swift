import HTTP
import Testing

@testable import API

struct RateLimiterTests {
  private let policy = RateLimiter.Policy(name: "reads", count: 50, burst: 100)

  @Test func `the burst is let through, one more is not, and time brings room back`() {
    let limiter = RateLimiter()
    let client = RateLimiter.Client.address([192, 0, 2, 1])
    let burst = (0..<100).map { _ in limiter.take(client, policy, now: 1_000) }
    #expect(burst.allSatisfy { $0.isAllowed })
    #expect(burst.last?.remaining == 0)
    #expect(burst.first?.remaining == 99)
    let refused = limiter.take(client, policy, now: 1_000)
    #expect(refused == RateLimiter.Verdict(isAllowed: false, remaining: 0, wait: 20))
    #expect(limiter.isExhausted(client, policy, now: 1_000))
    #expect(!limiter.take(client, policy, now: 1_019).isAllowed)
    #expect(limiter.take(client, policy, now: 1_020).isAllowed)
    #expect(!limiter.take(client, policy, now: 1_020).isAllowed)
  }

  @Test func `a refusal costs nothing and another client is not touched`() {
    let limiter = RateLimiter()
    let (one, other) = (RateLimiter.Client.address([192, 0, 2, 1]), RateLimiter.Client.address([192, 0, 2, 2]))
    for _ in 0..<500 { _ = limiter.take(one, policy, now: 0) }
    #expect(limiter.take(other, policy, now: 0).remaining == 99)
    #expect(limiter.take(one, policy, now: 20).isAllowed)
  }

  @Test func `of IPv6 the first 64 bits are one client`() {
    let prefix: [UInt8] = [0x20, 0x01, 0x0D, 0xB8, 0, 0, 0, 1]
    let one = RateLimiter.Client.address(prefix + [0, 0, 0, 0, 0, 0, 0, 1])
    #expect(one == .address(prefix + [9, 9, 9, 9, 9, 9, 9, 9]))
    #expect(one != .address([0x20, 0x01, 0x0D, 0xB8, 0, 0, 0, 2] + [UInt8](repeating: 0, count: 8)))
    #expect(one != .suspect(prefix + [0, 0, 0, 0, 0, 0, 0, 1]))
  }

  @Test func `the table forgets clients whose bucket is full before it forgets others`() {
    let limiter = RateLimiter()
    let busy = RateLimiter.Client.address([10, 0, 0, 1])
    for _ in 0..<100 { _ = limiter.take(busy, policy, now: 1_000_000) }
    for number in UInt32(0)..<100_000 {
      let address: [UInt8] = [11, UInt8(number >> 16), UInt8(number >> 8 & 255), UInt8(number & 255)]
      _ = limiter.take(.address(address), policy, now: 1_000_000 + Int64(number / 100))
    }
    #expect(limiter.take(busy, policy, now: 1_000_000 + 20 * 40).remaining < 100)
  }
}
