import COpenSSL
import Foundation

/// A connection that we opened, plain or over TLS; each wait ends at the deadline. Confined to the thread that made it.
struct OutgoingConnection: ~Copyable {
  private let descriptor: Int32
  private let deadline: Deadline
  /// Nil: plain.
  private var ssl: OpaquePointer?

  init(to address: ResolvedAddress, by deadline: Deadline) throws(Undelivered) {
    #if os(Linux)
      let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
    #else
      let kind = SOCK_STREAM
    #endif
    self.deadline = deadline
    descriptor = socket(address.family, kind, 0)
    guard descriptor >= 0 else { throw Self.failure("No socket can be made") }
    #if !os(Linux)
      _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      var yes: Int32 = 1
      setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<Int32>.size))
    #endif
    try connect(to: address)
  }

  deinit {
    if let ssl { SSL_free(ssl) }
    close(descriptor)
  }

  private func connect(to address: ResolvedAddress) throws(Undelivered) {
    if address.connect(descriptor) == 0 { return }
    guard errno == EINPROGRESS else { throw Self.failure("\(address.text) cannot be reached") }
    try deadline.wait(for: POLLOUT, of: descriptor)
    var error: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size)
    guard error == 0 else {
      errno = error
      throw Self.failure("\(address.text) cannot be reached")
    }
  }

  /// Goes over to TLS with a server that must prove to be that host.
  mutating func startTLS(_ trust: Trust, host: String) throws(Undelivered) {
    guard let ssl = trust.session(host: host) else { throw Undelivered("OpenSSL cannot begin a TLS session.") }
    self.ssl = ssl
    SSL_set_fd(ssl, descriptor)
    do throws(Undelivered) {
      _ = try transfer { SSL_connect(ssl) }
    } catch {
      let verdict = SSL_get_verify_result(ssl)
      guard error != .tooSlow, verdict != X509_V_OK else { throw error == .cut ? Undelivered("The TLS handshake failed.") : error }
      throw Undelivered("The certificate is not good for \(host): \(String(cString: X509_verify_cert_error_string(verdict))).")
    }
  }

  func send(_ bytes: [UInt8]) throws(Undelivered) {
    var start = 0
    while start < bytes.count {
      if let ssl {
        start += try transfer { bytes[start...].withUnsafeBytes { SSL_write(ssl, $0.baseAddress, Int32(clamping: $0.count)) } }
      } else {
        let count = bytes[start...].withUnsafeBytes { Foundation.send(descriptor, $0.baseAddress, $0.count, Self.sendFlags) }
        if count > 0 { start += count } else { try waitOrFail(count, POLLOUT) }
      }
    }
  }

  /// Waits for bytes; none at the end of the connection.
  func receive(atMost limit: Int, by sooner: Deadline? = nil) throws(Undelivered) -> [UInt8] {
    var room = [UInt8](repeating: 0, count: limit)
    if let ssl {
      let count = try transfer(by: sooner) { SSL_read(ssl, &room, Int32(clamping: room.count)) }
      return Array(room[..<count])
    }
    while true {
      let count = recv(descriptor, &room, room.count, 0)
      if count >= 0 { return Array(room[..<count]) }
      try waitOrFail(count, POLLIN, by: sooner)
    }
  }

  /// Runs one of OpenSSL's calls until it is done. Returns 0 where the other side said farewell.
  private func transfer(by sooner: Deadline? = nil, _ call: () -> Int32) throws(Undelivered) -> Int {
    while true {
      ERR_clear_error()
      let count = call()
      if count > 0 { return Int(count) }
      guard let ssl else { throw .cut }
      switch SSL_get_error(ssl, count) {
      case SSL_ERROR_WANT_READ: try (sooner ?? deadline).wait(for: POLLIN, of: descriptor)
      case SSL_ERROR_WANT_WRITE: try (sooner ?? deadline).wait(for: POLLOUT, of: descriptor)
      case SSL_ERROR_ZERO_RETURN: return 0
      default: throw .cut
      }
    }
  }

  private func waitOrFail(_ count: Int, _ events: Int32, by sooner: Deadline? = nil) throws(Undelivered) {
    switch errno {
    case EINTR: return
    case EAGAIN, EWOULDBLOCK: try (sooner ?? deadline).wait(for: events, of: descriptor)
    default: throw .cut
    }
  }

  private static func failure(_ what: String) -> Undelivered { Undelivered("\(what): \(String(cString: strerror(errno))).") }

  #if os(Linux)
    private static let sendFlags = Int32(MSG_NOSIGNAL)
  #else
    private static let sendFlags: Int32 = 0
  #endif
}
