import HTTP

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One client: a state machine that its loop drives. Confined to its loop, which every method is given.
///
/// Between requests it holds neither buffer nor exchange: an idle connection is this object and its place in the loop's tables.
final class Connection {
  enum Phase {
    /// TLS is being set up.
    case handshake
    /// Between two requests, or within a head.
    case head
    case body
    /// The answer is being made elsewhere.
    case answering
    /// The answer's body goes out as it is made.
    case streaming
    /// The last answer is under way; nothing more is read.
    case closing
    /// We have ended our half and wait for the client to have read it; what it still sends is thrown away.
    case lingering
    case closed
  }

  /// Reads, or batches of answers, before the other connections have their turn.
  private static let mostTurns = 16
  /// Bytes at once that show a client to be uploading.
  private static let leastUpload = 1_024

  let slot: Int
  let generation: UInt32
  let peer: PeerAddress
  let tls: TLSSession?
  let socket: Socket
  var phase: Phase
  /// Why this connection is only to be refused.
  private let refusal: HTTPFault?
  /// Requests begun.
  var served = 0
  /// Milliseconds of the loop's clock at the last answer.
  var lastAnswer: Int64 = 0
  /// Bytes received and not understood yet.
  var input: [UInt8] = []
  var output = OutputQueue()
  var exchange: Exchange?
  /// Answers whose last bytes are in `output`.
  var unreported: [Answered] = []
  /// The kernel may have bytes for us: set by its event, cleared by a short read.
  var isReadable = false
  /// The event that the client ended its half has come; the bytes before it may be unread.
  var isEnding = false
  /// All that the client sent is read.
  var hasEnded = false
  /// The client itself wanted this end, so that nothing more can come from it.
  var closesByConsent = false

  init(_ arrival: Arrival, _ tls: TLSSession?, slot: Int, generation: UInt32) {
    self.slot = slot
    self.generation = generation
    peer = arrival.peer
    self.tls = tls
    phase = tls == nil ? .head : .handshake
    socket = Socket(owning: arrival.descriptor)
    refusal = arrival.refusal
  }

  /// False for one that is refused, which the quota does not count.
  var isCounted: Bool { refusal == nil }

  var token: UInt64 { UInt64(generation) << 32 | UInt64(slot) }

  /// Bytes would be of use now.
  var takesInput: Bool {
    switch phase {
    case .handshake, .head, .body, .lingering: hasSentAll
    case .answering, .streaming, .closing, .closed: false
    }
  }

  /// Nothing waits for the kernel to take it.
  var hasSentAll: Bool { output.isEmpty && tls?.hasUnsealed != true }

  var isIdle: Bool { phase == .head && exchange == nil && input.isEmpty && hasSentAll }

  func begin(on loop: EventLoop) {
    lastAnswer = loop.now
    if tls != nil { return loop.wheel.set(slot, at: loop.now + loop.timings.tlsHandshake) }
    greet(on: loop)
  }

  /// The client can be spoken to.
  func greet(on loop: EventLoop) {
    phase = .head
    if let refusal { return turnAway(refusal, on: loop) }
    loop.wheel.set(slot, at: loop.now + loop.timings.firstByte)
    // Of a handshake it is known whether it has read everything.
    if tls == nil { isReadable = true }
    proceed(on: loop)
  }

  func handle(_ readiness: Readiness, on loop: EventLoop) {
    if readiness.contains(.gone) { return close(on: loop) }
    if readiness.contains(.ended) {
      isEnding = true
      // Who has ended its half no longer follows an endless body.
      if phase == .streaming, case .pushed = exchange?.stream?.source { return close(on: loop) }
    }
    if readiness.contains(.readable) { isReadable = true }
    if readiness.contains(.writable), !hasSentAll { flush(on: loop) }
    if phase == .handshake, isReadable { return loop.postponeHandshake(self) }
    proceed(on: loop)
  }

  /// Goes on as far as it can: with what was read, then with what can be read; for so long that others wait, it takes turns.
  func proceed(on loop: EventLoop) {
    var turns = 0
    while takesInput {
      guard turns < Self.mostTurns else { return loop.postpone(self) }
      turns += 1
      if !input.isEmpty, useInput(on: loop) { continue }
      guard isReadable || tls?.hasHeld == true, takesInput, read(on: loop) else { break }
    }
    settle(on: loop)
  }

  /// Decides what comes next once nothing more can be done at once.
  private func settle(on loop: EventLoop) {
    switch phase {
    case .handshake:
      if hasEnded { close(on: loop) }
    case .head, .body:
      if hasEnded, hasSentAll { endOfInput(on: loop) }
    case .closing:
      if hasSentAll { endOutput(on: loop) }
    case .lingering:
      if hasEnded { close(on: loop) }
    case .streaming:
      pull(on: loop)
    case .answering, .closed: break
    }
  }

