import Foundation
import Server

/// One line of the report: a kind of request, how it is sent, and what it is held against.
struct Row {
  enum Rival {
    /// nginx serving that path, which holds the bytes of the row's first answer.
    case nginx(paths: [String])
    /// SQLite alone doing the same.
    case search(word: String)
    case insert
  }

  var name: String
  var requests: [[UInt8]]
  var rival: Rival
  /// True where the rival is asked by the tag that it gave, too.
  var isConditional = false
  var connections: Int?
  var closes = false
  /// True where each request is sent once a round, after a write that makes all kept answers stale.
  var isUnseen = false

  static func get(_ target: String, _ fields: String = "") -> [UInt8] {
    Array("GET \(target) HTTP/1.1\r\nHost: localhost\r\n\(fields)\r\n".utf8)
  }

  private static let close = "Connection: close\r\n"
  private static let list = "/v1/articles?limit=20"
  /// More than a round can send.
  private static let fresh = 100_000

  /// Every row but the posts, which come last because they change what the others read.
  static func reads(_ address: SocketAddress, ids: [String]) throws -> [Row] {
    let tag = "If-None-Match: \(try Fetch.field("etag", of: list, from: address) ?? "\"none\"")\r\n"
    let articles = ids.map { get("/v1/articles/\($0)") }
    let files = ids.map { "/articles/\($0)" }
    var rows = [
      Row(name: "health", requests: [get("/health/live")], rival: .nginx(paths: ["/health"])),
      Row(name: "health, a connection each", requests: [get("/health/live", close)], rival: .nginx(paths: ["/health"]), closes: true),
      Row(name: "list, repeated", requests: [get(list)], rival: .nginx(paths: ["/list"])),
      Row(name: "list, repeated, 256", requests: [get(list)], rival: .nginx(paths: ["/list"]), connections: 256),
      Row(name: "list, 304", requests: [get(list, tag)], rival: .nginx(paths: ["/list"]), isConditional: true),
      Row(name: "article, all seen before", requests: articles, rival: .nginx(paths: files)),
      Row(name: "article, none seen before", requests: articles, rival: .nginx(paths: files), isUnseen: true),
      Row(name: "list, each new", requests: (0..<fresh).map { get("\(list)&title__not=\($0)") }, rival: .nginx(paths: ["/list"])),
    ]
    for (name, word) in [("common", Collection.commonWord), ("rare", Collection.rareWord)] {
      let encoded = word.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? word
      rows.append(
        Row(
          name: "search, each new, \(name)", requests: (0..<fresh).map { get("/v1/articles?q=\(encoded)&title__not=\($0)") },
          rival: .search(word: word)))
    }
    return rows
  }

  static func posts(token: String) -> Row {
    let numbers = Collection.count..<(Collection.count + 20_000)
    return Row(name: "post, durable", requests: numbers.map { Collection.post($0, token: token) }, rival: .insert, connections: 16)
  }
}
