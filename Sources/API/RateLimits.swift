import Domain
import HTTP

/// The rates of the contract: anonymous reads by address, writes by token, bad tokens by address.
struct RateLimits: Sendable {
  private let limiter = RateLimiter()
  private let isOn: Bool
  private let reads: RateLimiter.Policy
  private let writes: RateLimiter.Policy
  private let badTokens: RateLimiter.Policy

  init(_ settings: APISettings) {
    isOn = settings.rateLimit
    reads = .init(name: "reads", count: settings.readRate, burst: settings.readBurst)
    writes = .init(name: "writes", count: settings.writeRate, burst: settings.writeBurst)
    badTokens = .init(name: "bad-tokens", count: settings.badTokensPerMinute, seconds: 60, burst: settings.badTokensPerMinute)
  }

  /// Counts the request. Returns the fields its answer shall have; throws 429.
  func admit(_ call: Call, now: Int64) throws(Failure) -> [Response.Field] {
    guard isOn, call.route.isCounted else { return [] }
    if call.route.isRead {
      guard call.grant == nil else { return [] }
      return try admit(.address(call.api.client(of: call.request).unmapped), reads, now)
    }
    guard let grant = call.grant else { return [] }
    return try admit(.token(grant.publicID), writes, now)
  }

  /// Throws 429 where `admit` would, and counts nothing: for before the body is read.
  func peek(_ call: Call, now: Int64) throws(Failure) {
    guard isOn, call.route.isCounted, !call.route.isRead, let grant = call.grant else { return }
    if limiter.isExhausted(.token(grant.publicID), writes, now: now) { _ = try admit(.token(grant.publicID), writes, now) }
  }

  /// For an answer that is kept: its fields, or nil where the client must wait.
  func read(_ client: PeerAddress, now: Int64) -> [Response.Field]? {
    let verdict = limiter.take(.address(client.unmapped), reads, now: now)
    return verdict.isAllowed ? Self.fields(verdict, reads) : nil
  }

  /// Counts a bad token, whatever `rate_limit` says; throws 429 past the limit.
  func countBadToken(_ client: PeerAddress, now: Int64) throws(Failure) {
    _ = try admit(.suspect(client.unmapped), badTokens, now)
  }

  private func admit(_ client: RateLimiter.Client, _ policy: RateLimiter.Policy, _ now: Int64) throws(Failure) -> [Response.Field] {
    let verdict = limiter.take(client, policy, now: now)
    let fields = Self.fields(verdict, policy)
    guard verdict.isAllowed else {
      throw Failure(
        "too-many-requests", 429, "Too many requests. Wait \(verdict.seconds) s.", "请求过于频繁，请等待 \(verdict.seconds) 秒。",
        fields: fields + [Response.Field("Retry-After", String(verdict.seconds))])
    }
    return fields
  }

  private static func fields(_ verdict: RateLimiter.Verdict, _ policy: RateLimiter.Policy) -> [Response.Field] {
    StructuredFields.rateLimit(
      policy.name, quota: Int(policy.burst), window: Int(policy.windowSeconds), remaining: Int(verdict.remaining),
      reset: Int(verdict.seconds))
  }
}
