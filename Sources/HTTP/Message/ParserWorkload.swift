/// A fixed number of request heads to time the parser with; whoever runs it brings the clock.
package struct ParserWorkload: Sendable {
  /// The head of a usual request, and its length in bytes for figures a byte.
  package static let head = Array(
    """
    GET /v1/articles?limit=20&sort=-published_at HTTP/1.1\r
    Host: news.example:8080\r
    User-Agent: reader/4.1 (linux)\r
    Accept: application/json\r
    Accept-Encoding: gzip\r
    If-None-Match: "0123456789abcdef"\r
    \r

    """.utf8)

  private var parser = RequestParser()
  private var head = RequestHead()

  package init() {}

  /// Parses the head that many times into one reused value; returns the bytes that were parsed.
  package mutating func run(rounds: Int) throws(HTTPFault) -> Int {
    var bytes = 0
    for _ in 0..<rounds { bytes += try parser.parse(Self.head.span, into: &head) ?? 0 }
    return bytes
  }
}
