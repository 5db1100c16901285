import Testing

@testable import HTTP

/// How a request's bytes reach the parser.
enum Feeding: CaseIterable, Sendable {
  case whole, byteByByte

  /// The head, and how many bytes it took; nil if the bytes end before it does.
  func parse(_ bytes: [UInt8], limits: HTTPLimits = HTTPLimits()) throws(HTTPFault) -> (head: RequestHead, consumed: Int)? {
    var parser = RequestParser(limits: limits)
    var head = RequestHead()
    for end in self == .whole ? bytes.count...bytes.count : 0...bytes.count {
      if let consumed = try parser.parse(bytes.span.extracting(0..<end), into: &head) { return (head, consumed) }
    }
    return nil
  }
}

/// The head of a request given as text; the fault if there is one.
func parse(_ text: String, _ feeding: Feeding = .whole) throws(HTTPFault) -> RequestHead? {
  try feeding.parse(Array(text.utf8))?.head
}

/// What the parser makes of the bytes when they come in two pieces, cut there.
func parse(_ bytes: [UInt8], cutAt cut: Int) throws(HTTPFault) -> (head: RequestHead, consumed: Int)? {
  var parser = RequestParser()
  var head = RequestHead()
  for end in [cut, bytes.count] {
    if let consumed = try parser.parse(bytes.span.extracting(0..<end), into: &head) { return (head, consumed) }
  }
  return nil
}

/// One line for everything a head says, to compare heads by.
func summary(_ head: RequestHead) -> String {
  let fields = head.fields.map { "\(head.string($0.name))=\(head.string($0.value))" }.joined(separator: "|")
  return [
    head.string(head.methodName), "\(head.method)", head.string(head.target), head.string(head.path),
    head.query.map(head.string) ?? "-", "1.\(head.minorVersion)", head.authority.map(head.string) ?? "-", fields,
    "\(head.framing)", head.keepsAlive ? "keep" : "close", head.expectsContinue ? "continue" : "-",
  ].joined(separator: " ")
}

/// The head of a GET for `/` with these field lines.
func head(_ method: String = "GET", target: String = "/", _ lines: String...) throws -> RequestHead {
  let text = (["\(method) \(target) HTTP/1.1", "Host: a"] + lines).map { $0 + "\r\n" }.joined() + "\r\n"
  return try #require(try parse(text))
}
