import HTTP

extension Connection {
  /// Begins a body that is made in pieces. False if the response has none.
  func beginStream(_ response: Response, _ encoder: ResponseEncoder, on loop: EventLoop) -> Bool {
    switch response.body {
    case .none, .bytes, .rendered: return false
    case .pulled(let source):
      let exchange = holdRequest(on: loop)
      exchange.stream = BodyStream(source: .pulled(source), response: response)
      phase = .streaming
      loop.wheel.clear(slot)
      return true
    case .pushed(let start):
      let exchange = holdRequest(on: loop)
      let ticket = Ticket(slot: slot, generation: generation, exchange: exchange.number)
      let body = PushedBody(ticket, mailbox: loop.mailbox, mostUnread: loop.limits.unreadPush)
      exchange.stream = BodyStream(source: .pushed(body), response: response)
      phase = .streaming
      loop.wheel.clear(slot)
      stageHead(of: exchange, on: loop)
      start(body)
      return true
    }
  }

  private func stageHead(of exchange: Exchange, on loop: EventLoop) {
    guard var stream = exchange.stream, !stream.isHeadSent else { return }
    let before = loop.staging.count
    let encoder = ResponseEncoder(exchange.request.head, mayKeepAlive: mayKeepAlive(loop))
    stream.delivery = encoder.append(stream.response, date: loop.date, to: &loop.staging)
    stream.isHeadSent = true
    stream.bytes += loop.staging.count - before
    exchange.stream = stream
  }

  private func stage(_ piece: [UInt8], of exchange: Exchange, on loop: EventLoop) {
    let before = loop.staging.count
    if exchange.stream?.delivery == .chunked {
      ResponseEncoder.appendChunk(piece, to: &loop.staging)
    } else {
      loop.staging.append(contentsOf: piece)
    }
    exchange.stream?.bytes += loop.staging.count - before
  }

  // MARK: Pulled

  /// Has the next piece made, off the loop, once the client has taken the last one.
  func pull(on loop: EventLoop) {
    guard output.isEmpty, let exchange, let stream = exchange.stream, !stream.isPulling else { return }
    guard case .pulled(let source) = stream.source else { return }
    exchange.stream?.isPulling = true
    let ticket = Ticket(slot: slot, generation: generation, exchange: exchange.number)
    let mailbox = loop.mailbox
    loop.workers.run {
      do { mailbox.post(.pulled(ticket, try source())) } catch { mailbox.post(.pullFailed(ticket)) }
    }
  }

  func takePulled(_ piece: [UInt8]?, on loop: EventLoop) {
    guard phase == .streaming, let exchange else { return }
    exchange.stream?.isPulling = false
    stageHead(of: exchange, on: loop)
    guard let piece else { return endStream(on: loop) }
    stage(piece, of: exchange, on: loop)
    flush(on: loop)
    proceed(on: loop)
  }

  /// The source failed: an answer if none has begun, else an end that the client can tell from a whole body.
  func failPull(on loop: EventLoop) {
    guard phase == .streaming, let exchange else { return }
    if exchange.stream?.isHeadSent == true { return abort(on: loop) }
    turnAway(HTTPFault(500, "internal", "The answer could not be made."), on: loop)
  }

  // MARK: Pushed

  func takePushed(_ piece: [UInt8], on loop: EventLoop) {
    guard phase == .streaming, let exchange else { return }
    exchange.stream?.unread += piece.count
    stage(piece, of: exchange, on: loop)
    flush(on: loop)
  }

  func endPush(on loop: EventLoop) {
    guard phase == .streaming, case .pushed(let body) = exchange?.stream?.source else { return }
    body.cancel()
    endStream(on: loop)
  }

  /// What was pushed is with the client, or on its way.
  func creditPush() {
    guard let exchange, let stream = exchange.stream, stream.unread > 0, case .pushed(let body) = stream.source else { return }
    body.credit(stream.unread)
    exchange.stream?.unread = 0
  }

  // MARK: The end

  private func endStream(on loop: EventLoop) {
    guard let exchange, let stream = exchange.stream else { return }
    let before = loop.staging.count
    if stream.delivery == .chunked { ResponseEncoder.appendLastChunk(to: &loop.staging) }
    exchange.stream?.bytes += loop.staging.count - before
    let encoder = ResponseEncoder(exchange.request.head, mayKeepAlive: mayKeepAlive(loop))
    let isLast = stream.response.closes || stream.delivery == .untilClose || !encoder.keepsAlive
    noteStream(on: loop)
    resumeRequest(of: exchange, on: loop)
    loop.inHand.request.body = []
    phase = isLast ? .closing : .head
    flush(on: loop)
    proceed(on: loop)
  }

  private func noteStream(on loop: EventLoop) {
    guard let exchange, let stream = exchange.stream, stream.isHeadSent else { return }
    loop.keepAnswered()
    let outcome = Outcome(status: stream.response.status, bytes: stream.bytes, trace: stream.response.trace)
    loop.answered.append(Answered(request: exchange.request, outcome: outcome, started: exchange.started))
  }

  /// A stream that the client did not stay for is told of too.
  func reportStream(on loop: EventLoop) {
    noteStream(on: loop)
  }
}
