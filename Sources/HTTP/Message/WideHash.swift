/// A quick hash of bytes, by wide multiplication. It is no cryptographic digest: who can choose the bytes and knows the seed
/// can find collisions.
package struct WideHash {
  package private(set) var high: UInt64
  package private(set) var low: UInt64

  /// Two lanes take eight bytes in turn, and know of each other at the end.
  package init(_ bytes: [UInt8], _ range: Range<Int>, seed: UInt64) {
    high = seed ^ 0x9E37_79B9_7F4A_7C15
    low = seed ^ 0x243F_6A88_85A3_08D3
    bytes.withUnsafeBytes { take(UnsafeRawBufferPointer(rebasing: $0[range])) }
    high = Self.mix(high ^ UInt64(range.count))
    low = Self.mix(low ^ high)
    high = Self.mix(high ^ low)
  }

  private mutating func take(_ bytes: UnsafeRawBufferPointer) {
    var index = 0
    while index + 16 <= bytes.count {
      high = Self.mix(high ^ bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      low = Self.mix(low ^ bytes.loadUnaligned(fromByteOffset: index + 8, as: UInt64.self))
      index += 16
    }
    for byte in bytes[index...] {
      high = Self.mix(high ^ UInt64(byte))
    }
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }
}
