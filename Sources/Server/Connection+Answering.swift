import HTTP

extension Connection {
  /// A body from this size on is sent from where it lies instead of being copied.
  private static let largeBodyBytes = 32 * 1024

  /// Asks for the answer to the loop's request.
  func respond(on loop: EventLoop) {
    switch loop.inHand.answer(by: loop.handler) {
    case .kept(let answer): write(answer, on: loop)
    case .now(let response): write(response, on: loop)
    case .later(let start):
      let exchange = holdRequest(on: loop)
      phase = .answering
      loop.wheel.clear(slot)
      let ticket = Ticket(slot: slot, generation: generation, exchange: exchange.number)
      let mailbox = loop.mailbox
      start { response in mailbox.post(.answer(ticket, response)) }
    }
  }

  /// Keeps the loop's request with the connection until its answer is made.
  func holdRequest(on loop: EventLoop) -> Exchange {
    let exchange = Exchange(request: loop.takeRequest(), parser: loop.parser)
    exchange.started = loop.inHand.started
    exchange.number = loop.newExchangeNumber()
    self.exchange = exchange
    return exchange
  }

  /// Makes the held request the loop's again.
  func resumeRequest(of exchange: Exchange, on loop: EventLoop) {
    loop.keepAnswered()
    swap(&loop.inHand.request, &exchange.request)
    loop.inHand.started = exchange.started
    self.exchange = nil
  }

  /// The answer that was to come later.
  func answer(_ response: Response, on loop: EventLoop) {
    guard phase == .answering, let exchange else { return }
    resumeRequest(of: exchange, on: loop)
    phase = .head
    write(response, on: loop)
    flush(on: loop)
    proceed(on: loop)
  }

  /// Refuses the request in hand, or where there is none the connection, and sends that.
  func turnAway(_ fault: HTTPFault, on loop: EventLoop) {
    if let exchange {
      resumeRequest(of: exchange, on: loop)
    } else {
      _ = loop.takeRequest()
      loop.inHand.started = Clock.nanoseconds()
    }
    refuse(fault, on: loop)
    flush(on: loop)
    proceed(on: loop)
  }

  /// Stages the refusal of the loop's request, as far as its head was understood; the connection will close.
  func refuse(_ fault: HTTPFault, on loop: EventLoop) {
    loop.inHand.request.peer = peer
    loop.inHand.request.isSecure = tls != nil
    loop.inHand.request.body = []
    // A head that never got whole has places but no bytes to find them in.
    if loop.inHand.request.head.bytes.isEmpty { loop.inHand.request.head = RequestHead(unreadOf: loop.inHand.request.head.method) }
    var response = loop.inHand.refusal(fault, by: loop.handler)
    response.closes = true
    input = []
    phase = .head
    write(response, on: loop)
    closesByConsent = false
  }

  /// Stages an answer to the loop's request, behind those staged before.
  func write(_ response: Response, on loop: EventLoop) {
    let encoder = loop.inHand.encoder(mayKeepAlive: mayKeepAlive(loop))
    let isLast = response.closes || !encoder.keepsAlive
    if isLast { closesByConsent = !loop.inHand.request.head.keepsAlive }
    if !encoder.omitsBody, beginStream(response, encoder, on: loop) { return }
    let bytes = stage(response, encoder, on: loop)
    if !loop.inHand.request.body.isEmpty { loop.inHand.request.body = [] }
    loop.inHand.request.carried = nil
    loop.keepAnswered()
    loop.inHand.note(status: response.status, bytes: bytes, trace: response.trace)
    phase = isLast ? .closing : .head
  }

  /// Stages a kept answer, mostly without putting anything together.
  private func write(_ answer: RenderedAnswer, on loop: EventLoop) {
    let encoder = loop.inHand.encoder(mayKeepAlive: mayKeepAlive(loop))
    guard encoder.keepsAlive, encoder.omitsBody || answer.body.count < Self.largeBodyBytes else {
      return write(answer.response(), on: loop)
    }
    let before = loop.staging.count
    encoder.append(answer, date: loop.date, to: &loop.staging)
    loop.inHand.note(answer, bytes: loop.staging.count - before)
  }

  /// Returns how many bytes that makes.
  private func stage(_ response: Response, _ encoder: ResponseEncoder, on loop: EventLoop) -> Int {
    let before = loop.staging.count
    guard !encoder.omitsBody, let large = largeBody(of: response) else {
      _ = encoder.append(response, date: loop.date, to: &loop.staging)
      return loop.staging.count - before
    }
    var headOnly = encoder
    headOnly.omitsBody = true
    _ = headOnly.append(response, date: loop.date, to: &loop.staging)
    let bytes = loop.staging.count - before + large.count
    sendByReference(large, on: loop)
    return bytes
  }

  func mayKeepAlive(_ loop: EventLoop) -> Bool {
    let limit = loop.limits.requestsPerConnection
    return !loop.isDraining && (limit == 0 || served < limit)
  }

  private func largeBody(of response: Response) -> [UInt8]? {
    let body: [UInt8]
    switch response.body {
    case .bytes(let bytes): body = bytes
    case .rendered(let answer): body = answer.body
    case .none, .pulled, .pushed: return nil
    }
    return body.count >= Self.largeBodyBytes ? body : nil
  }

  private func sendByReference(_ body: [UInt8], on loop: EventLoop) {
    enqueue(loop.staging)
    loop.clearStaging()
    enqueue(body)
  }
}
