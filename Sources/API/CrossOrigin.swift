import HTTP

/// Cross-origin reads and writes (the Fetch standard's CORS): who may, and which fields a script may see. No credentials.
struct CrossOrigin: Sendable {
  static let exposed =
    "ETag, Link, Location, Retry-After, RateLimit, RateLimit-Policy, X-Request-Id, Content-Language, Idempotency-Replayed, WWW-Authenticate"
  static let takenFields =
    "Accept, Accept-Language, Authorization, Cache-Control, Content-Type, Idempotency-Key, If-Match, If-Modified-Since, If-None-Match, If-Unmodified-Since, Last-Event-ID"
  static let openFields = "Accept, Accept-Language, Cache-Control, If-Modified-Since, If-None-Match, Last-Event-ID"
  static let maxAgeSeconds = 86_400

  private let origins: Set<String>
  /// True where anybody's page may read.
  let isOpen: Bool

  init(origins: [String]) {
    self.origins = Set(origins).subtracting(["*"])
    isOpen = origins.contains("*")
  }

  /// True if answers differ by Origin.
  var followsOrigin: Bool { !origins.isEmpty }

  /// The fields of an answer to that origin.
  func fields(origin: String?, isRead: Bool) -> [Response.Field] {
    guard let allowed = allowedOrigin(origin, isRead: isRead) else { return [] }
    return [Response.Field("Access-Control-Allow-Origin", allowed), Response.Field("Access-Control-Expose-Headers", Self.exposed)]
  }

  /// The fields that answer a preflight; empty where the origin may not.
  func preflight(origin: String, method: String, allowed: [Method]) -> [Response.Field] {
    let isListed = origins.contains(origin)
    let methods = allowed.filter { isListed || $0 == .get || $0 == .head || $0 == .options }.map(\.rawValue)
    guard isListed || isOpen, methods.contains(method) else { return [] }
    return [
      Response.Field("Access-Control-Allow-Origin", isListed ? origin : "*"),
      Response.Field("Access-Control-Allow-Methods", methods.joined(separator: ", ")),
      Response.Field("Access-Control-Allow-Headers", isListed ? Self.takenFields : Self.openFields),
      Response.Field("Access-Control-Max-Age", String(Self.maxAgeSeconds)),
    ]
  }

  private func allowedOrigin(_ origin: String?, isRead: Bool) -> String? {
    if let origin, origins.contains(origin) { return origin }
    return isOpen && isRead ? "*" : nil
  }
}
