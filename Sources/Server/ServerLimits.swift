import HTTP

/// How long and how much a server bears with its clients; the defaults are the documented ones.
package struct ServerLimits: Sendable {
  package var http = HTTPLimits()
  /// From the arrival to the end of the TLS handshake; then the connection is closed.
  package var tlsHandshake = Duration.seconds(10)
  /// From the arrival (or the end of the handshake) to the first byte of the first request; then 408.
  package var firstByte = Duration.seconds(15)
  /// From the first byte of a request to the end of its head, however it drips; then 408.
  package var header = Duration.seconds(15)
  /// From the end of the head to the end of the body; then 408.
  package var body = Duration.seconds(60)
  /// Once the grace is over, the mean rate since the end of the head must be at least this many bytes a second; else 408. 0: any rate.
  package var leastBodyRate = 500
  package var bodyRateGrace = Duration.seconds(5)
  /// An answer of which the kernel took nothing for so long is given up.
  package var writeStall = Duration.seconds(30)
  /// Between two requests of a connection; then it is closed.
  package var idle = Duration.seconds(60)
  /// How long a refused client may take to read its refusal and hang up.
  package var linger = Duration.seconds(2)
  /// The same in all, for one that goes on sending.
  package var longestLinger = Duration.seconds(30)
  /// From the order to stop to the end of the last answer.
  package var drain = Duration.seconds(10)
  /// 0: no limit.
  package var requestsPerConnection = 1_000
  /// Answers of one connection that may be unsent before no more requests are taken from it.
  package var pipelinedAnswers = 64
  /// Held below the descriptor limit by `descriptorReserve`.
  package var maxConnections = 10_000
  /// IPv6 addresses count by their /64. 0: no limit.
  package var connectionsPerAddress = 256
  /// Bytes of a pushed body that may wait for a slow reader before it is given up.
  package var unreadPush = 256 * 1024
  /// Seconds of Retry-After with a refusal for want of room.
  package var retryAfter = 2

  /// Descriptors kept for the database, the log and refusals.
  static let descriptorReserve = 64
  /// Refused connections that may still be reading their refusal at one time; past it they are closed at once.
  static let maxRefused = 32

  package init() {}
}
