import COpenSSL
import Synchronization

/// The certificate, key and rules by which TLS connections are opened; the pair can be changed while serving.
package final class TLSContext: Sendable {
  /// The pointer is a counted reference of OpenSSL's, and is only touched under the lock.
  private struct Current: @unchecked Sendable {
    var context: OpaquePointer
    var keysMade: UInt64
  }

  private static let ticketKeyBytes = 80
  /// Ticket keys older than this are replaced, so that a stolen key opens little.
  private static let ticketKeyLife: UInt64 = 12 * 3_600 * 1_000_000_000

  private let certificate: String
  private let key: String
  private let current: Mutex<Current>

  /// Loads a chain and a key, PEM files, and checks that they belong together. Errors name the file.
  package init(certificate: String, key: String) throws(ServerError) {
    self.certificate = certificate
    self.key = key
    let context = try Self.load(certificate: certificate, key: key)
    current = Mutex(Current(context: context, keysMade: Clock.nanoseconds()))
  }

  deinit { current.withLock { SSL_CTX_free($0.context) } }

  /// Loads both files again. On an error the old pair stays.
  package func reload() throws(ServerError) {
    let fresh = Current(context: try Self.load(certificate: certificate, key: key), keysMade: Clock.nanoseconds())
    current.withLock { current in
      SSL_CTX_free(current.context)
      current = fresh
    }
  }

  /// A session for one new connection; nil if there is no memory for one.
  func session() -> TLSSession? {
    current.withLock { current in
      renewTicketKeys(&current)
      return SSL_new(current.context).flatMap(TLSSession.init)
    }
  }

  private func renewTicketKeys(_ current: inout Current) {
    let now = Clock.nanoseconds()
    guard now - current.keysMade > Self.ticketKeyLife else { return }
    var keys = [UInt8](repeating: 0, count: Self.ticketKeyBytes)
    guard RAND_bytes(&keys, Int32(keys.count)) == 1 else { return }
    _ = bulletin_tls_set_ticket_keys(current.context, &keys, keys.count)
    OPENSSL_cleanse(&keys, keys.count)
    current.keysMade = now
  }

  private static func load(certificate: String, key: String) throws(ServerError) -> OpaquePointer {
    guard let context = SSL_CTX_new(TLS_server_method()) else { throw ServerError("OpenSSL cannot make a TLS context") }
    do throws(ServerError) {
      try restrict(context)
      try loadPair(context, certificate: certificate, key: key)
    } catch {
      SSL_CTX_free(context)
      throw error
    }
    return context
  }

  private static func loadPair(_ context: OpaquePointer, certificate: String, key: String) throws(ServerError) {
    ERR_clear_error()
    // Without this a key with a pass phrase would ask for it on the terminal.
    SSL_CTX_set_default_passwd_cb(context) { _, _, _, _ in -1 }
    guard SSL_CTX_use_certificate_chain_file(context, certificate) == 1 else {
      throw ServerError("the TLS certificate \(certificate) cannot be used: \(reason)")
    }
    guard SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) == 1, SSL_CTX_check_private_key(context) == 1 else {
      throw ServerError("the TLS key \(key) cannot be used with \(certificate): \(reason)")
    }
  }

  private static func restrict(_ context: OpaquePointer) throws(ServerError) {
    bulletin_tls_restrict(context)
    bulletin_tls_economise(context)
    let suites = "ECDHE+AESGCM:ECDHE+CHACHA20"
    let suitesOf13 = "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256"
    guard SSL_CTX_set_cipher_list(context, suites) == 1, SSL_CTX_set_ciphersuites(context, suitesOf13) == 1,
      bulletin_tls_set_groups(context, "X25519:P-256") == 1
    else { throw ServerError("OpenSSL does not know the TLS suites: \(reason)") }
    SSL_CTX_set_num_tickets(context, 1)
    SSL_CTX_set_alpn_select_cb(context, TLSContext.selectProtocol, nil)
  }

  /// RFC 7301 3.2: a client that names protocols, and not this one, is refused with an alert.
  private static let selectProtocol:
    @convention(c) (
      OpaquePointer?, UnsafeMutablePointer<UnsafePointer<UInt8>?>?, UnsafeMutablePointer<UInt8>?, UnsafePointer<UInt8>?, UInt32,
      UnsafeMutableRawPointer?
    ) -> Int32 = { _, chosen, chosenCount, offered, offeredCount, _ in
      let name = Array("http/1.1".utf8)
      guard let offered else { return SSL_TLSEXT_ERR_ALERT_FATAL }
      var start = 0
      while start < Int(offeredCount) {
        let count = Int(offered[start])
        let end = start + 1 + count
        guard end <= Int(offeredCount) else { return SSL_TLSEXT_ERR_ALERT_FATAL }
        if UnsafeBufferPointer(start: offered + start + 1, count: count).elementsEqual(name) {
          chosen?.pointee = offered + start + 1
          chosenCount?.pointee = UInt8(count)
          return SSL_TLSEXT_ERR_OK
        }
        start = end
      }
      return SSL_TLSEXT_ERR_ALERT_FATAL
    }

  /// What OpenSSL says of its last failure.
  private static var reason: String {
    let code = ERR_peek_last_error()
    guard code != 0, let text = ERR_reason_error_string(code) else { return "it is not what it should be" }
    return String(cString: text)
  }
}
