import Testing

@testable import HTTP

struct BodyDecoderTests {
  /// Body and number of used bytes; nil if the body is not whole.
  static func decode(
    _ text: String, _ framing: BodyFraming = .chunked, limit: Int = 1_000, pieceSize: Int = .max
  ) throws(HTTPFault) -> (body: String, used: Int)? {
    let bytes = Array(text.utf8)
    var decoder = try BodyDecoder(framing: framing, limit: limit)
    var body: [UInt8] = []
    var used = 0
    while used < bytes.count, !decoder.isComplete {
      let end = min(bytes.count - used, pieceSize) + used
      used += try decoder.decode(bytes.span.extracting(used..<end), into: &body)
    }
    return decoder.isComplete ? (String(decoding: body, as: UTF8.self), used) : nil
  }

  @Test(
    arguments: [
      ("0\r\n\r\n", ""), ("5\r\nhello\r\n0\r\n\r\n", "hello"), ("5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n", "hello world"),
      ("A\r\n0123456789\r\n00\r\n\r\n", "0123456789"), ("a\r\n0123456789\r\n0\r\n\r\n", "0123456789"),
      ("0000000000000001\r\nx\r\n0000000000000000\r\n\r\n", "x"), ("2\r\n\r\n\r\n0\r\n\r\n", "\r\n"),
      ("1;a\r\nx\r\n0\r\n\r\n", "x"), ("1;a=b;c=\"d;\\\"\\\\e\"\r\nx\r\n0;z\r\n\r\n", "x"), ("1 ; a = b ;c\r\nx\r\n0\r\n\r\n", "x"),
      ("1\r\nx\r\n0\r\nX: y\r\nAuthorization: z\r\n\r\n", "x"), ("0\r\nX:\r\n\r\n", ""),
    ], [1, 2, 3, Int.max])
  func `a chunked body is decoded in pieces of any size`(_ example: (String, String), _ pieceSize: Int) throws {
    let (body, used) = try #require(try Self.decode(example.0 + "GET", pieceSize: pieceSize))
    #expect(body == example.1)
    #expect(used == example.0.utf8.count)
  }

  @Test(
    arguments: [
      "\r\nx", "g\r\n", "-1\r\nx", "+1\r\nx", " 1\r\nx", "0x1\r\nx", "1 \r\nx", "1\t\r\nx", "1 1\r\nx", "1\nx\n0\n\n", "1\rx",
      "1\r\nx\n0\r\n\r\n",
      "1\r\nxy\r\n0\r\n\r\n", "1\r\nx\rx", "1\r\nx0\r\n\r\n", "00000000000000001\r\nx", "8000000000000000\r\nx", "fffffffffffffffff\r\nx",
      "1,1\r\nx", "1;\r\nx", "1;;a\r\nx", "1;=b\r\nx", "1;a=\r\nx", "1;a=\"b\r\nx", "1;a\nx", "1;a\0\r\nx", "1;a b\r\nx", "1;a=\"b\"c\r\nx",
      "0\r\n X: y\r\n\r\n", "0\r\nX\r\n\r\n", "0\r\nX : y\r\n\r\n", "0\r\nX: y\n\r\n", "0\r\n\n", "0\r\nX: a\0\r\n\r\n", "0\r\n\rX",
      "0\r\n: y\r\n\r\n",
      "0\r\nX: y\r\n z\r\n\r\n", "1;a=\u{7F}\r\nx", "", "\u{FF11}\r\nx",
    ].filter { !$0.isEmpty }, [1, Int.max])
  func `a malformed chunked body is refused`(_ text: String, _ pieceSize: Int) {
    let fault = #expect(throws: HTTPFault.self) { try Self.decode(text, pieceSize: pieceSize) }
    #expect(fault?.status == 400)
  }

  @Test func `the limits of chunks hold at one below, at, and one above`() {
    func status(_ text: String, limit: Int = 1_000) -> Int? {
      do { return try Self.decode(text, limit: limit) == nil ? 0 : nil } catch { return error.status }
    }
    func body(extension length: Int) -> String { "1;" + String(repeating: "a", count: length - 1) + "\r\nx\r\n0\r\n\r\n" }
    #expect([255, 256, 257].map { status(body(extension: $0)) } == [nil, nil, 400])
    func body(trailer length: Int) -> String { "0\r\nX:" + String(repeating: "a", count: length - 4) + "\r\n\r\n" }
    #expect([8_191, 8_192, 8_193].map { status(body(trailer: $0)) } == [nil, nil, 400])
    #expect([4, 5, 6].map { status("\($0)\r\n\(String(repeating: "x", count: $0))\r\n0\r\n\r\n", limit: 5) } == [nil, nil, 413])
    #expect(status("3\r\nabc\r\n3\r\n", limit: 5) == 413)
    #expect(status("7fffffffffffffff\r\n", limit: 5) == 413)
  }

  @Test(arguments: [1, 2, Int.max])
  func `a body of a given length ends there`(_ pieceSize: Int) throws {
    let (body, used) = try #require(try Self.decode("helloGET", .contentLength(5), limit: 5, pieceSize: pieceSize))
    #expect(body == "hello")
    #expect(used == 5)
    #expect(try Self.decode("hell", .contentLength(5), pieceSize: pieceSize) == nil)
  }

  @Test func `an announced length over the limit is refused before a byte is read`() {
    let fault = #expect(throws: HTTPFault.self) { try BodyDecoder(framing: .contentLength(6), limit: 5) }
    #expect(fault?.status == 413)
    #expect(throws: Never.self) { try BodyDecoder(framing: .contentLength(5), limit: 5) }
  }
}
