import Testing

@testable import HTTP

/// A request head that is accepted, and what it says.
struct Accepted: Sendable, CustomTestStringConvertible {
  let text: String
  let path: String
  var query: String?
  var framing = BodyFraming.none
  var keeps = true
  var testDescription: String { String(text.debugDescription.prefix(80)) }

  init(_ text: String, path: String = "/", query: String? = nil, framing: BodyFraming = .none, keeps: Bool = true) {
    (self.text, self.path, self.query, self.framing, self.keeps) = (text, path, query, framing, keeps)
  }

  /// A GET in HTTP/1.1 for that target.
  static func target(_ target: String, path: String, query: String? = nil) -> Accepted {
    Accepted("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n", path: path, query: query)
  }

  /// A request in HTTP/1.1 with these field lines besides Host.
  static func fields(_ lines: String, framing: BodyFraming = .none, keeps: Bool = true) -> Accepted {
    Accepted("POST / HTTP/1.1\r\nHost: a\r\n\(lines)\r\n\r\n", framing: framing, keeps: keeps)
  }

  static let all: [Accepted] = [
    .init("GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
    .init("GET / HTTP/1.1\r\nhOsT:a\r\n\r\n"),
    .init("GET / HTTP/1.1\r\nHost: \t a \t\r\n\r\n"),
    .init("GET / HTTP/1.2\r\nHost: a\r\n\r\n"),
    .init("get / HTTP/1.1\r\nHost: a\r\n\r\n"),
    .init("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"),
    .init("\r\n\r\n\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"),
    .init("GET / HTTP/1.0\r\n\r\n", keeps: false),
    .init("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n"),
    .init("GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n", keeps: false),
    .init("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", path: "*"),
    .init("OPTIONS http://a HTTP/1.1\r\nHost: a\r\n\r\n", path: "*"),
    .init("CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", path: "a:443", keeps: false),
    .target("/v1/articles/%E6%A8%A1?a=b&c=%20+d", path: "/v1/articles/%E6%A8%A1", query: "a=b&c=%20+d"),
    .target("/?", path: "/", query: ""),
    .target("/a?b?c/d", path: "/a", query: "b?c/d"),
    .target("//a", path: "//a"),
    .target("/a.b/...", path: "/a.b/..."),
    .target("/.well-known/x", path: "/.well-known/x"),
    .target("HTTP://b:80/x?y", path: "/x", query: "y"),
    .target("https://b", path: "/"),
    .target("http://b?y", path: "/", query: "y"),
    .fields("Content-Length: 5", framing: .contentLength(5)),
    .fields("Content-Length: 0", framing: .none),
    .fields("Content-Length: 0005", framing: .contentLength(5)),
    .fields("Content-Length: 9223372036854775807", framing: .contentLength(.max)),
    .fields("Transfer-Encoding: CHUNKED", framing: .chunked),
    .fields("Connection: close", keeps: false),
    .fields("Connection: x, Close ,", keeps: false),
    .fields("Connection: upgrade\r\nConnection: close", keeps: false),
    .fields("Connection: closed"),
    .fields("X: "),
    .fields("X:\u{80}é\t~"),
    .fields("!#$%&'*+-.^_`|~9: token"),
  ]
}

/// A request head that is refused, and with what.
struct Refused: Sendable, CustomTestStringConvertible {
  let bytes: [UInt8]
  let status: Int
  var testDescription: String { String(String(decoding: bytes, as: UTF8.self).debugDescription.prefix(80)) }

  init(_ bytes: [UInt8], _ status: Int = 400) { (self.bytes, self.status) = (bytes, status) }
  init(_ text: String, _ status: Int = 400) { self.init(Array(text.utf8), status) }
  static func target(_ target: String, _ status: Int = 400) -> Refused { Refused("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n", status) }
  static func fields(_ lines: String, _ status: Int = 400) -> Refused {
    Refused("POST / HTTP/1.1\r\nHost: a\r\n\(lines)\r\n\r\n", status)
  }
  static func host(_ host: String) -> Refused { Refused("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n") }

