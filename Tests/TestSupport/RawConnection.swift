import Foundation

/// A TCP connection to this machine that sends bytes as they are; each wait ends at a deadline.
package final class RawConnection {
  /// Longer than any answer takes on a busy machine.
  package static let patience = 10.0

  let descriptor: Int32
  private var received: [UInt8] = []
  private var isAtEnd = false

  package init(port: Int) throws {
    #if os(Linux)
      let kind = Int32(SOCK_STREAM.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    descriptor = socket(AF_INET, kind, 0)
    guard descriptor >= 0 else { throw TestFailure("no socket: \(String(cString: strerror(errno)))") }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
    guard connected == 0 else {
      let reason = String(cString: strerror(errno))
      Foundation.close(descriptor)
      throw TestFailure("port \(port) does not answer: \(reason)")
    }
  }

  deinit { Foundation.close(descriptor) }

  package func send(_ text: String) throws { try send(Array(text.utf8)) }

  package func send(_ bytes: [UInt8]) throws {
    #if os(Linux)
      let flags = Int32(MSG_NOSIGNAL)
    #else
      let flags: Int32 = 0
    #endif
    var start = 0
    while start < bytes.count {
      let count = bytes[start...].withUnsafeBytes { Foundation.send(descriptor, $0.baseAddress, $0.count, flags) }
      guard count > 0 else { throw TestFailure("cannot send: \(String(cString: strerror(errno)))") }
      start += count
    }
  }

  /// Says that nothing more will be sent.
  package func endSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Reads one answer; to a HEAD request it has no body whatever its fields say.
  package func answer(toHead: Bool = false) throws -> HTTPAnswer {
    while true {
      if let (answer, length) = try HTTPAnswer.parse(received, toHead: toHead, isAtEnd: isAtEnd) {
        received.removeFirst(length)
        // 1xx: the real answer follows.
        if answer.status >= 200 { return answer }
      } else if try !receive() {
        throw TestFailure("the connection ended within an answer: \(String(decoding: received, as: UTF8.self))")
      }
    }
  }

  /// Reads one interim answer (1xx) and returns its status.
  package func interim() throws -> Int {
    while true {
      if let (answer, length) = try HTTPAnswer.parse(received, toHead: true, isAtEnd: isAtEnd) {
        received.removeFirst(length)
        return answer.status
      }
      guard try receive() else { throw TestFailure("the connection ended before an interim answer") }
    }
  }

  /// Reads until the other side closes.
  package func remainder() throws -> [UInt8] {
    while try receive() {}
    defer { received = [] }
    return received
  }

  /// Waits for more bytes. False at the end of the connection.
  private func receive() throws -> Bool {
    if isAtEnd { return false }
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let ready = poll(&waiting, 1, Int32(Self.patience * 1000))
    guard ready > 0 else { throw TestFailure("nothing came within \(Self.patience) seconds") }
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    if count > 0 { received += buffer[..<count] } else { isAtEnd = true }
    return count > 0
  }
}
