/// The time limits in the loop's unit, milliseconds, reckoned once.
struct Timings {
  let tlsHandshake: Int64
  let firstByte: Int64
  let header: Int64
  let body: Int64
  let bodyRateGrace: Int64
  let leastBodyRate: Int64
  let writeStall: Int64
  let idle: Int64
  let linger: Int64
  let longestLinger: Int64
  let drain: Int64
  /// How long accepting rests when no descriptor is left.
  let acceptPause: Int64 = 100
  /// A connection that was answered this short a time before a drain began may be about to ask again: it is waited for as long.
  let drainGrace: Int64 = 250

  init(_ limits: ServerLimits) {
    tlsHandshake = limits.tlsHandshake.inMilliseconds
    firstByte = limits.firstByte.inMilliseconds
    header = limits.header.inMilliseconds
    body = limits.body.inMilliseconds
    bodyRateGrace = limits.bodyRateGrace.inMilliseconds
    leastBodyRate = Int64(limits.leastBodyRate)
    writeStall = limits.writeStall.inMilliseconds
    idle = limits.idle.inMilliseconds
    linger = limits.linger.inMilliseconds
    longestLinger = limits.longestLinger.inMilliseconds
    drain = limits.drain.inMilliseconds
  }

  /// When a body begun at `start`, with so many bytes come, is too late or too slow if nothing more comes.
  func bodyDeadline(start: Int64, received: Int) -> Int64 {
    let millisecondsPerSecond: Int64 = 1_000
    guard leastBodyRate > 0 else { return start + body }
    let earned = Int64(received) * millisecondsPerSecond / leastBodyRate
    return start + min(body, max(bodyRateGrace, earned))
  }
}