  static let requestLines: [Refused] = [
    .init("GET /\r\n"), .init("GET / \r\n"), .init("GET / HTTP/0.9\r\n\r\n"), .init("GET  / HTTP/1.1\r\n"), .init("GET /  HTTP/1.1\r\n"),
    .init("GET / HTTP/1.1 \r\n"), .init(" GET / HTTP/1.1\r\n"), .init("GET\t/ HTTP/1.1\r\n"), .init("GET / x HTTP/1.1\r\n"),
    .init("GET / http/1.1\r\n"), .init("GET / HTTP/1\r\n"), .init("GET / HTTP/11\r\n"), .init("GET / HTTP/1.10\r\n"),
    .init("GET / HTTP/1,1\r\n"), .init("GET / HTTP/a.1\r\n"), .init("GET / HTTP /1.1\r\n"), .init("GET / HTTPS/1.1\r\n"),
    .init("GET / HTTP/2.0\r\n", 505), .init("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505), .init("GET / HTTP/9.9\r\n", 505),
    .init("G(T / HTTP/1.1\r\n"), .init("GET/ HTTP/1.1\r\n"), .init("/ HTTP/1.1\r\n"), .init("\r\n\r\n\r\n\r\n\r\nGET"),
    .init("\nGET / HTTP/1.1\r\n"), .init("\rGET"), .init("GET / HTTP/1.1\nHost: a\n\n"), .init("GET / HTTP/1.1\rHost: a\r\r"),
    .init("G\0T / HTTP/1.1\r\n"), .init([0x16, 0x03, 0x01, 0x02, 0x00]), .init("GET * HTTP/1.1\r\n"), .init("OPTIONS *x HTTP/1.1\r\n"),
    .init("CONNECT / HTTP/1.1\r\n"), .init("CONNECT a HTTP/1.1\r\n"), .init("CONNECT a: HTTP/1.1\r\n"), .init("GET a:443 HTTP/1.1\r\n"),
    .init("GET /" + String(repeating: "a", count: 8_000) + " HTTP/1.1\r\n", 414), .init(String(repeating: "a", count: 8_191), 414),
  ]

  static let targets: [Refused] = [
    .target("a"), .target("?a"), .target("/#a"), .target("/a%"), .target("/a%2"), .target("/%zz"), .target("/%00"), .target("/?%00"),
    .target("/%c0%af"), .target("/%ff"), .target("/%ed%a0%80"), .target("/%f4%90%80%80"), .target("/%e6%a8"), .target("/?a=%e6&b=%a8"),
    .target("/%0d%0a"), .target("/%7f"), .target("/.."), .target("/a/../b"), .target("/a/./b"), .target("/%2e%2E/x"), .target("/a/.%2e"),
    .target("/?a=%"), .target("/模"), .target("/?模"), .target("/a|b"), .target("/\"a\""), .target("/<a>"), .target("/a\\b"), .target("/[a]"),
    .target("/a\tb"), .target("http:///a"), .target("http://u@a/"), .target("http://a:b/"), .target("ftp://a/"), .target("http:/a"),
    .target("http://a#b"), .target("http://a/../b"),
  ]

  static let hosts: [Refused] = [
    .init("GET / HTTP/1.1\r\n\r\n"), .init("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"), .init("GET / HTTP/1.0\r\nHost: \r\n\r\n"),
    .init("GET http://a/ HTTP/1.1\r\n\r\n"), .init("GET http://a/ HTTP/1.1\r\nHost: u@b\r\n\r\n"),
    .host(""), .host("a b"), .host("a,b"), .host("u@a"), .host("a/b"), .host("a?b"), .host("a#b"), .host("http://a"), .host(":80"),
    .host("a:b"), .host("a:-1"), .host("a:65536"), .host("a:123456"), .host("a:80:80"), .host("[::1"), .host("::1"), .host("[]"),
    .host("[1:2:3:4:5:6:7]"), .host("[1::2::3]"), .host("[12345::]"), .host("[::1]x"), .host("[::g]"), .host("[::1.2.3]"),
    .host("[::1.2.3.256]"), .host("[fe80::1%25eth0]"), .host("[1:2:3:4:5:6:7:8:]"), .host("[v1.a]"), .host("a%20b"), .host("é"),
    .host(String(repeating: "a", count: 256)),
  ]

  static let fieldLines: [Refused] = [
    .fields("X : y"), .fields("X\t: y"), .fields(" X: y"), .fields("\tX: y"), .fields("X: y\r\n z"), .fields(": y"), .fields("X"),
    .fields("X y"),
    .fields("X(: y"), .fields("é: y"), .fields("X: a\nb"), .fields("X: a\rb"), .fields("X: a\0b"), .fields("X: a\u{7F}"),
    .fields("X: a\u{1}"),
    .fields("X\0: y"), .init("GET / HTTP/1.1\r\n Host: a\r\n\r\n"), .init("GET / HTTP/1.1\r\nHost: a\n\r\n"),
    .init("GET / HTTP/1.1\r\nHost: a\r\n\n"),
    .init("GET / HTTP/1.1\r\nHost: a\r\n\rX"),
    .fields(String(repeating: "X: y\r\n", count: 99) + "X: y", 431), .fields("X: " + String(repeating: "a", count: 8_190), 431),
    .fields(String(repeating: "a", count: 8_193), 431),
    .fields(String(repeating: "X: \(String(repeating: "a", count: 995))\r\n", count: 33), 431),
  ]

  static let framing: [Refused] = [
    .fields("Content-Length: 5\r\nTransfer-Encoding: chunked"), .fields("Transfer-Encoding: chunked\r\nContent-Length: 0"),
    .fields("Content-Length: 5\r\nContent-Length: 5"), .fields("Content-Length: 5\r\nContent-Length: 6"), .fields("Content-Length: 5, 5"),
    .fields("Content-Length: +5"), .fields("Content-Length: -5"), .fields("Content-Length: 5 5"), .fields("Content-Length: 0x5"),
    .fields("Content-Length: 5.0"), .fields("Content-Length: "), .fields("Content-Length: ,5"),
    .fields("Content-Length: 9223372036854775808"),
    .fields("Content-Length: 99999999999999999999999"), .fields("Content-Length: 5;a"), .fields("Content-Length: ５"),
    .fields("Transfer-Encoding: gzip"), .fields("Transfer-Encoding: gzip, chunked"), .fields("Transfer-Encoding: chunked, chunked"),
    .fields("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"), .fields("Transfer-Encoding: identity"),
    .fields("Transfer-Encoding: "),
    .fields("Transfer-Encoding: xchunked"), .fields("Transfer-Encoding: chunked;a=b"), .fields("Transfer-Encoding: \"chunked\""),
    .fields("Transfer-Encoding: chunked,"), .fields("Transfer-Encoding: \u{B}chunked"),
    .init("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"), .fields("Expect: 200-ok", 417),
    .fields("Expect: 100-continue\r\nExpect: x", 417),
  ]

  static let all = requestLines + targets + hosts + fieldLines + framing
}

struct RequestParserTests {
  @Test(arguments: Accepted.all, Feeding.allCases)
  func `an accepted head says what it should, whole and byte by byte`(_ request: Accepted, _ feeding: Feeding) throws {
    let head = try #require(try parse(request.text, feeding))
    #expect(head.string(head.path) == request.path)
    #expect(head.query.map(head.string) == request.query)
    #expect(head.framing == request.framing)
    #expect(head.keepsAlive == request.keeps)
  }

