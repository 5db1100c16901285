/// Writes answers (RFC 9112 4 to 7) by appending to one byte array.
///
/// `Date`, `Connection`, `Content-Length` and `Transfer-Encoding` are its own affair; a handler that sets one of them is ignored.
package struct ResponseEncoder: Sendable {
  /// How the body that follows the head is to be sent.
  package enum Delivery: Sendable, Equatable {
    /// The answer is whole.
    case complete
    /// Each piece goes through `appendChunk`, and `appendLastChunk` ends it.
    case chunked
    /// Pieces go as they are, and the end of the connection ends them (HTTP/1.0).
    case untilClose
  }

  /// The method was HEAD: the same head, no body.
  package var omitsBody: Bool
  /// 0 or 1, of the request.
  package var minorVersion: Int
  /// False if the connection ends after this answer.
  package var keepsAlive: Bool

  package init(omitsBody: Bool = false, minorVersion: Int = 1, keepsAlive: Bool = true) {
    self.omitsBody = omitsBody
    self.minorVersion = minorVersion
    self.keepsAlive = keepsAlive
  }

  /// For the answer to that request; `mayKeepAlive` false where the server wants to close whatever the client asks.
  package init(_ head: borrowing RequestHead, mayKeepAlive: Bool = true) {
    self.init(omitsBody: head.method == .head, minorVersion: head.minorVersion, keepsAlive: head.keepsAlive && mayKeepAlive)
  }

  /// RFC 9110 15.2.1: what a client that expects it gets before its body is read.
  package static let continueHead = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)

  /// Appends the head and, where it is at hand, the body. `date` is a whole field line with its CRLF.
  package func append(_ response: Response, date: [UInt8], to out: inout [UInt8]) -> Delivery {
    if case .rendered(let answer) = response.body {
      append(answer, fields: response.fields, date: date, closes: response.closes, to: &out)
      return .complete
    }
    let delivery = delivery(of: response)
    Self.appendStatusAndFields(response, to: &out)
    appendFraming(response, delivery, to: &out)
    appendEnd(date: date, closes: response.closes || delivery == .untilClose, to: &out)
    if case .bytes(let body) = response.body, !omitsBody, Self.hasBody(response.status) { out.append(contentsOf: body) }
    return omitsBody ? .complete : delivery
  }

  /// Appends an answer kept from before, and fields of this answer alone: without those four copies, nothing formatted.
  package func append(
    _ answer: RenderedAnswer, fields: [Response.Field] = [], date: [UInt8], closes: Bool = false, to out: inout [UInt8]
  ) {
    out.append(contentsOf: answer.head)
    if !fields.isEmpty { Self.appendFields(fields, to: &out) }
    appendEnd(date: date, closes: closes, to: &out)
    if !omitsBody { out.append(contentsOf: answer.body) }
  }

  package static func appendChunk(_ piece: [UInt8], to out: inout [UInt8]) {
    // An empty chunk would be the last one.
    guard !piece.isEmpty else { return }
    append("\(String(piece.count, radix: 16))\r\n", to: &out)
    out.append(contentsOf: piece)
    append("\r\n", to: &out)
  }

  package static func appendLastChunk(to out: inout [UInt8]) { append("0\r\n\r\n", to: &out) }

  private func delivery(of response: Response) -> Delivery {
    switch response.body {
    case .none, .bytes, .rendered: .complete
    case .pulled, .pushed: !Self.hasBody(response.status) ? .complete : minorVersion == 0 ? .untilClose : .chunked
    }
  }

  // RFC 9110 8.6: no Content-Length in 204; in 304 it would have to be the 200's, which is not at hand here.
  private func appendFraming(_ response: Response, _ delivery: Delivery, to out: inout [UInt8]) {
    switch (response.body, delivery) {
    case (_, .chunked): Self.append("Transfer-Encoding: chunked\r\n", to: &out)
    case (.bytes(let body), .complete) where Self.hasBody(response.status): Self.appendLength(body.count, to: &out)
    case (.none, .complete) where Self.hasBody(response.status): Self.appendLength(0, to: &out)
    default: break
    }
  }

  // RFC 9112 9.3 and 9.6: 1.1 persists unsaid, 1.0 must be told; a server that closes says so.
  private func appendEnd(date: [UInt8], closes: Bool, to out: inout [UInt8]) {
    out.append(contentsOf: date)
    if closes || !keepsAlive {
      Self.append("Connection: close\r\n\r\n", to: &out)
    } else if minorVersion == 0 {
      Self.append("Connection: keep-alive\r\n\r\n", to: &out)
    } else {
      Self.append("\r\n", to: &out)
    }
  }

  static func hasBody(_ status: Int) -> Bool { status >= 200 && status != 204 && status != 304 }

  static func appendStatusAndFields(_ response: Response, to out: inout [UInt8]) {
    append("HTTP/1.1 \(response.status) \(ReasonPhrase.of(response.status))\r\n", to: &out)
    appendFields(response.fields, to: &out)
  }

  private static func appendFields(_ fields: [Response.Field], to out: inout [UInt8]) {
    for field in fields where !isOurs(field.name) {
      append(field.name, to: &out)
      out.append(UInt8(ascii: ":"))
      out.append(ASCII.space)
      appendValue(field.value, to: &out)
      append("\r\n", to: &out)
    }
  }

  static func appendLength(_ count: Int, to out: inout [UInt8]) { append("Content-Length: \(count)\r\n", to: &out) }

  private static func isOurs(_ name: String) -> Bool {
    switch name.utf8.count {
    case 4, 10, 14, 17: ["date", "connection", "content-length", "transfer-encoding"].contains(name.lowercased())
    default: false
    }
  }

  // RFC 9110 5.5: a control character in a value, above all a line end, would let text of ours become a field; it becomes a space.
  private static func appendValue(_ value: String, to out: inout [UInt8]) {
    for byte in value.utf8 { out.append(byte < ASCII.space || byte == ASCII.delete ? ASCII.space : byte) }
  }

  private static func append(_ text: String, to out: inout [UInt8]) { out.append(contentsOf: text.utf8) }
}

extension RenderedAnswer {
  /// Renders an answer whose body is bytes (or none), to be kept and sent to everyone who asks the same.
  package convenience init(_ response: Response) {
    var head: [UInt8] = []
    var body: [UInt8] = []
    if case .bytes(let bytes) = response.body { body = bytes }
    ResponseEncoder.appendStatusAndFields(response, to: &head)
    if ResponseEncoder.hasBody(response.status) { ResponseEncoder.appendLength(body.count, to: &head) } else { body = [] }
    self.init(status: response.status, head: head, body: body, route: response.trace.route ?? "")
  }
}
