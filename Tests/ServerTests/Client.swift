import CEpoll
import Foundation

@testable import Server

/// A client that speaks raw bytes over a blocking socket; every wait has a deadline.
final class Client {
  private static let patienceSeconds = 10

  let descriptor: Int32
  private(set) var received: [UInt8] = []
  private(set) var hasEnded = false
  /// The server reset the connection instead of ending it.
  private(set) var wasReset = false

  init(_ address: SocketAddress, from source: SocketAddress? = nil, receiveBuffer: Int32? = nil) throws {
    let family = address.isIPv6 ? AF_INET6 : AF_INET
    descriptor = socket(family, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw ServerError.system("cannot open a socket") }
    if let receiveBuffer { bulletin_set_option(descriptor, SOL_SOCKET, SO_RCVBUF, receiveBuffer) }
    var patience = timeval(tv_sec: Self.patienceSeconds, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    bulletin_set_option(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
    if let source { _ = source.withSockaddr { bind(descriptor, $0, $1) } }
    guard address.withSockaddr({ connect(descriptor, $0, $1) }) == 0 else { throw ServerError.system("cannot connect to \(address)") }
  }

  deinit { close(descriptor) }

  func send(_ text: String) { send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { bulletin_send(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      sent += count
    }
  }

  func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Ends the connection with a reset.
  func reset() {
    var abandon = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &abandon, socklen_t(MemoryLayout<linger>.size))
    dup2(open("/dev/null", O_RDONLY), descriptor)
  }

  /// Something can be read, or comes within that time.
  func isReadable(withinMilliseconds limit: Int32) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, limit) > 0
  }

  /// Reads once; false at the end, at a reset, and when patience is over.
  @discardableResult
  func receive() -> Bool {
    var room = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &room, room.count, 0)
    if count > 0 { received += room[..<count] }
    if count == 0 { hasEnded = true }
    if count < 0, errno == ECONNRESET { wasReset = true }
    return count > 0
  }

  /// Reads until that many bytes are there.
  func receive(count: Int) {
    while received.count < count, receive() {}
  }

  /// Reads to the end of the connection and gives all that came.
  func receiveAll() -> String {
    while receive() {}
    return String(decoding: received, as: UTF8.self)
  }

  /// Reads until the text has come.
  func receive(until text: String) -> String {
    while !String(decoding: received, as: UTF8.self).contains(text), receive() {}
    return String(decoding: received, as: UTF8.self)
  }

  /// Reads one answer with Content-Length and takes it out of what was received.
  func answer(omitsBody: Bool = false) -> Reply? {
    while true {
      if let (reply, end) = Reply.parse(received, omitsBody: omitsBody) {
        received.removeFirst(end)
        return reply
      }
      guard receive() else { return nil }
    }
  }
}

/// One answer as a client sees it.
struct Reply: Equatable {
  var status: Int
  var fields: [String: String]
  var body: String

  static func parse(_ bytes: [UInt8], omitsBody: Bool) -> (Reply, Int)? {
    guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8))?.upperBound else { return nil }
    let lines = String(decoding: bytes[..<end], as: UTF8.self).components(separatedBy: "\r\n").filter { !$0.isEmpty }
    var fields: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      fields[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    let parts = lines.first?.split(separator: " ") ?? []
    let status = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let length = omitsBody ? 0 : Int(fields["content-length"] ?? "") ?? 0
    guard bytes.count >= end + length else { return nil }
    return (Reply(status: status, fields: fields, body: String(decoding: bytes[end..<(end + length)], as: UTF8.self)), end + length)
  }
}
