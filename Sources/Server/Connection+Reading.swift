import HTTP

extension Connection {
  /// Answers staged, in bytes, before they are sent and only then more requests are taken.
  private static let mostStagedBytes = 64 * 1024

  /// Reads once. False when there is nothing more to be read now.
  func read(on loop: EventLoop) -> Bool {
    if let tls, tls.hasHeld { return open(tls, UnsafeRawBufferPointer(start: nil, count: 0), on: loop) }
    switch socket.receive(into: loop.room) {
    case .bytes(let count):
      // A short read has emptied the socket, and the next bytes will be told of; the end alone would not be.
      if count < loop.room.count, !isEnding { isReadable = false }
      if phase == .lingering { lingerOn(after: count, on: loop) }
      let bytes = UnsafeRawBufferPointer(rebasing: loop.room[..<count])
      if let tls { return open(tls, bytes, on: loop) }
      take(bytes, on: loop)
      return phase != .closed
    case .blocked:
      isReadable = false
      return false
    case .ended:
      isReadable = false
      hasEnded = true
      return false
    case .failed:
      close(on: loop)
      return false
    }
  }

  func take(_ bytes: UnsafeRawBufferPointer, on loop: EventLoop) {
    if phase == .lingering { return }
    if input.isEmpty {
      let used = use(bytes.assumingMemoryBound(to: UInt8.self).span, on: loop)
      if used < bytes.count { input = [UInt8](bytes[used...]) }
      flush(on: loop)
    } else {
      input.append(contentsOf: bytes)
      _ = useInput(on: loop)
    }
  }

  /// Works through the bytes kept from before. False if more must come first.
  func useInput(on loop: EventLoop) -> Bool {
    var held: [UInt8] = []
    swap(&held, &input)
    let used = use(held.span, on: loop)
    if used == 0 { input = held } else if used < held.count { input = [UInt8](held[used...]) }
    flush(on: loop)
    return used > 0
  }

  /// Takes as many requests as there are whole, and answers them; the number of bytes used.
  private func use(_ bytes: Span<UInt8>, on loop: EventLoop) -> Int {
    var used = 0
    while used < bytes.count, mayTakeMore(loop) {
      do throws(HTTPFault) {
        if phase == .head {
          guard let count = try useHead(bytes.extracting(used...), on: loop) else { return used }
          used += count
          used += try beginRequest(inHand: bytes.count - used, on: loop)
        } else {
          used += try useBody(bytes.extracting(used...), on: loop)
        }
      } catch {
        refuse(error, on: loop)
        return bytes.count
      }
    }
    return used
  }

  private func mayTakeMore(_ loop: EventLoop) -> Bool {
    guard takesInput, phase != .lingering else { return false }
    return loop.answeredCount < loop.limits.pipelinedAnswers && loop.staging.count < Self.mostStagedBytes
  }

  /// Parses a head into the loop's request. Nil when more bytes are needed; then the exchange keeps what is known.
  private func useHead(_ bytes: Span<UInt8>, on loop: EventLoop) throws(HTTPFault) -> Int? {
    loop.keepAnswered()
    if let exchange {
      guard let count = try parseOn(exchange, bytes, loop) else { return nil }
      takeBack(exchange, on: loop)
      return count
    }
    if let count = try parseAfresh(bytes, loop) { return count }
    let partial = Exchange(request: loop.takeRequest(), parser: loop.takeParser())
    partial.started = Clock.nanoseconds()
    exchange = partial
    loop.wheel.set(slot, at: loop.now + loop.timings.header)
    return nil
  }

  private func parseAfresh(_ bytes: Span<UInt8>, _ loop: EventLoop) throws(HTTPFault) -> Int? {
    do throws(HTTPFault) {
      return try loop.parser.parse(bytes, into: &loop.inHand.request.head)
    } catch {
      _ = loop.takeParser()
      loop.inHand.started = Clock.nanoseconds()
      throw error
    }
  }

  /// A fault leaves the head, as far as it was understood, in the loop's request.
  private func parseOn(_ exchange: Exchange, _ bytes: Span<UInt8>, _ loop: EventLoop) throws(HTTPFault) -> Int? {
    do throws(HTTPFault) {
      return try exchange.parser.parse(bytes, into: &exchange.request.head)
    } catch {
      takeBack(exchange, on: loop)
      throw error
    }
  }

  private func takeBack(_ exchange: Exchange, on loop: EventLoop) {
    loop.keepAnswered()
    swap(&loop.inHand.request, &exchange.request)
    self.exchange = nil
  }

  /// The head is whole: asks whether to go on, and goes on to the body or the answer. Returns how many bytes of a body that nobody
  /// wants were passed over.
  private func beginRequest(inHand: Int, on loop: EventLoop) throws(HTTPFault) -> Int {
    served += 1
    loop.inHand.request.peer = peer
    loop.inHand.request.isSecure = tls != nil
    // Never an earlier request's: the storage is reused.
    loop.inHand.request.carried = nil
    loop.inHand.started = Clock.nanoseconds()
    let framing = loop.inHand.request.head.framing
    if framing == .none {
      respond(on: loop)
      return 0
    }
    switch loop.inHand.admission(by: loop.handler) {
    case .refuse(let response): return refuseBody(framing, response, inHand: inHand, on: loop)
    case .body(let limit, let carried):
      loop.inHand.request.carried = carried
      let decoder = try BodyDecoder(framing: framing, limit: limit, limits: loop.limits.http)
      beginBody(decoder, isMoreInHand: inHand > 0, on: loop)
      return 0
    }
  }

  /// Answers without the body: one that came along whole is passed over; else nothing after it could be told from it.
  private func refuseBody(_ framing: BodyFraming, _ response: Response, inHand: Int, on loop: EventLoop) -> Int {
    if case .contentLength(let length) = framing, length <= inHand, !response.closes {
      write(response, on: loop)
      return length
    }
    var last = response
    last.closes = true
    write(last, on: loop)
    closesByConsent = false
    return 0
  }

  private func beginBody(_ decoder: BodyDecoder, isMoreInHand: Bool, on loop: EventLoop) {
    // RFC 9110 10.1.1: who has begun to send the body does not wait for it.
    if loop.inHand.request.head.expectsContinue, !isMoreInHand { loop.staging.append(contentsOf: ResponseEncoder.continueHead) }
    let exchange = Exchange(request: loop.takeRequest(), parser: loop.parser)
    exchange.decoder = decoder
    exchange.started = loop.inHand.started
    exchange.bodyStart = loop.now
    self.exchange = exchange
    phase = .body
    loop.wheel.set(slot, at: loop.timings.bodyDeadline(start: loop.now, received: 0))
  }

  private func useBody(_ bytes: Span<UInt8>, on loop: EventLoop) throws(HTTPFault) -> Int {
    guard let exchange, var decoder = exchange.decoder else { return 0 }
    let used: Int
    do throws(HTTPFault) {
      used = try decoder.decode(bytes, into: &exchange.request.body)
    } catch {
      takeBack(exchange, on: loop)
      throw error
    }
    exchange.decoder = decoder
    guard decoder.isComplete else { return used }
    loop.inHand.started = exchange.started
    takeBack(exchange, on: loop)
    phase = .head
    respond(on: loop)
    return used
  }
}