  @Test(arguments: Accepted.all)
  func `an accepted head means the same wherever it is cut`(_ request: Accepted) throws {
    let bytes = Array(request.text.utf8)
    let whole = try #require(try Feeding.whole.parse(bytes))
    for cut in 0...bytes.count {
      let halves = try #require(try parse(bytes, cutAt: cut))
      #expect(summary(halves.head) == summary(whole.head))
      #expect(halves.consumed == bytes.count)
    }
  }

  @Test(arguments: Accepted.all)
  func `a head that is not whole asks for more`(_ request: Accepted) throws {
    let bytes = Array(request.text.utf8)
    for end in 0..<bytes.count { #expect(try Feeding.whole.parse(Array(bytes[..<end])) == nil) }
  }

  @Test(arguments: Refused.all, Feeding.allCases)
  func `a refused head names its status and closes`(_ request: Refused, _ feeding: Feeding) {
    let fault = #expect(throws: HTTPFault.self) { try feeding.parse(request.bytes) }
    #expect(fault?.status == request.status)
    #expect(fault?.detail.isEmpty == false)
  }

  @Test func `each limit holds at one below, at, and one above`() {
    func fails(_ text: String) -> Int? {
      do { return try parse(text) == nil ? 0 : nil } catch { return error.status }
    }
    func ask(target: Int) -> String { "GET /" + String(repeating: "a", count: target - 1) + " HTTP/1.1\r\nHost: a\r\n\r\n" }
    #expect([7_999, 8_000, 8_001].map { fails(ask(target: $0)) } == [nil, nil, 414])
    func ask(line: Int) -> String { String(repeating: "M", count: line - 11) + " / HTTP/1.1\r\nHost: a\r\n\r\n" }
    #expect([8_189, 8_190, 8_191].map { fails(ask(line: $0)) } == [nil, nil, 414])
    func ask(field: Int) -> String { "GET / HTTP/1.1\r\nHost: a\r\nX:" + String(repeating: "a", count: field - 2) + "\r\n\r\n" }
    #expect([8_191, 8_192, 8_193].map { fails(ask(field: $0)) } == [nil, nil, 431])
    func ask(fields: Int) -> String { "GET / HTTP/1.1\r\nHost: a\r\n" + String(repeating: "X:\r\n", count: fields - 1) + "\r\n" }
    #expect([99, 100, 101].map { fails(ask(fields: $0)) } == [nil, nil, 431])
    func ask(block: Int) -> String {
      let line = "X:" + String(repeating: "a", count: 996) + "\r\n"
      let rest = block - 9 - 32 * 1_000
      return "GET / HTTP/1.1\r\nHost: a\r\n" + String(repeating: line, count: 32) + "X:" + String(repeating: "a", count: rest - 4)
        + "\r\n\r\n"
    }
    #expect([32_767, 32_768, 32_769].map { fails(ask(block: $0)) } == [nil, nil, 431])
  }

  @Test func `a fault keeps the method and path that were read before it`() {
    var parser = RequestParser()
    var head = RequestHead()
    let bytes = Array("HEAD /v1/x?y HTTP/1.1\r\nX : y\r\n".utf8)
    #expect(throws: HTTPFault.self) { try parser.parse(bytes.span, into: &head) }
    #expect(head.method == .head)
    #expect(head.string(head.path) == "/v1/x")
    #expect(!head.keepsAlive)
  }

  @Test(arguments: ["\r\n\rX", "\r\n\r\n\r\n\r\n\r\n", "\rX", "G\0", "\r\nGET /x\n"])
  func `a fault leaves nothing of the request before it`(_ text: String) throws {
    var head = RequestHead()
    var first = RequestParser()
    let whole = Array("GET /v1/before?it HTTP/1.1\r\nHost: a\r\nX: y\r\n".utf8)
    #expect(try first.parse(whole.span, into: &head) == nil)
    var second = RequestParser()
    let bytes = Array(text.utf8)
    #expect(throws: HTTPFault.self) { try second.parse(bytes.span, into: &head) }
    #expect(head.path.isEmpty && head.query == nil && head.fields.isEmpty && head.string(head.path) == "")
  }

  @Test func `a pipeline of fifty is taken apart in order`() throws {
    let bytes = Array((0..<50).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\nX-Number: \($0)\r\n\r\n" }.joined().utf8)
    var parser = RequestParser()
    var head = RequestHead()
    var start = 0
    for number in 0..<50 {
      start += try #require(try parser.parse(bytes.span.extracting(start...), into: &head))
      #expect(head.string(head.path) == "/\(number)")
      #expect(head.firstValue(of: "x-number").map(head.string) == "\(number)")
    }
    #expect(start == bytes.count)
  }

  @Test func `known fields are found without a search, first line first`() throws {
    let lines = KnownField.allCases.filter { $0 != .expect && $0 != .transferEncoding && $0 != .host }
    let names: [KnownField: String] = [
      .connection: "Connection", .contentLength: "Content-Length", .authorization: "AUTHORIZATION", .contentType: "content-type",
      .contentEncoding: "Content-Encoding", .idempotencyKey: "Idempotency-Key", .accept: "Accept", .acceptEncoding: "Accept-Encoding",
      .acceptLanguage: "Accept-Language", .ifMatch: "If-Match", .ifNoneMatch: "If-None-Match", .ifModifiedSince: "If-Modified-Since",
      .ifUnmodifiedSince: "If-Unmodified-Since", .ifRange: "If-Range", .range: "Range", .cacheControl: "Cache-Control", .origin: "Origin",
      .userAgent: "User-Agent", .forwarded: "Forwarded", .forwardedFor: "X-Forwarded-For", .lastEventID: "Last-Event-ID",
    ]
    let text = try lines.enumerated().map { "\(try #require(names[$1])): \($0)\r\n" }.joined()
    let head = try #require(try parse("POST / HTTP/1.1\r\nHost: a\r\n\(text)Accept: again\r\n\r\n"))
    for (number, field) in lines.enumerated() { #expect(head[field].map(head.string) == "\(number)") }
    #expect(head.isRepeated(.accept) && !head.isRepeated(.origin))
    #expect(head.text(.accept) == "\(try #require(lines.firstIndex(of: .accept))), again")
  }

  @Test(arguments: [
    "a", "a:", "a:0", "a:65535", "a.b-c_d~e", "1.2.3.4:80", "[::]", "[::1]:80", "[1:2:3:4:5:6:7:8]", "[::ffff:1.2.3.4]", "[1::8]",
  ])
  func `a valid host is taken as the authority`(_ host: String) throws {
    let head = try #require(try parse("GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n"))
    #expect(head.authority.map(head.string) == host)
  }

  @Test func `the authority of the absolute form wins over Host`() throws {
    let head = try #require(try parse("GET http://b:8080/x HTTP/1.1\r\nHost: a\r\n\r\n"))
    #expect(head.authority.map(head.string) == "b:8080")
  }

  @Test(arguments: [
    ("HTTP/1.1\r\nContent-Length: 5\r\nExpect: 100-Continue", true),
    ("HTTP/1.1\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue", true),
    ("HTTP/1.1\r\nExpect: 100-continue", false), ("HTTP/1.0\r\nContent-Length: 5\r\nExpect: 100-continue", false),
    ("HTTP/1.0\r\nContent-Length: 5\r\nExpect: other", false),
  ])
  func `100 is expected only in HTTP 1.1 and with a body`(_ rest: String, _ expected: Bool) throws {
    let head = try #require(try parse("POST / \(rest)\r\nHost: a\r\n\r\n"))
    #expect(head.expectsContinue == expected)
  }
}

extension RequestParserTests {
  @Test func `the masks of bytes hold the characters of their grammar`() {
    let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    let pchar = letters + "-._~!$&'()*+,;=:@%"
    let sets: [(ByteSet, String)] = [
      (.token, letters + "!#$%&'*+-.^_`|~"), (.path, pchar + "/"), (.query, pchar + "/?"), (.unreserved, letters + "-._~"),
      (.plainPath, (pchar + "/").filter { $0 != "%" && $0 != "." }),
    ]
    for (set, characters) in sets {
      for byte in UInt8.min...UInt8.max { #expect(set.contains(byte) == characters.utf8.contains(byte), "\(byte) of \(characters)") }
    }
  }

  @Test func `text ends at the first control character but HTAB, wherever it stands`() {
    for byte in UInt8.min...UInt8.max {
      for place in 0..<20 {
        var bytes = [UInt8](repeating: 0x80, count: 20)
        bytes[place] = byte
        let isControl = (byte < 0x20 && byte != 9) || byte == 0x7F
        #expect(bytes.span.endOfText(from: 0) == (isControl ? place : 20))
      }
    }
  }
}
