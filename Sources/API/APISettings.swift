import Domain

/// What the API may be told by the configuration; each is a key of it.
package struct APISettings: Sendable {
  package var version = "0.0.0"
  package var publicRead = true
  package var requireIfMatch = false
  package var rateLimit = true
  package var readRate = 50
  package var readBurst = 100
  package var writeRate = 10
  package var writeBurst = 50
  package var badTokensPerMinute = 20
  /// Networks whose `X-Forwarded-For` counts.
  package var trustedProxies: [AddressBlock] = []
  /// `*` for anybody's public reads, or origins that may also write.
  package var corsOrigins = ["*"]
  /// Zone of dates that have no time, by its offset from UTC in seconds.
  package var secondsFromUTC = 8 * 3600
  package var publishThreshold = 0.9
  /// Scheme and authority of links in feeds and the sitemap; nil: those of the request.
  package var baseURL: String?
  /// Whether webhooks may point to http and to addresses that are not public.
  package var webhookPrivateTargets = false
  /// `mailto:` or `https:` address for `security.txt`; nil: none is served.
  package var securityContact: String?

  package var loops = 1
  package var cacheBytes = 32 * 1024 * 1024
  package var maxReadBodyBytes = 1024
  package var maxJSONBytes = 1024 * 1024
  package var maxIngestBytes = 8 * 1024 * 1024
  package var maxMediaBytes = 20 * 1024 * 1024
  package var maxJSONDepth = 32
  package var maxJSONKeys = 1_000
  package var maxJSONDigits = 32
  package var maxQueryParameters = 32
  package var maxQueryValueBytes = 1024
  package var maxSearchTerms = 16

  package init() {}
}

/// What the API needs of the house around it.
package struct APISurroundings: Sendable {
  /// Milliseconds since 1970.
  package var now: @Sendable () -> Int64
  package var isDraining: @Sendable () -> Bool = { false }
  /// Told of each answer; makes the entry only if somebody logs it.
  package var log: @Sendable (_ entry: () -> AccessEntry) -> Void = { _ in }
  /// Told of what became a 500: the request's id and the error.
  package var report: @Sendable (_ requestID: String, _ error: any Error) -> Void = { _, _ in }
  /// Figures of the server for `/metrics`.
  package var gauges: @Sendable () -> [Gauge] = { [] }
  package var counters: @Sendable () -> [Counter] = { [] }
  /// Reads an issue from its text; the label counts where the text has none. Nil: imports are not served.
  package var ingest: (@Sendable (_ text: [UInt8], _ label: String?) throws -> ImportedIssue)?

  /// Looks up all addresses of a host, 4 or 16 bytes each, and says so on any thread; none where it is not found.
  package var addresses: @Sendable (_ host: String, _ finish: @escaping @Sendable ([[UInt8]]) -> Void) -> Void = { $1([]) }

  package init(now: @escaping @Sendable () -> Int64) { self.now = now }
}

/// A value that goes up and down, for `/metrics`.
package struct Gauge: Sendable {
  package var name: String
  package var help: String
  package var value: Int64

  package init(_ name: String, _ help: String, _ value: Int64) {
    self.name = name
    self.help = help
    self.value = value
  }
}

/// A value that only grows, one for each value of a label, for `/metrics`.
package struct Counter: Sendable {
  package var name: String
  package var help: String
  package var label: String
  package var values: [(String, Int64)]

  package init(_ name: String, _ help: String, by label: String, _ values: [(String, Int64)]) {
    self.name = name
    self.help = help
    self.label = label
    self.values = values
  }
}
