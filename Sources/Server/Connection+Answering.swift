import HTTP

extension Connection {
  /// A body from this size on is sent from where it lies instead of being copied.
  private static let largeBodyBytes = 32 * 1024

  /// Asks for the answer to the loop's request.
  func respond(on loop: EventLoop) {
    switch loop.handler.respond(to: loop.request) {
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
    exchange.started = loop.requestStarted
    exchange.number = loop.newExchangeNumber()
    self.exchange = exchange
    return exchange
  }

  /// Makes the held request the loop's again.
  func resumeRequest(of exchange: Exchange, on loop: EventLoop) {
    loop.keepAnsweredRequest()
    swap(&loop.request, &exchange.request)
    loop.requestStarted = exchange.started
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
      loop.requestStarted = Clock.nanoseconds()
    }
    refuse(fault, on: loop)
    flush(on: loop)
    proceed(on: loop)
  }

  /// Stages the refusal of the loop's request, as far as its head was understood; the connection will close.
  func refuse(_ fault: HTTPFault, on loop: EventLoop) {
    loop.request.peer = peer
    loop.request.isSecure = tls != nil
    loop.request.body = []
    // A head that never got whole has places but no bytes to find them in.
    if loop.request.head.bytes.isEmpty { loop.request.head = RequestHead(unreadOf: loop.request.head.method) }
    var response = loop.handler.refusal(fault, request: loop.request)
    response.closes = true
    input = []
    phase = .head
    write(response, on: loop)
    closesByConsent = false
  }

  /// Stages an answer to the loop's request, behind those staged before.
  func write(_ response: Response, on loop: EventLoop) {
    var encoder = ResponseEncoder(loop.request.head, mayKeepAlive: mayKeepAlive(loop))
    let isLast = response.closes || !encoder.keepsAlive
    if isLast { closesByConsent = !loop.request.head.keepsAlive }
    if !encoder.omitsBody, beginStream(response, encoder, on: loop) { return }
    let before = loop.staging.count
    let large = encoder.omitsBody ? nil : largeBody(of: response)
    if large != nil { encoder.omitsBody = true }
    _ = encoder.append(response, date: loop.date, to: &loop.staging)
    let bytes = loop.staging.count - before + (large?.count ?? 0)
    if let large { sendByReference(large, on: loop) }
    if !loop.request.body.isEmpty { loop.request.body = [] }
    loop.request.carried = nil
    loop.noteAnswer(status: response.status, bytes: bytes, trace: response.trace)
    phase = isLast ? .closing : .head
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
