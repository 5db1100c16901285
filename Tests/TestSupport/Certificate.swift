import COpenSSL
import Foundation

/// A self-signed certificate for `localhost` and its key, as PEM files that go away with the last reference.
package final class Certificate {
  package let folder: URL
  package var certificate: String { folder.appending(path: "certificate.pem").path }
  package var key: String { folder.appending(path: "key.pem").path }

  package init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    write()
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// Makes a new pair in the same files.
  package func write() {
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
