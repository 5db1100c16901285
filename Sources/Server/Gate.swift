import CEpoll
import HTTP

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The listening sockets of a loop, and what it needs to refuse when there is no room.
struct Gate: ~Copyable {
  /// The generation in a token that means a listener, never a connection.
  static let generation: UInt32 = 0
  /// Connections accepted before the others are looked after again.
  static let batch = 64
  /// Connections refused by the spare descriptor before accepting rests.
  static let spareBatch = 16

  let listeners: [Listener]
  /// Set while accepting rests: when it begins again.
  var opensAt: Int64?
  var isOpen = false
  /// Refused connections that are still reading their refusal.
  var refused = 0
  /// Held so that there is a descriptor to refuse with when there is none left.
  private var spare: Socket?

  init(_ listeners: [Listener]) {
    self.listeners = listeners
    spare = Self.openSpare()
  }

  private static func openSpare() -> Socket? {
    let descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC)
    return descriptor < 0 ? nil : Socket(owning: descriptor)
  }

  /// Frees the spare descriptor; false if there was none.
  mutating func spendSpare() -> Bool {
    let hadOne = spare != nil
    spare = nil
    return hadOne
  }

  mutating func renewSpare() {
    if spare == nil { spare = Self.openSpare() }
  }
}

extension EventLoop {
  /// Begins to accept.
  func openGate() {
    guard !gate.isOpen, !isDraining else { return }
    gate.isOpen = true
    gate.opensAt = nil
    gate.renewSpare()
    for (index, listener) in gate.listeners.enumerated() {
      _ = poller.watch(listener: listener.socket.descriptor, token: UInt64(index))
    }
  }

  private func rest() {
    for listener in gate.listeners { poller.unwatch(listener.socket.descriptor) }
    gate.isOpen = false
    gate.opensAt = now + timings.acceptPause
  }

  /// Accepts what has come already, and then nothing more.
  func closeGate() {
    for index in gate.listeners.indices { accept(at: index) }
    for listener in gate.listeners {
      poller.unwatch(listener.socket.descriptor)
      listener.stop()
    }
    gate.isOpen = false
    gate.opensAt = nil
    _ = gate.spendSpare()
  }

  func accept(at index: Int) {
    guard gate.isOpen, index < gate.listeners.count else { return }
    let listener = gate.listeners[index]
    for _ in 0..<Gate.batch {
      switch listener.accept() {
      case .connection(let socket, let address): arrive(socket, address.host, listener)
      case .none: return
      case .exhausted:
        refuseWithSpare(listener)
        return rest()
      }
    }
  }

  private func arrive(_ socket: consuming Socket, _ peer: PeerAddress, _ listener: Listener) {
    var arrival = Arrival(descriptor: socket.release(), peer: peer, tls: listener.tls)
    switch quota.admit(peer) {
    case .welcome: return place(arrival)
    case .full: arrival.refusal = .tooManyConnections(limits)
    case .addressFull: arrival.refusal = .tooManyFromAddress(limits)
    }
    guard gate.refused < ServerLimits.maxRefused / loops.count else { return dismiss(Socket(owning: arrival.descriptor), arrival) }
    gate.refused += 1
    open(arrival)
  }

  /// Keeps the connection, or hands it to a loop that has clearly fewer.
  private func place(_ arrival: Arrival) {
    let imbalance = 8
    var target = self
    for loop in loops where loop.load.load(ordering: .relaxed) < target.load.load(ordering: .relaxed) { target = loop }
    if load.load(ordering: .relaxed) - target.load.load(ordering: .relaxed) <= imbalance { target = self }
    // Counted before it arrives there, so that a burst is not all sent to the one that was empty.
    target.load.wrappingAdd(1, ordering: .relaxed)
    if target === self { return open(arrival) }
    if target.mailbox.post(.adopt(arrival)) { return }
    target.load.wrappingSubtract(1, ordering: .relaxed)
    load.wrappingAdd(1, ordering: .relaxed)
    open(arrival)
  }

  private func refuseWithSpare(_ listener: Listener) {
    guard gate.spendSpare() else { return }
    for _ in 0..<Gate.spareBatch {
      guard case .connection(let socket, let address) = listener.accept() else { break }
      let refusal = HTTPFault.tooManyConnections(limits)
      dismiss(socket, Arrival(descriptor: -1, peer: address.host, tls: listener.tls, refusal: refusal))
    }
    gate.renewSpare()
  }

  /// Sends a refusal as well as it can be sent at once, and hangs up.
  private func dismiss(_ socket: consuming Socket, _ arrival: Arrival) {
    guard let fault = arrival.refusal, arrival.tls == nil else { return }
    let response = handler.refusal(fault, request: nil)
    _ = ResponseEncoder(keepsAlive: false).append(response, date: date, to: &staging)
    _ = staging.withUnsafeBytes { socket.send($0) }
    socket.shutdownWriting()
    // Unread bytes at the close would reset the connection, and could take the refusal with them.
    _ = socket.receive(into: room)
    let unread = Request(head: RequestHead(), peer: arrival.peer, loop: index)
    handler.finished(unread, status: response.status, bytes: staging.count, nanoseconds: 0, trace: response.trace)
    clearStaging()
  }
}

extension HTTPFault {
  static func tooManyConnections(_ limits: ServerLimits) -> HTTPFault {
    HTTPFault(503, "too-many-connections", "The server has as many connections as it can take.", retryAfter: limits.retryAfter)
  }

  static func tooManyFromAddress(_ limits: ServerLimits) -> HTTPFault {
    let detail = "The address has \(limits.connectionsPerAddress) connections, which is as many as it may."
    return HTTPFault(503, "too-many-connections", detail, retryAfter: limits.retryAfter)
  }
}
