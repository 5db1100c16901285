import Foundation
import Server

/// One line of the report: a kind of request, and how it is sent.
struct Row {
  var name: String
  var targets: [String]
  var fields = ""
  var closes = false

  var requests: [[UInt8]] {
    targets.map { Array("GET \($0) HTTP/1.1\r\nHost: localhost\r\n\(fields)\(closes ? "Connection: close\r\n" : "")\r\n".utf8) }
  }

  /// The row's first answer, byte for byte.
  func sample(_ address: SocketAddress) throws -> [UInt8] {
    try Fetch.bytes(requests[0], from: address)
  }

  /// Every row; the list's entity tag and the articles' addresses are asked of the server first.
  static func all(_ address: SocketAddress) throws -> [Row] {
    let list = "/v1/articles?limit=20"
    let tag = try Fetch.field("etag", of: list, from: address) ?? "\"none\""
    let ids = try Fetch.strings("id", of: "/v1/articles?limit=100&fields=id", from: address)
    let fresh = (0..<50_000).map { "\(list)&title__not=\($0)" }
    return [
      Row(name: "health", targets: ["/health/live"]),
      Row(name: "health, a connection each", targets: ["/health/live"], closes: true),
      Row(name: "list, repeated", targets: [list]),
      Row(name: "list, 304", targets: [list], fields: "If-None-Match: \(tag)\r\n"),
      Row(name: "article by id, seen before", targets: ids.map { "/v1/articles/\($0)" }),
      Row(name: "list, each request new", targets: fresh),
      Row(name: "search, each request new", targets: (0..<50_000).map { "/v1/search?q=%E6%A8%A1%E5%85%B7+\($0)" }),
    ]
  }
}
