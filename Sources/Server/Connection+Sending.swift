import HTTP

extension Connection {
  /// Sends what is staged and what waited before it, as far as the kernel takes it.
  func flush(on loop: EventLoop) {
    guard phase != .closed else { return dropStaged(on: loop) }
    let hadWaited = !hasSentAll
    guard sendStaged(on: loop) else { return close(on: loop) }
    var hasProgressed = false
    while !hasSentAll {
      if output.isEmpty {
        guard sealNext(on: loop) else { return close(on: loop) }
        hasProgressed = true
        continue
      }
      switch output.send(with: { socket.send($0) }) {
      case .bytes: hasProgressed = true
      case .blocked:
        // Only progress earns more time.
        if !hadWaited || hasProgressed { loop.wheel.set(slot, at: loop.now + loop.timings.writeStall) }
        loop.keepAnswered()
        unreported += loop.answered
        loop.answered.removeAll(keepingCapacity: true)
        return
      case .ended, .failed: return close(on: loop)
      }
    }
    sent(afterWaiting: hadWaited, on: loop)
  }

  /// False if the connection is gone.
  private func sendStaged(on loop: EventLoop) -> Bool {
    guard !loop.staging.isEmpty else { return true }
    defer { loop.clearStaging() }
    guard hasSentAll else {
      enqueue(loop.staging)
      return true
    }
    guard let tls else { return sendNow(loop.staging) }
    guard tls.seal(loop.staging) else { return false }
    if phase == .closing { tls.sayFarewell() }
    return sendSealed(tls, on: loop)
  }

  private func sealNext(on loop: EventLoop) -> Bool {
    guard let tls else { return true }
    return tls.sealPortion() && sendSealed(tls, on: loop)
  }

  /// Sends what the session has sealed; false if the connection is gone.
  func sendSealed(_ tls: TLSSession, on loop: EventLoop) -> Bool {
    tls.swapOutgoing(&loop.sealed)
    defer { loop.clearSealed() }
    guard output.isEmpty else {
      output.append(loop.sealed)
      return true
    }
    return loop.sealed.isEmpty || sendNow(loop.sealed)
  }

  /// Sends at once, and queues what the kernel does not take; false if the connection is gone.
  private func sendNow(_ bytes: [UInt8]) -> Bool {
    switch bytes.withUnsafeBytes({ socket.send($0) }) {
    case .bytes(bytes.count): break
    case .bytes(let count): output.append(bytes[count...])
    case .blocked: output.append(bytes)
    case .ended, .failed: return false
    }
    return true
  }

  /// Queues plain bytes behind all that waits.
  func enqueue(_ bytes: [UInt8]) {
    if let tls { tls.enqueue(bytes) } else { output.append(bytes) }
  }

  private func dropStaged(on loop: EventLoop) {
    loop.clearStaging()
    report(on: loop)
  }

  /// Everything was taken by the kernel.
  private func sent(afterWaiting hasWaited: Bool, on loop: EventLoop) {
    creditPush()
    if loop.answeredCount > 0 || !unreported.isEmpty {
      report(on: loop)
      lastAnswer = loop.now
      if phase == .head, exchange == nil { loop.wheel.set(slot, at: loop.now + loop.timings.idle) }
    }
    if hasWaited, let exchange { restoreDeadline(of: exchange, on: loop) }
  }

  /// Sets again what the deadline of a stalled answer had displaced.
  private func restoreDeadline(of exchange: Exchange, on loop: EventLoop) {
    switch phase {
    case .head: loop.wheel.set(slot, at: loop.now + loop.timings.header)
    case .body:
      let deadline = loop.timings.bodyDeadline(start: exchange.bodyStart, received: exchange.decoder?.count ?? 0)
      loop.wheel.set(slot, at: max(deadline, loop.now + loop.timings.bodyRateGrace))
    case .answering, .streaming: loop.wheel.clear(slot)
    case .handshake, .closing, .lingering, .closed: break
    }
  }

  /// Tells the handler of all answers that are over.
  func report(on loop: EventLoop) {
    guard loop.answeredCount > 0 || !unreported.isEmpty else { return }
    let ended = Clock.nanoseconds()
    if !unreported.isEmpty {
      for answer in unreported { answer.report(to: loop.handler, ended: ended) }
      unreported = []
    }
    loop.reportAnswered(ended: ended)
  }
}
