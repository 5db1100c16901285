/// Everything that can be set, with its defaults. One stored property a setting; `Setting.all` is the table of them.
package struct Configuration: Sendable, Equatable {
  package var data = "./data"
  package var listen = ["127.0.0.1:8080"]
  package var tlsCertificate: String?
  package var tlsKey: String?
  package var publicURL: String?
  package var eventLoops = 0
  package var maxCachedBytes = 128 << 20

  package var publicRead = true
  package var requireIfMatch = false
  package var corsOrigins = ["*"]
  package var trustedProxies: [String] = []
  package var webhookPrivateTargets = false
  package var securityContact: String?
  package var timezone = "Asia/Shanghai"
  package var publishThreshold = 0.6
  package var logFormat = "json"

  package var maxRequestLine = 8190
  package var maxURI = 8000
  package var maxHeaderBlock = 32 << 10
  package var maxHeaderField = 8 << 10
  package var maxHeaderFields = 100
  package var maxJSONBody = 1 << 20
  package var maxIngestBody = 8 << 20
  package var maxMediaBody = 20 << 20
  package var maxReadBody = 1 << 10
  package var maxChunkSizeDigits = 16
  package var maxChunkExtension = 256
  package var maxTrailers = 8 << 10
  package var maxJSONDepth = 32
  package var maxJSONKeys = 1000
  package var maxJSONDigits = 32
  package var maxQueryParameters = 32
  package var maxQueryValue = 1 << 10
  package var maxSearchTerms = 16

  package var tlsHandshakeTimeout = 10.0
  package var firstByteTimeout = 15.0
  package var headerTimeout = 15.0
  package var bodyTimeout = 60.0
  package var minBodyRate = 500
  package var bodyRateGrace = 5.0
  package var answerTimeout = 30.0
  package var idleTimeout = 60.0
  package var drainTimeout = 10.0
  package var requestsPerConnection = 1000
  package var maxPipelined = 64
  package var maxConnections = 10_000
  package var connectionsPerAddress = 256

  package var rateLimit = true
  package var readRate = 50
  package var readBurst = 100
  package var writeRate = 10
  package var writeBurst = 50
  package var badTokensPerMinute = 20

  package var busyTimeout = 5.0
  package var queryTimeout = 2.0
  package var maxWaitingWrites = 256

  package init() {}
}
