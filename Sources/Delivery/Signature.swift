import Cryptography

/// Signatures of Standard Webhooks: HMAC-SHA-256 over id, time and body, in base64 behind its version.
package enum Signature {
  /// The value of `webhook-signature`: one signature a secret, by spaces.
  ///
  /// - Parameter timestamp: seconds since 1970.
  package static func field(id: String, timestamp: Int64, body: [UInt8], secrets: [[UInt8]]) -> String {
    let message = Array("\(id).\(timestamp).".utf8) + body
    return secrets.map { "v1," + Encodings.base64(Digest.authenticate(message, key: $0)) }.joined(separator: " ")
  }
}
