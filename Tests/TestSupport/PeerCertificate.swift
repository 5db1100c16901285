import COpenSSL
import Foundation

/// What a TLS server on this machine shows of itself.
package enum PeerCertificate {
  /// SHA-256 of its certificate.
  package static func digest(port: Int) throws -> [UInt8] {
    let context = SSL_CTX_new(TLS_client_method())
    defer { SSL_CTX_free(context) }
    let ssl = SSL_new(context)
    defer { SSL_free(ssl) }
    let connection = try RawConnection(port: port)
    SSL_set_fd(ssl, connection.descriptor)
    guard SSL_connect(ssl) == 1, let certificate = SSL_get1_peer_certificate(ssl) else { throw TestFailure("no TLS on port \(port)") }
    defer { X509_free(certificate) }
    var digest = [UInt8](repeating: 0, count: 32)
    var count: UInt32 = 0
    X509_digest(certificate, EVP_sha256(), &digest, &count)
    return digest
  }
}
