/// SipHash-2-4 (Aumasson and Bernstein, 2012): a keyed digest of 64 bits for short messages, which nobody without the key can make.
///
/// For seals on what comes back soon and opens nothing; a secret wants `Digest`.
package struct SipHash {
  private var v0: UInt64
  private var v1: UInt64
  private var v2: UInt64
  private var v3: UInt64

  /// The digest of a message under the first 16 bytes of a key, which must have as many.
  package static func digest(_ message: [UInt8], key: [UInt8]) -> UInt64 {
    var state = SipHash(word(key, 0), word(key, 8))
    let whole = message.count & ~7
    for index in stride(from: 0, to: whole, by: 8) { state.take(word(message, index)) }
    var last = UInt64(truncatingIfNeeded: message.count) << 56
    for index in whole..<message.count { last |= UInt64(message[index]) << UInt64(8 * (index - whole)) }
    state.take(last)
    return state.finish()
  }

  private init(_ k0: UInt64, _ k1: UInt64) {
    v0 = k0 ^ 0x736F_6D65_7073_6575
    v1 = k1 ^ 0x646F_7261_6E64_6F6D
    v2 = k0 ^ 0x6C79_6765_6E65_7261
    v3 = k1 ^ 0x7465_6462_7974_6573
  }

  private static func word(_ bytes: [UInt8], _ index: Int) -> UInt64 {
    bytes.withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: index, as: UInt64.self)) }
  }

  private mutating func take(_ word: UInt64) {
    v3 ^= word
    round()
    round()
    v0 ^= word
  }

  private mutating func finish() -> UInt64 {
    v2 ^= 0xFF
    for _ in 0..<4 { round() }
    return v0 ^ v1 ^ v2 ^ v3
  }

  private mutating func round() {
    v0 &+= v1
    v1 = Self.rotate(v1, 13) ^ v0
    v0 = Self.rotate(v0, 32)
    v2 &+= v3
    v3 = Self.rotate(v3, 16) ^ v2
    v0 &+= v3
    v3 = Self.rotate(v3, 21) ^ v0
    v2 &+= v1
    v1 = Self.rotate(v1, 17) ^ v2
    v2 = Self.rotate(v2, 32)
  }

  private static func rotate(_ value: UInt64, _ bits: UInt64) -> UInt64 { value << bits | value >> (64 - bits) }
}
