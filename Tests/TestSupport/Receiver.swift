import COpenSSL
import Foundation

/// A server of the simplest kind on this machine: it takes one request after another, a connection each, and answers what it was told to.
///
/// `@unchecked Sendable`: everything that changes is only touched under `changed`.
package final class Receiver: @unchecked Sendable {
  /// A request as it came.
  package struct Message: Sendable {
    package var head: String
    package var body: [UInt8]

    package var text: String { String(decoding: body, as: UTF8.self) }

    package subscript(_ name: String) -> String? {
      let line = head.components(separatedBy: "\r\n").first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
      return line.map { String($0.dropFirst(name.count + 1).trimmingPrefix { $0 == " " }) }
    }
  }

  package var port: Int { listener.port }
  private let listener: Listening
  private let tls: OpaquePointer?
  private let changed = NSCondition()
  private var messages: [Message] = []
  private var answers: [String]

  /// - Parameters:
  ///   - answers: what to write, an entry a request; after the last one, 204.
  ///   - certificate: serves TLS with it.
  package init(answers: [String] = [], certificate: Certificate? = nil) throws {
    self.answers = answers
    tls = certificate.map { pair in
      let context = SSL_CTX_new(TLS_server_method())
      SSL_CTX_use_certificate_chain_file(context, pair.certificate)
      SSL_CTX_use_PrivateKey_file(context, pair.key, SSL_FILETYPE_PEM)
      return context!
    }
    listener = try Listening()
    signal(SIGPIPE, SIG_IGN)
    Thread.detachNewThread { [weak self, listener] in
      while true {
        let connection = accept(listener.descriptor, nil, nil)
        guard connection >= 0 else { return }
        guard let self else {
          close(connection)
          return
        }
        self.serve(connection)
        close(connection)
      }
    }
  }

  deinit { stop() }

  /// Refuses connections from now on.
  package func stop() { shutdown(listener.descriptor, Int32(SHUT_RDWR)) }

  package static func answer(_ status: String, _ more: String = "Content-Length: 0\r\n") -> String { "HTTP/1.1 \(status)\r\n\(more)\r\n" }

  /// Waits until there are so many requests, and returns all of them.
  package func messages(_ count: Int, within seconds: Double = 20) throws -> [Message] {
    let deadline = Date(timeIntervalSinceNow: seconds)
    changed.lock()
    defer { changed.unlock() }
    while messages.count < count {
      guard changed.wait(until: deadline) else { throw TestFailure("\(messages.count) of \(count) requests came: \(messages)") }
    }
    return messages
  }

  private func serve(_ descriptor: Int32) {
    let stream = Stream(descriptor, tls)
    guard let stream, let message = stream.message() else { return }
    let answer = changed.withLock {
      messages.append(message)
      changed.broadcast()
      return answers.isEmpty ? Self.answer("204 No Content", "") : answers.removeFirst()
    }
    stream.write(Array(answer.utf8))
  }
}

/// The bytes of one connection, plain or not.
private final class Stream {
  private let descriptor: Int32
  private let ssl: OpaquePointer?

  /// Nil where the client goes within the handshake.
  init?(_ descriptor: Int32, _ context: OpaquePointer?) {
    self.descriptor = descriptor
    ssl = context.flatMap { SSL_new($0) }
    guard let ssl else { return }
    SSL_set_fd(ssl, descriptor)
    guard SSL_accept(ssl) == 1 else { return nil }
  }

  deinit { if let ssl { SSL_free(ssl) } }

  func message() -> Receiver.Message? {
    var bytes: [UInt8] = []
    while true {
      if let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
        var message = Receiver.Message(head: String(decoding: bytes[..<end.lowerBound], as: UTF8.self), body: [])
        let length = message["content-length"].flatMap { Int($0) } ?? 0
        message.body = Array(bytes[end.upperBound...].prefix(length))
        if message.body.count == length { return message }
      }
      var room = [UInt8](repeating: 0, count: 16_384)
      let count = ssl.map { Int(SSL_read($0, &room, Int32(room.count))) } ?? recv(descriptor, &room, room.count, 0)
      guard count > 0 else { return nil }
      bytes += room[..<count]
    }
  }

  func write(_ bytes: [UInt8]) {
    if bytes.isEmpty { return }
    if let ssl {
      SSL_write(ssl, bytes, Int32(bytes.count))
      SSL_shutdown(ssl)
    } else {
      _ = bytes.withUnsafeBytes { Foundation.send(descriptor, $0.baseAddress, $0.count, 0) }
    }
  }
}
