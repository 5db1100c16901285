/// The table of settings, in the order in which the configuration file and the README print them.
extension Setting {
  private static let maxSize = 1 << 30
  private static let maxCount = 1_000_000
  private static let day = 86_400.0

  package static let all = service + reading + limits + times + rates + store

  package static func named(_ name: String) -> Setting? { all.first { $0.name == name } }

  static let data = text(
    "data", \.data, shape: "DIR", range: "a folder; made on first use", isPath: true,
    "Folder that holds everything: database, media, backups.")
  static let timezone = text(
    "timezone", \.timezone, shape: "ZONE", range: "a zone of the tz database", "Zone for dates that are read from text.",
    rule: SettingRule.timeZone)
  static let publishThreshold = share(
    "publish_threshold", \.publishThreshold, "Items that ingest read with less confidence stay drafts, even with --publish.")

  private static let service: [Setting] = [
    data,
    list(
      "listen", \.listen, shape: "HOST:PORT", range: "HOST:PORT, port 0 for a free one", isEmptyAllowed: false, "Addresses to serve on.",
      rule: SettingRule.listenAddress),
    optional(
      "tls_certificate", \.tlsCertificate, shape: "FILE", range: "a PEM file with the chain", isPath: true,
      "Certificate; serves TLS if set."),
    optional("tls_key", \.tlsKey, shape: "FILE", range: "a PEM file", isPath: true, "Private key of the certificate."),
    optional(
      "public_url", \.publicURL, shape: "URL", range: "http:// or https:// and a host",
      "Address under which readers reach the server, for links in feeds.",
      rule: SettingRule.webAddress),
    integer("event_loops", \.eventLoops, 0...256, "Threads that serve; 0 for one a core."),
    integer("max_cached_bytes", \.maxCachedBytes, 0...(64 << 30), shape: "BYTES", "Memory for answers kept ready, over all threads."),
    choice("log_format", \.logFormat, ["json", "text", "none"], "Form of the log on standard error."),
  ]

  private static let reading: [Setting] = [
    boolean("public_read", \.publicRead, "Whether published items are read without a token."),
    boolean("require_if_match", \.requireIfMatch, "Whether a change without If-Match is refused with 428."),
    list(
      "cors_origins", \.corsOrigins, shape: "ORIGIN", range: "* or origins like https://example.org", "Origins whose scripts may read.",
      rule: SettingRule.origin),
    list(
      "trusted_proxies", \.trustedProxies, shape: "ADDRESS", range: "addresses or networks like 10.0.0.0/8",
      "Proxies whose X-Forwarded-For counts.",
      rule: SettingRule.network),
    boolean(
      "webhook_private_targets", \.webhookPrivateTargets, "Whether webhooks may point to http addresses and to the local network."),
    optional(
      "security_contact", \.securityContact, shape: "URI", range: "a mailto: or https: address",
      "Contact named in /.well-known/security.txt."),
    timezone,
    publishThreshold,
  ]

