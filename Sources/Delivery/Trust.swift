import COpenSSL

/// Whose certificates are believed: those of the system's authorities (`SSL_CERT_FILE` and `SSL_CERT_DIR` name others). Loaded when
/// it is first needed, as that is work and memory.
///
/// `@unchecked Sendable`: the pointer is set once and OpenSSL guards what it leads to.
package final class Trust: @unchecked Sendable {
  private let context: OpaquePointer?

  /// - Parameter authorities: a PEM file of the only ones believed; nil: those of the system.
  package init(authorities: String? = nil) {
    context = SSL_CTX_new(TLS_client_method())
    guard let context else { return }
    bulletin_tls_restrict(context)
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nil)
    if let authorities {
      SSL_CTX_load_verify_file(context, authorities)
    } else {
      SSL_CTX_set_default_verify_paths(context)
    }
  }

  deinit { SSL_CTX_free(context) }

  /// A session with a server that must prove to be that host; nil where OpenSSL has no memory for one.
  func session(host: String) -> OpaquePointer? {
    guard let context, let ssl = SSL_new(context) else { return nil }
    let isAddress = host.contains(":") || host.allSatisfy { $0.isNumber || $0 == "." }
    guard (isAddress ? bulletin_tls_expect_address(ssl, host) : bulletin_tls_expect_host(ssl, host)) == 1 else {
      SSL_free(ssl)
      return nil
    }
    return ssl
  }
}