  private func endOfInput(on loop: EventLoop) {
    guard exchange != nil else { return close(on: loop) }
    turnAway(.malformed("The request ends before it is whole."), on: loop)
  }

  private func endOutput(on loop: EventLoop) {
    sayFarewell(on: loop)
    if hasEnded || (closesByConsent && input.isEmpty && !isReadable) { return close(on: loop) }
    // RFC 9112 9.6: to close with bytes of the client unread could reset the connection and lose it our answer.
    socket.shutdownWriting()
    phase = .lingering
    input = []
    tls?.dropHeld()
    loop.wheel.set(slot, at: loop.now + loop.timings.linger)
    proceed(on: loop)
  }

  /// Who is still sending a body that nobody reads gets more time to come to our answer; who only drips does not.
  func lingerOn(after count: Int, on loop: EventLoop) {
    guard count >= Self.leastUpload else { return }
    loop.wheel.set(slot, at: min(loop.now + loop.timings.linger, lastAnswer + loop.timings.longestLinger))
  }

  /// A deadline has passed; which one, the phase says.
  func expire(on loop: EventLoop) {
    guard hasSentAll else { return abort(on: loop) }
    switch phase {
    case .head where exchange != nil:
      turnAway(.tooSlow("The request head took longer than \(loop.limits.header)."), on: loop)
    case .head where served == 0 && !loop.isDraining:
      turnAway(.tooSlow("No request came within \(loop.limits.firstByte)."), on: loop)
    case .body:
      expireBody(on: loop)
    case .handshake, .head, .closing, .lingering, .closed:
      close(on: loop)
    case .answering, .streaming: break
    }
  }

  private func expireBody(on loop: EventLoop) {
    guard let exchange, let decoder = exchange.decoder else { return close(on: loop) }
    let deadline = loop.timings.bodyDeadline(start: exchange.bodyStart, received: decoder.count)
    if deadline > loop.now { return loop.wheel.set(slot, at: deadline) }
    let rate = loop.limits.leastBodyRate
    turnAway(.tooSlow("The request body took longer than \(loop.limits.body), or came at less than \(rate) bytes a second."), on: loop)
  }

  // MARK: The end

  /// Lets what is under way end, and ends what need not go on.
  func drain(on loop: EventLoop) {
    if phase == .streaming, case .pushed = exchange?.stream?.source { return endPush(on: loop) }
    guard isIdle else { return }
    // A request may have come that no event has told of yet.
    isReadable = true
    proceed(on: loop)
    guard isIdle else { return }
    let mayAskAgain = loop.now - lastAnswer < loop.timings.drainGrace
    if mayAskAgain { loop.wheel.set(slot, at: loop.now + loop.timings.drainGrace) } else { close(on: loop) }
  }

  /// The drain is over: who waits for an answer is told that there will be none.
  func cut(on loop: EventLoop) {
    guard exchange != nil, phase != .streaming, hasSentAll else { return close(on: loop) }
    turnAway(HTTPFault(503, "unavailable", "The server is stopping.", retryAfter: loop.limits.retryAfter), on: loop)
  }

  /// Tells a TLS client that no more comes, so that it can tell this end from a cut.
  private func sayFarewell(on loop: EventLoop) {
    guard let tls else { return }
    tls.sayFarewell()
    tls.swapOutgoing(&loop.sealed)
    // Whether the client still hears it does not matter: nothing follows.
    if !loop.sealed.isEmpty { _ = loop.sealed.withUnsafeBytes { socket.send($0) } }
    loop.clearSealed()
  }

  /// Gives the connection up: the client is reset, and the kernel forgets what was queued for it.
  func abort(on loop: EventLoop) {
    var abandon = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket.descriptor, SOL_SOCKET, SO_LINGER, &abandon, socklen_t(MemoryLayout<linger>.size))
    close(on: loop)
  }

  /// Forgets the connection; the socket closes with the last reference to it.
  func close(on loop: EventLoop) {
    guard phase != .closed else { return }
    if hasSentAll { sayFarewell(on: loop) }
    phase = .closed
    if case .pushed(let body) = exchange?.stream?.source { body.cancel() }
    reportStream(on: loop)
    report(on: loop)
    exchange = nil
    input = []
    output = OutputQueue()
    loop.remove(self)
  }
}

extension HTTPFault {
  static func tooSlow(_ detail: String) -> HTTPFault { HTTPFault(408, "request-timeout", detail) }
}
