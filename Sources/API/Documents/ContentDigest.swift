import Cryptography

/// SHA-256 in base64, as Content-Security-Policy names what it allows.
enum ContentDigest {
  static func base64(of text: String) -> String {
    let plain = Encodings.base64URL(Digest.sha256(Array(text.utf8)))
    let standard = plain.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
    // 32 bytes leave one sign of padding.
    return String(standard) + "="
  }
}