  private static let limits: [Setting] = [
    integer("max_request_line", \.maxRequestLine, 64...maxSize, shape: "BYTES", "Longest request line."),
    integer("max_uri", \.maxURI, 64...maxSize, shape: "BYTES", "Longest request target."),
    integer("max_header_block", \.maxHeaderBlock, 256...maxSize, shape: "BYTES", "Longest header section."),
    integer("max_header_field", \.maxHeaderField, 64...maxSize, shape: "BYTES", "Longest header field line."),
    integer("max_header_fields", \.maxHeaderFields, 1...maxCount, "Most header fields."),
    integer("max_json_body", \.maxJSONBody, 1...maxSize, shape: "BYTES", "Longest JSON body."),
    integer("max_ingest_body", \.maxIngestBody, 1...maxSize, shape: "BYTES", "Longest text of an issue, by file or by HTTP."),
    integer("max_media_body", \.maxMediaBody, 1...maxSize, shape: "BYTES", "Longest uploaded picture or document."),
    integer("max_read_body", \.maxReadBody, 0...maxSize, shape: "BYTES", "Longest body of GET, HEAD and DELETE."),
    integer("max_chunk_size_digits", \.maxChunkSizeDigits, 1...16, "Most digits of a chunk's size."),
    integer("max_chunk_extension", \.maxChunkExtension, 0...maxSize, shape: "BYTES", "Longest extensions of one chunk."),
    integer("max_trailers", \.maxTrailers, 0...maxSize, shape: "BYTES", "Longest trailer section; trailers are discarded."),
    integer("max_json_depth", \.maxJSONDepth, 1...512, "Deepest nesting of JSON."),
    integer("max_json_keys", \.maxJSONKeys, 1...maxCount, "Most members of a JSON object."),
    integer("max_json_digits", \.maxJSONDigits, 1...1000, "Most digits of a JSON number."),
    integer("max_query_parameters", \.maxQueryParameters, 1...1000, "Most parameters of a query."),
    integer("max_query_value", \.maxQueryValue, 1...maxSize, shape: "BYTES", "Longest value of a query parameter."),
    integer("max_search_terms", \.maxSearchTerms, 1...256, "Most terms of a search."),
  ]

  private static let times: [Setting] = [
    seconds("tls_handshake_timeout", \.tlsHandshakeTimeout, 0.1...day, "Time for a TLS handshake."),
    seconds("first_byte_timeout", \.firstByteTimeout, 0.1...day, "Time to the first byte of a new connection."),
    seconds("header_timeout", \.headerTimeout, 0.1...day, "Time for a whole request head."),
    seconds("body_timeout", \.bodyTimeout, 0.1...day, "Time for a whole request body."),
    integer("min_body_rate", \.minBodyRate, 0...maxSize, shape: "BYTES", "Least bytes a second of a body; 0 for no least."),
    seconds("body_rate_grace", \.bodyRateGrace, 0...day, "Time before the least rate counts."),
    seconds("answer_timeout", \.answerTimeout, 0.1...day, "Time in which a client must take some of its answer."),
    seconds("idle_timeout", \.idleTimeout, 0.1...day, "Time a connection may stay idle between requests."),
    seconds("drain_timeout", \.drainTimeout, 0...3600, "Time for requests under way after SIGTERM."),
    integer("requests_per_connection", \.requestsPerConnection, 0...maxSize, "Most requests of a connection; 0 for no limit."),
    integer("max_pipelined", \.maxPipelined, 1...10_000, "Most requests of a connection that wait for their answer."),
    integer("max_connections", \.maxConnections, 1...maxCount, "Most connections in all; the descriptor limit less 64 holds too."),
    integer("connections_per_address", \.connectionsPerAddress, 0...maxCount, "Most connections of an address; 0 for no limit."),
  ]

  private static let rates: [Setting] = [
    boolean("rate_limit", \.rateLimit, "Whether request rates are limited; the rate of bad tokens always is."),
    integer("read_rate", \.readRate, 1...maxCount, "Reads a second of an address without a token."),
    integer("read_burst", \.readBurst, 1...maxCount, "Reads at once of an address without a token."),
    integer("write_rate", \.writeRate, 1...maxCount, "Writes a second of a token."),
    integer("write_burst", \.writeBurst, 1...maxCount, "Writes at once of a token."),
    integer("bad_tokens_per_minute", \.badTokensPerMinute, 1...maxCount, "Wrong tokens a minute of an address."),
  ]

  private static let store: [Setting] = [
    seconds("busy_timeout", \.busyTimeout, 0...3600, "Time to wait for another process that writes."),
    seconds("query_timeout", \.queryTimeout, 0.01...3600, "Time for one query of the database."),
    integer("max_waiting_writes", \.maxWaitingWrites, 1...100_000, "Most writes that wait for their turn."),
  ]
}
