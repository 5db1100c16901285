import HTTP

extension Connection {
  /// Goes on with the handshake, with what was read and what can be read.
  func shakeHands(on loop: EventLoop) {
    guard let tls, phase == .handshake else { return }
    while phase == .handshake, isReadable {
      guard readSealed(on: loop, { tls.shakeHands() == .failed }) else { break }
    }
    guard phase != .closed else { return }
    if tls.isOpen, phase == .handshake { greet(on: loop) }
    proceed(on: loop)
    // The ticket goes along with the first answer, if that is made at once.
    if phase != .closed, !sendSealed(tls, on: loop) { close(on: loop) }
  }

  /// Reads once and lets the handshake have it. False when there is nothing more to be read, or the handshake is over.
  private func readSealed(on loop: EventLoop, _ hasFailed: () -> Bool) -> Bool {
    guard let tls else { return false }
    switch socket.receive(into: loop.room) {
    case .bytes(let count):
      if count < loop.room.count, !isEnding { isReadable = false }
      let isLost = tls.withSealed(UnsafeRawBufferPointer(rebasing: loop.room[..<count]), hasFailed)
      guard tls.isOpen || sendSealed(tls, on: loop) else {
        close(on: loop)
        return false
      }
      if isLost { phase = .closing }
      return !isLost && !tls.isOpen
    case .blocked:
      isReadable = false
    case .ended:
      isReadable = false
      hasEnded = true
    case .failed:
      close(on: loop)
    }
    return false
  }

  /// Opens sealed bytes and takes what is in them. False if the connection is gone.
  func open(_ tls: TLSSession, _ sealed: UnsafeRawBufferPointer, on loop: EventLoop) -> Bool {
    // A refused client's bytes are thrown away unopened.
    if phase == .lingering { return true }
    let outcome = tls.withSealed(sealed) { openAll(tls, on: loop) }
    switch outcome {
    case .failed:
      // The alert that says why goes out as far as it can.
      _ = sendSealed(tls, on: loop)
      close(on: loop)
      return false
    case .ended: hasEnded = true
    case .bytes, .blocked: break
    }
    return phase != .closed
  }

  private func openAll(_ tls: TLSSession, on loop: EventLoop) -> Transfer {
    while takesInput {
      let outcome = tls.open(into: loop.plainRoom)
      guard case .bytes(let count) = outcome else { return outcome }
      take(UnsafeRawBufferPointer(rebasing: loop.plainRoom[..<count]), on: loop)
    }
    return .blocked
  }
}
