import Testing

@testable import HTTP

struct ResponseEncoderTests {
  static let date = Array("Date: Sun, 06 Nov 1994 08:49:37 GMT\r\n".utf8)

  static func encode(_ response: Response, _ encoder: ResponseEncoder = ResponseEncoder()) -> (
    text: String, delivery: ResponseEncoder.Delivery
  ) {
    var out: [UInt8] = []
    let delivery = encoder.append(response, date: date, to: &out)
    return (String(decoding: out, as: UTF8.self), delivery)
  }

  static let ok = Response(status: 200, fields: [.init("Content-Type", "text/plain")], body: .bytes(Array("hello".utf8)))

  @Test func `an answer is a status line, its fields, length, date, and the body`() {
    let text = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\nhello"
    #expect(Self.encode(Self.ok).text == text)
  }

  @Test(arguments: [false, true])
  func `HEAD has the head of GET and no body`(_ isRendered: Bool) {
    let response = isRendered ? Response(status: 200, body: .rendered(RenderedAnswer(Self.ok))) : Self.ok
    let get = Self.encode(response).text
    #expect(Self.encode(response, .init(omitsBody: true)).text + "hello" == get)
  }

  @Test func `a rendered answer has the very bytes of a fresh one`() {
    for encoder in [ResponseEncoder(), .init(minorVersion: 0), .init(keepsAlive: false), .init(omitsBody: true)] {
      let rendered = Response(status: 200, body: .rendered(RenderedAnswer(Self.ok)))
      #expect(Self.encode(rendered, encoder) == Self.encode(Self.ok, encoder))
    }
  }

  @Test(arguments: [(1, true, nil), (1, false, "close"), (0, true, "keep-alive"), (0, false, "close")] as [(Int, Bool, String?)])
  func `Connection is said only where the version's default does not hold`(_ minor: Int, _ keeps: Bool, _ expected: String?) {
    let text = Self.encode(Self.ok, .init(minorVersion: minor, keepsAlive: keeps)).text
    #expect(text.contains("Connection") == (expected != nil))
    if let expected { #expect(text.contains("\r\nConnection: \(expected)\r\n")) }
  }

  @Test(arguments: [204, 304])
  func `an answer that has no body by its status has no length either`(_ status: Int) {
    for body in [Response.Body.none, .bytes([1]), .pulled { nil }, .rendered(RenderedAnswer(Response(status: status, body: .bytes([1]))))] {
      let (text, delivery) = Self.encode(Response(status: status, body: body))
      #expect(text.hasSuffix("GMT\r\n\r\n"))
      #expect(!text.contains("Content-Length") && !text.contains("Transfer-Encoding"))
      #expect(delivery == .complete)
    }
  }

  @Test func `no body is a length of zero`() {
    #expect(Self.encode(Response(status: 201)).text.contains("\r\nContent-Length: 0\r\n"))
  }

  @Test func `a pulled body is chunked in 1 1 and ends with the connection in 1 0`() {
    let response = Response(status: 200, body: .pulled { nil })
    let newer = Self.encode(response)
    #expect(newer.delivery == .chunked && newer.text.contains("Transfer-Encoding: chunked"))
    let older = Self.encode(response, .init(minorVersion: 0))
    #expect(older.delivery == .untilClose && older.text.contains("Connection: close") && !older.text.contains("Transfer-Encoding"))
    let head = Self.encode(response, .init(omitsBody: true))
    #expect(head.delivery == .complete && head.text == newer.text)
  }

  @Test func `a handler can neither break a line nor frame the message`() {
    let fields: [Response.Field] = [
      .init("X", "a\r\nSet-Cookie: b\u{0}"), .init("content-length", "9"), .init("Transfer-Encoding", "x"), .init("DATE", "x"),
      .init("Connection", "x"),
    ]
    let text = Self.encode(Response(status: 200, fields: fields)).text
    #expect(text == "HTTP/1.1 200 OK\r\nX: a  Set-Cookie: b \r\nContent-Length: 0\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n\r\n")
  }

  @Test func `what is sent in chunks is what was given`() throws {
    var out: [UInt8] = []
    for piece in ["hello", "", String(repeating: "x", count: 300)] { ResponseEncoder.appendChunk(Array(piece.utf8), to: &out) }
    ResponseEncoder.appendLastChunk(to: &out)
    let decoded = try #require(try BodyDecoderTests.decode(String(decoding: out, as: UTF8.self)))
    #expect(decoded.body == "hello" + String(repeating: "x", count: 300))
    #expect(decoded.used == out.count)
  }
}
