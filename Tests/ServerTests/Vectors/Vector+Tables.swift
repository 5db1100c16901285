extension Vector {
  static let requestLines: [Vector] = [
    .get("/", 200), .get("/v1/articles?limit=5", 200), .get("/v1/articles/%E6%A8%A1", 200), .get("/v2", 404), .get("/v1/articles/", 404),
    .get("//", 404), .get("//v1/articles", 404), .get("/v1//articles", 404), .get("/v1/articles/a%2Fb", 200),
    .get("http://a/v1/articles", 200), .get("HTTP://b", 200), .get("https://b/?x", 200), .get("ftp://a/", 400), .get("http:///", 400),
    .get("http://u:p@a/", 400), .get("v1", 400), .get("*", 400), .get("a:80", 400), .get("/#x", 400), .get("/..", 400),
    .get("/v1/../v1/articles", 400), .get("/%2e%2e/x", 400), .get("/v1/.%2E/", 400), .get("/%00", 400), .get("/%", 400), .get("/%g0", 400),
    .get("/%c0%af", 400), .get("/%ff", 400), .get("/%ed%a0%80", 400), .get("/模", 400), .get("/a b", 400), .get("/<a>", 400),
    .get("/a\\b", 400),
    .get("/\"", 400), .get("/a\tb", 400), .get("/?q=%", 400), .get("/v1/articles?a=b&a=c", 400, closes: false),
    .get("/?" + (0..<33).map { "a\($0)" }.joined(separator: "&"), 400, closes: false),
    .get("/v1/articles/" + String(repeating: "a", count: 7_987), 200), .get("/v1/articles/" + String(repeating: "a", count: 7_988), 414),
    .ask("get / HTTP/1.1", 405), .ask("BREW / HTTP/1.1", 405), .ask("BREW /x HTTP/1.1", 404), .ask("TRACE / HTTP/1.1", 405),
    .ask("TRACE /x HTTP/1.1", 405), .ask("CONNECT a:443 HTTP/1.1", 405, closes: true), .ask("CONNECT / HTTP/1.1", 400),
    .ask("OPTIONS * HTTP/1.1", 204), .ask("OPTIONS /v1/articles HTTP/1.1", 204), .ask("PUT /v1/articles HTTP/1.1", 405),
    .ask("DELETE /v1/articles/1 HTTP/1.1", 204), .ask("HEAD /v1/articles HTTP/1.1", 200), .ask("HEAD /x HTTP/1.1", 404),
    .ask("G@T / HTTP/1.1", 400), .ask(" GET / HTTP/1.1", 400), .ask("GET  / HTTP/1.1", 400), .ask("GET /  HTTP/1.1", 400),
    .ask("GET\t/\tHTTP/1.1", 400), .ask("GET / HTTP/1.1 ", 400), .ask("GET / HTTP/1.2", 200), .ask("GET / http/1.1", 400),
    .ask("GET / HTTP/1", 400),
    .ask("GET / HTTP/1.10", 400), .ask("GET / HTTP/01.1", 400), .ask("GET / HTTP/2.0", 505), .ask("GET / HTTP/3.1", 505),
    .ask("GET / HTTP/0.9", 400),
    .ask("GET / XTTP/1.1", 400), .ask("GET / HTTP/1.1x", 400), .raw("HTTP/0.9", "GET /\r\n", [400]),
    .raw("HTTP/0.9 blank", "GET / \r\n\r\n", [400]),
    .raw("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [505]), .raw("a TLS hello", "\u{16}\u{3}\u{1}\u{2}\0", [400]),
    .raw("one empty line", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", [200]),
    .raw("nine empty lines", String(repeating: "\r\n", count: 9), [400]),
    .raw("bare line feed", "\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", [400]), .raw("line feeds", "GET / HTTP/1.1\nHost: a\n\n", [400]),
    .raw("carriage returns", "GET / HTTP/1.1\rHost: a\r\r", [400]), .raw("endless line", String(repeating: "a", count: 9_000), [414]),
  ]

  static let hosts: [Vector] =
    [
      .raw("no Host", "GET / HTTP/1.1\r\n\r\n", [400]), .raw("no Host in 1.0", "GET / HTTP/1.0\r\n\r\n", [200], closes: true),
      .raw("empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", [400]), .raw("Host in lower case", "GET / HTTP/1.1\r\nhost:a\r\n\r\n", [200]),
      .ask("GET / HTTP/1.1", ["Host: a"], 400), .ask("GET / HTTP/1.1", ["Host: b"], 400), .ask("GET http://a/ HTTP/1.1", ["Host: b"], 400),
      .raw("absolute form without Host", "GET http://a/ HTTP/1.1\r\n\r\n", [400]),
    ] + ["a:80", "a:", "[::1]", "[::1]:8080", "1.2.3.4", "a_b.c-d", "A.EXAMPLE"].map { host($0, 200) }
    + [
      "a b", "a,b", "u@a", "a/b", "a?b", "a#b", ":80", "a:b", "a:-1", "a:65536", "a:1:2", "[::1", "[::1]x", "[::g]", "[]", "a%41", "é",
      "a;b", "\"a\"",
    ]
    .map { host($0, 400) }

  private static func host(_ host: String, _ status: Int) -> Vector {
    .raw("Host: \(host)", "GET / HTTP/1.1\r\nHost: \(host)\r\n\r\n", [status])
  }

  static let fields: [Vector] = [
    .listing("X : y", answers: 400), .listing("X\t: y", answers: 400), .listing(" X: y", answers: 400), .listing(": y", answers: 400),
    .listing("X", answers: 400), .listing("X y", answers: 400), .listing("X[1]: y", answers: 400), .listing("é: y", answers: 400),
    .listing("X: a\r\n b", answers: 400), .listing("X: a\r\n\tb", answers: 400), .listing("X: a\nY: b", answers: 400),
    .listing("X: a\rb", answers: 400),
    .listing("X: a\0b", answers: 400), .listing("X: a\u{7F}b", answers: 400), .listing("X: a\u{1B}b", answers: 400),
    .listing("X:", answers: 200),
    .listing("X:\t y \t", answers: 200), .listing("X: é", answers: 200),
    .listing("X: " + String(repeating: "a", count: 8_000), answers: 200),
    .listing("X: " + String(repeating: "a", count: 8_200), answers: 431), .ask("GET / HTTP/1.1", Array(repeating: "X: y", count: 99), 200),
    .ask("GET / HTTP/1.1", Array(repeating: "X: y", count: 100), 431),
    .ask("GET / HTTP/1.1", Array(repeating: "X: " + String(repeating: "a", count: 1_000), count: 33), 431),
    .raw("white space before Host", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", [400]),
  ]

  static let framing: [Vector] = [
    .posting("Content-Length: 2", body: "{}", answers: 201), .posting("Content-Length: 0", answers: 201),
    .posting("Content-Length: 002", body: "{}", answers: 201),
    .posting(answers: 201), .posting("Content-Length: 2\r\nContent-Length: 2", body: "{}", answers: 400),
    .posting("Content-Length: 2\r\nContent-Length: 3", body: "{}", answers: 400),
    .posting("Content-Length: 2, 2", body: "{}", answers: 400),
    .posting("Content-Length: +2", body: "{}", answers: 400), .posting("Content-Length: -2", answers: 400),
    .posting("Content-Length: 0x2", answers: 400),
    .posting("Content-Length: 2.0", answers: 400), .posting("Content-Length: 2 2", answers: 400), .posting("Content-Length:", answers: 400),
    .posting("Content-Length: two", answers: 400), .posting("Content-Length: 9223372036854775808", answers: 400),
    .posting("Content-Length: 99999999999999999999", answers: 400), .posting("Content-Length: 2001", answers: 413),
    .posting("Content-Length: 9223372036854775807", answers: 413),
    .posting("Content-Length: 2000", body: String(repeating: "a", count: 2_000), answers: 201),
    .listing("Content-Length: 1024", answers: 200).following(String(repeating: "a", count: 1_024)),
    .listing("Content-Length: 1025", answers: 413),
    .posting("Content-Length: 5", "Transfer-Encoding: chunked", body: "0\r\n\r\n", answers: 400),
    .posting("Transfer-Encoding: chunked", "Content-Length: 5", body: "0\r\n\r\n", answers: 400),
    .posting("Transfer-Encoding: gzip", answers: 400), .posting("Transfer-Encoding: gzip, chunked", answers: 400),
    .posting("Transfer-Encoding: chunked, gzip", answers: 400), .posting("Transfer-Encoding: chunked, chunked", answers: 400),
    .posting("Transfer-Encoding: chunked", "Transfer-Encoding: chunked", body: "0\r\n\r\n", answers: 400),
    .posting("Transfer-Encoding: identity", answers: 400), .posting("Transfer-Encoding: xchunked", answers: 400),
    .posting("Transfer-Encoding:", answers: 400),
    .posting("Transfer-Encoding: \"chunked\"", answers: 400), .posting("Transfer-Encoding: chunked;q=1", answers: 400),
    .posting("Transfer-Encoding: Chunked", body: "0\r\n\r\n", answers: 201),
    .posting("Transfer-Encoding:\tchunked ", body: "0\r\n\r\n", answers: 201),
    .ask("POST /v1/articles HTTP/1.0", ["Transfer-Encoding: chunked"], body: "0\r\n\r\n", 400),
    .posting("Content-Length: 5", body: "helloGET /x HTTP/1.1\r\nHost: a\r\n\r\n", answers: 201).answering(201, 404),
    .posting("Transfer-Encoding : chunked", body: "0\r\n\r\n", answers: 400),
    .posting("Transfer-Encoding: chunked\r\n ", body: "0\r\n\r\n", answers: 400),
  ]

  static let chunks: [Vector] =
    [
      "0\r\n\r\n", "2\r\n{}\r\n0\r\n\r\n", "02\r\n{}\r\n00\r\n\r\n", "A\r\n0123456789\r\n0\r\n\r\n", "a\r\n0123456789\r\n0\r\n\r\n",
      "0000000000000002\r\n{}\r\n0\r\n\r\n", "2;a\r\n{}\r\n0\r\n\r\n", "2;a=b;c=\"d\"\r\n{}\r\n0\r\n\r\n",
      "2;a=\"\\\"\"\r\n{}\r\n0;x\r\n\r\n", "2;" + String(repeating: "a", count: 255) + "\r\n{}\r\n0\r\n\r\n",
      "0\r\nX: y\r\n\r\n", "0\r\nAuthorization: Bearer x\r\nContent-Length: 5\r\n\r\n",
    ].map { chunked($0, answers: 201) }
    + [
      "\r\n", "g\r\n", "-2\r\n{}\r\n", "+2\r\n{}\r\n", " 2\r\n{}\r\n", "2 \r\n{}\r\n", "2\t\r\n{}\r\n", "0x2\r\n{}\r\n", "2\n{}\n0\n\n",
      "2\r{}\r\n",
      "2\r\n{}0\r\n\r\n", "2\r\n{}\n0\r\n\r\n", "2\r\n{}}\r\n", "2\r\n{}\r0", "fffffffffffffffff\r\n", "ffffffffffffffff\r\n",
      "00000000000000002\r\n{}\r\n",
      "2;\r\n{}\r\n", "2;;\r\n{}\r\n", "2;=a\r\n", "2;a=\r\n{}\r\n", "2;a=\"b\r\n", "2;a\nb\r\n", "2;a\0\r\n", "2,3\r\n{}\r\n",
      "0\r\nX\r\n\r\n",
      "0\r\n X: y\r\n\r\n", "0\r\nX : y\r\n\r\n", "0\r\nX: y\n\r\n", "0\r\n\n", "0\r\nX: a\r\n b\r\n\r\n",
      "2;" + String(repeating: "a", count: 256) + "\r\n", "2;" + String(repeating: "a", count: 257) + "\r\n",
      "0\r\nX: " + String(repeating: "a", count: 8_200) + "\r\n\r\n",
    ].map { chunked($0, answers: 400) }
    + ["7d1\r\n", "7fffffffffffffff\r\n"].map { chunked($0, answers: 413) }

  static let semantics: [Vector] = [
    .listing("If-None-Match: \"v1\"", answers: 304), .listing("If-None-Match: W/\"v1\"", answers: 304),
    .listing("If-None-Match: *", answers: 304),
    .listing("If-None-Match: \"v0\", \"v1\"", answers: 304), .listing("If-None-Match: \"v0\"", "If-None-Match: \"v1\"", answers: 304),
    .listing("If-None-Match: \"v0\"", answers: 200), .listing("If-None-Match: v1", answers: 200),
    .listing("If-None-Match: \"v0\"", "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT", answers: 200),
    .listing("If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT", answers: 304),
    .listing("If-Modified-Since: Sun, 06 Nov 1994 08:49:36 GMT", answers: 200),
    .listing("If-Modified-Since: Sunday, 06-Nov-94 08:49:37 GMT", answers: 304),
    .listing("If-Modified-Since: Sun Nov  6 08:49:37 1994", answers: 304),
    .listing("If-Modified-Since: now", answers: 200), .listing("If-Match: \"v1\"", answers: 200),
    .listing("If-Match: \"v0\"", answers: 412),
    .listing("If-Match: W/\"v1\"", answers: 412), .ask("PUT /v1/articles/1 HTTP/1.1", ["If-Match: *"], 200),
    .ask("PUT /v1/articles/1 HTTP/1.1", ["If-Match: \"v0\""], 412), .ask("PUT /v1/articles/1 HTTP/1.1", ["If-None-Match: *"], 412),
    .ask("PUT /v1/articles/1 HTTP/1.1", ["If-Unmodified-Since: Sun, 06 Nov 1994 08:49:36 GMT"], 412),
    .ask("HEAD /v1/articles HTTP/1.1", ["If-None-Match: \"v1\""], 304), .listing("Accept: text/csv", answers: 200),
    .listing("Accept: image/png", answers: 406),
    .listing("Accept: */*;q=0", answers: 406), .listing("Accept: text/*", answers: 200), .listing("Range: bytes=0-1", answers: 200),
    .posting("Content-Encoding: gzip", "Content-Length: 2", body: "{}", answers: 415),
    .posting("Expect: 100-continue", "Content-Length: 2", body: "{}", answers: 201),
    .posting("Expect: a-miracle", "Content-Length: 2", answers: 417),
    .posting("Expect: 100-continue", "Content-Length: 2001", answers: 413), .listing("Expect: 100-continue", answers: 200),
    .ask("POST /v1/articles HTTP/1.0", ["Expect: 100-continue", "Content-Length: 2"], body: "{}", 201, closes: true),
    .listing("Connection: close", answers: 200).closing, .listing("Connection: Close, x", answers: 200).closing,
    .listing("Connection: x", answers: 200),
    .listing("Connection: keep-alive, close", answers: 200).closing, .listing("Connection: x", "Connection: close", answers: 200).closing,
    .listing("Upgrade: h2c", "Connection: Upgrade, HTTP2-Settings", "HTTP2-Settings: x", answers: 200),
    .ask("GET / HTTP/1.0", 200, closes: true),
    .ask("GET / HTTP/1.0", ["Connection: keep-alive"], 200), .ask("GET /x HTTP/1.0", ["Connection: keep-alive"], 404),
  ]

  /// The same bytes with more after them.
  func following(_ text: String) -> Vector { Vector(name, sent + Array(text.utf8), statuses, closes: closes, headless: headless) }
  func answering(_ statuses: Int...) -> Vector { Vector(name, sent, statuses, closes: closes, headless: headless) }
  var closing: Vector { Vector(name, sent, statuses, closes: true, headless: headless) }

  static let all = requestLines + hosts + fields + controls + framing + chunks + semantics
}
