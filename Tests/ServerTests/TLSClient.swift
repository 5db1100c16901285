import COpenSSL
import Foundation
import TestSupport

/// A TLS client over a raw one.
final class TLSClient {
  let client: Client
  private let context: OpaquePointer
  let ssl: OpaquePointer
  private(set) var received: [UInt8] = []

  init(_ client: Client, version: Int32? = nil, session: OpaquePointer? = nil, protocols: String? = nil) {
    self.client = client
    context = SSL_CTX_new(TLS_client_method())!
    ssl = SSL_new(context)!
    if let version { bulletin_tls_set_version(ssl, version) }
    if let session { SSL_set_session(ssl, session) }
    if let protocols {
      let list = [UInt8(protocols.utf8.count)] + Array(protocols.utf8)
      SSL_set_alpn_protos(ssl, list, UInt32(list.count))
    }
    SSL_set_fd(ssl, client.descriptor)
  }

  deinit {
    SSL_free(ssl)
    SSL_CTX_free(context)
  }

  func connect() -> Bool { SSL_connect(ssl) == 1 }

  func send(_ text: String) {
    let bytes = Array(text.utf8)
    SSL_write(ssl, bytes, Int32(bytes.count))
  }

  @discardableResult
  func receive() -> Int32 {
    var room = [UInt8](repeating: 0, count: 65_536)
    let count = SSL_read(ssl, &room, Int32(room.count))
    if count > 0 { received += room[..<Int(count)] }
    return count > 0 ? SSL_ERROR_NONE : SSL_get_error(ssl, count)
  }

  func answer() -> Reply? {
    while true {
      if let (reply, end) = Reply.parse(received, omitsBody: false) {
        received.removeFirst(end)
        return reply
      }
      guard receive() == SSL_ERROR_NONE else { return nil }
    }
  }
}
