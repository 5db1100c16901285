import COpenSSL
import Foundation

/// A self-signed certificate for `localhost` and its key, as PEM files that go away with the last reference.
final class Certificate {
  let folder: URL
  var certificate: String { folder.appending(path: "certificate.pem").path }
  var key: String { folder.appending(path: "key.pem").path }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    write()
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Makes a new pair in the same files.
  func write() {
    let pair = EVP_PKEY_CTX_new_id(EVP_PKEY_EC, nil)
    defer { EVP_PKEY_CTX_free(pair) }
    EVP_PKEY_keygen_init(pair)
    EVP_PKEY_CTX_set_ec_paramgen_curve_nid(pair, NID_X9_62_prime256v1)
    var made: OpaquePointer?
    EVP_PKEY_keygen(pair, &made)
    defer { EVP_PKEY_free(made) }
    let x509 = X509_new()
    defer { X509_free(x509) }
    X509_set_version(x509, 2)
    ASN1_INTEGER_set(X509_get_serialNumber(x509), Int.random(in: 1...Int(Int32.max)))
    X509_gmtime_adj(X509_getm_notBefore(x509), 0)
    X509_gmtime_adj(X509_getm_notAfter(x509), 3_600)
    X509_set_pubkey(x509, made)
    let name = X509_get_subject_name(x509)
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, "localhost", -1, -1, 0)
    X509_set_issuer_name(x509, name)
    X509_sign(x509, made, EVP_sha256())
    save(certificate) { PEM_write_X509($0, x509) }
    save(key) { PEM_write_PrivateKey($0, made, nil, nil, 0, nil, nil) }
  }

  private func save(_ path: String, _ write: (UnsafeMutablePointer<FILE>) -> Int32) {
    guard let file = fopen(path, "w") else { return }
    _ = write(file)
    fclose(file)
  }
}

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
