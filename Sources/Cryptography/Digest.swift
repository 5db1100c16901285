import COpenSSL

/// SHA-256 and HMAC-SHA-256 (FIPS 180-4, RFC 2104), by OpenSSL.
package enum Digest {
  package static let byteCount = 32
  private static let blockBytes = 64

  package static func sha256(_ message: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: byteCount) { output, count in
      bulletin_sha256(message, message.count, output.baseAddress)
      count = byteCount
    }
  }

  package static func authenticate(_ message: [UInt8], key: [UInt8]) -> [UInt8] {
    var block = key.count > blockBytes ? sha256(key) : key
    block += [UInt8](repeating: 0, count: blockBytes - block.count)
    return sha256(block.map { $0 ^ 0x5C } + sha256(block.map { $0 ^ 0x36 } + message))
  }

  /// Compares without telling by its time where the first difference is; false for unequal lengths.
  package static func equal(_ one: [UInt8], _ other: [UInt8]) -> Bool {
    one.count == other.count && CRYPTO_memcmp(one, other, one.count) == 0
  }
}
