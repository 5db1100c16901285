import CEpoll
import Foundation
import Server

/// Asks a server for one answer, waiting for it.
enum Fetch {
  private static let patienceSeconds = 10

  static func bytes(_ request: [UInt8], from address: SocketAddress) throws -> [UInt8] {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var patience = timeval(tv_sec: patienceSeconds, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    guard address.withSockaddr({ connect(descriptor, $0, $1) }) == 0 else { throw BenchmarkError("nothing listens on \(address)") }
    _ = request.withUnsafeBytes { bulletin_send(descriptor, $0.baseAddress, $0.count) }
    var received: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 65_536)
    while AnswerBounds.length(received[...]).map({ received.count < $0 }) ?? true {
      let count = recv(descriptor, &room, room.count, 0)
      guard count > 0 else { throw BenchmarkError("the server ended its answer early") }
      received += room[..<count]
    }
    return received
  }

  private static func text(_ target: String, _ address: SocketAddress) throws -> String {
    let request = Array("GET \(target) HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8)
    return String(decoding: try bytes(request, from: address), as: UTF8.self)
  }

  /// The value of a field of the answer to a target.
  static func field(_ name: String, of target: String, from address: SocketAddress) throws -> String? {
    for line in try text(target, address).components(separatedBy: "\r\n") where line.lowercased().hasPrefix(name + ":") {
      return line.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces)
    }
    return nil
  }

  /// The body of the answer to a target.
  static func body(of target: String, from address: SocketAddress) throws -> [UInt8] {
    let answer = try bytes(Row.get(target), from: address)
    guard let end = answer.firstRange(of: Array("\r\n\r\n".utf8)) else { throw BenchmarkError("\(target) has no head") }
    return Array(answer[end.upperBound...])
  }

  /// The ids of all articles, page by page.
  static func identifiers(from address: SocketAddress) throws -> [String] {
    let list = "/v1/articles?limit=100&fields=id"
    var ids: [String] = []
    var cursor: String? = ""
    while let place = cursor {
      let page = list + (place.isEmpty ? "" : "&cursor=\(place)")
      ids += try strings("id", of: page, from: address)
      cursor = try strings("next", of: page, from: address).first
    }
    return ids
  }

  /// All string values of that key in the JSON answer to a target.
  static func strings(_ key: String, of target: String, from address: SocketAddress) throws -> [String] {
    let text = try text(target, address)
    return text.components(separatedBy: "\"\(key)\":\"").dropFirst().compactMap { $0.split(separator: "\"").first.map(String.init) }
  }
}
