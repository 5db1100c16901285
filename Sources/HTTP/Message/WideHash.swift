/// A quick hash of bytes, by wide multiplication. It is no cryptographic digest: who can choose the bytes and knows the seed
/// can find collisions.
package struct WideHash {
  package private(set) var high: UInt64
  package private(set) var low: UInt64

  /// Lanes take eight bytes each in turn, and know of each other at the end.
  package init(_ bytes: [UInt8], _ range: Range<Int>, seed: UInt64) {
    high = seed ^ 0x9E37_79B9_7F4A_7C15
    low = seed ^ 0x243F_6A88_85A3_08D3
    bytes.withUnsafeBytes { take(UnsafeRawBufferPointer(rebasing: $0[range])) }
    high = Self.mix(high ^ UInt64(range.count))
    low = Self.mix(low ^ high)
    high = Self.mix(high ^ low)
  }

  private mutating func take(_ bytes: UnsafeRawBufferPointer) {
    var index = bytes.count >= Self.long ? takeBlocks(bytes) : 0
    while index + 16 <= bytes.count {
      high = Self.mix(high ^ Self.word(bytes, index))
      low = Self.mix(low ^ Self.word(bytes, index + 8))
      index += 16
    }
    if index + 8 <= bytes.count {
      high = Self.mix(high ^ Self.word(bytes, index))
      index += 8
    }
    // The last bytes make one word; their number is in the length.
    var last: UInt64 = 0
    while index < bytes.count {
      last = last << 8 | UInt64(bytes[index])
      index += 1
    }
    low = Self.mix(low ^ last)
  }

  /// Four lanes, as one multiplication does not wait for that of another. Returns where it stopped.
  private mutating func takeBlocks(_ bytes: UnsafeRawBufferPointer) -> Int {
    var third = high ^ 0x1319_8A2E_0370_7344
    var fourth = low ^ 0xA409_3822_299F_31D0
    var index = 0
    while index + 32 <= bytes.count {
      high = Self.mix(high ^ Self.word(bytes, index))
      low = Self.mix(low ^ Self.word(bytes, index + 8))
      third = Self.mix(third ^ Self.word(bytes, index + 16))
      fourth = Self.mix(fourth ^ Self.word(bytes, index + 24))
      index += 32
    }
    high = Self.mix(high &+ third)
    low = Self.mix(low &+ fourth)
    return index
  }

  /// Bytes from which on four lanes are worth their beginning and end.
  private static let long = 128

  @inline(__always)
  private static func word(_ bytes: UnsafeRawBufferPointer, _ index: Int) -> UInt64 {
    bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self)
  }

  @inline(__always)
  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }
}
