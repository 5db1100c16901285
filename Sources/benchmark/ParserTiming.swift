import Foundation
import HTTP

/// The parser alone, on the head that a browser might send.
enum ParserTiming {
  private static let count = 200_000

  static func print() {
    let head = Array(
      "GET /v1/articles?limit=20 HTTP/1.1\r\nHost: localhost:8080\r\nUser-Agent: benchmark\r\nAccept: application/json\r\nAccept-Encoding: gzip\r\n\r\n"
        .utf8)
    var parser = RequestParser()
    var parsed = RequestHead()
    var used = 0
    let begun = LoadClient.now()
    for _ in 0..<count {
      // A fault would show as a figure of no bytes.
      used += (try? parser.parse(head.span, into: &parsed)) ?? 0
    }
    Swift.print("parser: \((LoadClient.now() - begun) / UInt64(count)) ns a head of \(used / count) bytes")
  }
}
