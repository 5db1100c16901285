import Cryptography

/// SHA-256 in base64, as Content-Security-Policy names what it allows.
enum ContentDigest {
  static func base64(of text: String) -> String { Encodings.base64(Digest.sha256(Array(text.utf8))) }
}
