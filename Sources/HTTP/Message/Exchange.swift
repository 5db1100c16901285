/// One whole request, as a handler sees it.
package struct Request: Sendable {
  package var head: RequestHead
  package var body: [UInt8]
  package var peer: PeerAddress
  /// True on TLS.
  package var isSecure: Bool
  /// Index of the event loop that runs the handler: picks its reader and its cache.
  package var loop: Int
  /// What the handler found out when it admitted the request.
  package var carried: (any Sendable)?

  package init(head: RequestHead, body: [UInt8] = [], peer: PeerAddress = .loopback, isSecure: Bool = false, loop: Int = 0) {
    self.head = head
    self.body = body
    self.peer = peer
    self.isSecure = isSecure
    self.loop = loop
  }
}

/// The address of a client: 4 or 16 bytes in network order.
package struct PeerAddress: Sendable, Hashable {
  package var bytes: [UInt8]
  package var port: UInt16

  package init(bytes: [UInt8], port: UInt16 = 0) {
    self.bytes = bytes
    self.port = port
  }

  package static let loopback = PeerAddress(bytes: [127, 0, 0, 1])
}

/// What a handler answers. `Date`, `Connection` and `Content-Length` (or chunks) are added when it is encoded.
package struct Response: Sendable {
  package enum Body: Sendable {
    case none
    case bytes([UInt8])
    /// A whole answer kept from before: its head without Date and Connection, and its body. The response's own `fields`
    /// are written after that head; to HEAD, and for 304, the body is left out.
    case rendered(RenderedAnswer)
    /// Pulled off the loop, a piece at a time as the client reads; nil ends it. Sent in chunks.
    case pulled(@Sendable () throws -> [UInt8]?)
    /// Pushed from anywhere until it is finished or the client goes: server-sent events.
    case pushed(@Sendable (any BodySink) -> Void)
  }

  package struct Field: Sendable, Equatable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package var status: Int
  package var fields: [Field]
  package var body: Body
  /// True if the connection must end after this answer.
  package var closes = false
  /// What the access log and the metrics say of it.
  package var trace = Trace()

  package init(status: Int, fields: [Field] = [], body: Body = .none) {
    self.status = status
    self.fields = fields
    self.body = body
  }
}

/// What the log and the metrics want to know of an answer and only its handler knows.
package struct Trace: Sendable {
  /// The route's template, e.g. `/v1/articles/{id}`; nil where no route matched.
  package var route: String?
  /// The public id of the token that was shown.
  package var token: String?
  package var requestID: String?

  package init() {}
}

/// Takes the pieces of a pushed body; safe from any thread.
package protocol BodySink: AnyObject, Sendable {
  /// Queues a piece. False once the client is gone or has too much unread: then stop.
  func send(_ piece: [UInt8]) -> Bool
  func finish()
}

/// An answer as bytes, shared by everyone who asks the same.
package final class RenderedAnswer: Sendable {
  package let status: Int
  /// Status line and field lines, each with its CRLF; neither Date, Connection, nor the empty line.
  package let head: [UInt8]
  package let body: [UInt8]
  package let route: String

  package init(status: Int, head: [UInt8], body: [UInt8], route: String) {
    self.status = status
    self.head = head
    self.body = body
    self.route = route
  }

  /// The same as an answer that may get fields of its own.
  package func response(fields: [Response.Field] = []) -> Response {
    var response = Response(status: status, fields: fields, body: .rendered(self))
    response.trace.route = route
    return response
  }
}

/// An answer now, or one that is made off the loop and handed to the callback once, from any thread.
package enum Answer: Sendable {
  case now(Response)
  /// One kept from before, with no fields but its own: what is asked for most, so nothing is put together for it.
  case kept(RenderedAnswer)
  case later(@Sendable (_ finish: @escaping @Sendable (Response) -> Void) -> Void)
}

/// What a server does with a request whose head is read: goes on to the body, or answers at once.
package enum Admission: Sendable {
  /// Read a body of at most that many bytes; more is 413. What is carried comes back with the request as `Request.carried`.
  case body(limit: Int, carrying: (any Sendable)? = nil)
  case refuse(Response)
}

/// The application behind a server. Every method is called on the event loop named in the request and must not block.
package protocol RequestHandler: Sendable {
  /// Decides from the head alone, before 100 (Continue) and before any byte of the body; not asked where no body is announced.
  func admit(_ request: Request) -> Admission
  func respond(to request: Request) -> Answer
  /// Makes the answer for a fault the server itself found: malformed, too large, too slow, too many.
  func refusal(_ fault: HTTPFault, request: Request?) -> Response
  /// Called by a loop that has answered all there was, before it waits for more.
  func rest(loop: Int)
  /// Told of each answer after its last byte was given to the kernel (or the client went).
  func finished(_ request: Request, status: Int, bytes: Int, nanoseconds: UInt64, trace: Trace)
}

/// A request that the server refuses by itself: the status, a code for the problem type, and what was wrong.
package struct HTTPFault: Error, Sendable, Equatable {
  package var status: Int
  package var code: String
  package var detail: String
  /// Seconds for Retry-After.
  package var retryAfter: Int?

  package init(_ status: Int, _ code: String, _ detail: String, retryAfter: Int? = nil) {
    self.status = status
    self.code = code
    self.detail = detail
    self.retryAfter = retryAfter
  }
}
