import HTTP

/// The request that a loop answers just now, and what is to be told of its answer; refilled, so that its storage is reused.
///
/// It is lent to the handler, not copied for it: to count references up and down for each request costs as much as to parse it. While it
/// is lent nothing can change it, because it is no copyable value.
struct RequestInHand: ~Copyable {
  var request: Request
  /// Nanoseconds at the end of its head.
  var started: UInt64 = 0
  /// Of the answer that is staged.
  private var outcome = Outcome(status: 0, bytes: 0, trace: Trace())
  /// The answer is staged, and nobody was told of it yet.
  private(set) var isAnswered = false

  init(loop: Int) { request = Request(head: RequestHead(), loop: loop) }

  borrowing func admission(by handler: any RequestHandler) -> Admission { handler.admit(request) }
  borrowing func answer(by handler: any RequestHandler) -> Answer { handler.respond(to: request) }
  borrowing func refusal(_ fault: HTTPFault, by handler: any RequestHandler) -> Response { handler.refusal(fault, request: request) }

  /// What writes its answer.
  borrowing func encoder(mayKeepAlive: Bool) -> ResponseEncoder { ResponseEncoder(request.head, mayKeepAlive: mayKeepAlive) }

  mutating func note(status: Int, bytes: Int, trace: Trace) {
    outcome = Outcome(status: status, bytes: bytes, trace: trace)
    isAnswered = true
  }

  mutating func note(_ answer: RenderedAnswer, bytes: Int) {
    var trace = Trace()
    trace.route = answer.route
    note(status: answer.status, bytes: bytes, trace: trace)
  }

  /// Gives a copy of what is to be told of the answer, before another request takes the place.
  mutating func takeAnswered() -> Answered? {
    guard isAnswered else { return nil }
    isAnswered = false
    return Answered(request: request, outcome: outcome, started: started)
  }

  /// Tells the handler of the answer.
  mutating func report(to handler: any RequestHandler, ended: UInt64) {
    guard isAnswered else { return }
    isAnswered = false
    tell(handler, ended)
  }

  private borrowing func tell(_ handler: any RequestHandler, _ ended: UInt64) {
    handler.finished(
      request, status: outcome.status, bytes: outcome.bytes, nanoseconds: ended &- started, trace: outcome.trace)
  }
}

/// How an answer came out.
struct Outcome {
  var status: Int
  var bytes: Int
  var trace: Trace
}

/// An answer on its way to the kernel, as the handler is told of it afterwards.
struct Answered {
  var request: Request
  var outcome: Outcome
  /// Nanoseconds at the end of the request's head.
  var started: UInt64

  func report(to handler: any RequestHandler, ended: UInt64) {
    handler.finished(request, status: outcome.status, bytes: outcome.bytes, nanoseconds: ended &- started, trace: outcome.trace)
  }
}
