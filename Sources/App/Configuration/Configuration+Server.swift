import Server

extension Configuration {
  /// What the server bears with its clients.
  var serverLimits: ServerLimits {
    var limits = ServerLimits()
    limits.http.maxRequestLineBytes = maxRequestLine
    limits.http.maxTargetBytes = maxURI
    limits.http.maxFieldBlockBytes = maxHeaderBlock
    limits.http.maxFieldBytes = maxHeaderField
    limits.http.maxFields = maxHeaderFields
    limits.http.maxChunkSizeDigits = maxChunkSizeDigits
    limits.http.maxChunkExtensionBytes = maxChunkExtension
    limits.http.maxTrailerBytes = maxTrailers
    limits.http.maxQueryParameters = maxQueryParameters
    limits.http.maxQueryValueBytes = maxQueryValue
    limits.tlsHandshake = .seconds(tlsHandshakeTimeout)
    limits.firstByte = .seconds(firstByteTimeout)
    limits.header = .seconds(headerTimeout)
    limits.body = .seconds(bodyTimeout)
    limits.leastBodyRate = minBodyRate
    limits.bodyRateGrace = .seconds(bodyRateGrace)
    limits.writeStall = .seconds(answerTimeout)
    limits.idle = .seconds(idleTimeout)
    limits.drain = .seconds(drainTimeout)
    limits.requestsPerConnection = requestsPerConnection
    limits.pipelinedAnswers = maxPipelined
    limits.maxConnections = maxConnections
    limits.connectionsPerAddress = connectionsPerAddress
    return limits
  }
}
