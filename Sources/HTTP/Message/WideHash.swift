/// A quick hash of bytes, eight at a time by wide multiplication. It is no cryptographic digest: who can choose the bytes
/// and knows the seed can find collisions.
package enum WideHash {
  package static func of(_ bytes: [UInt8], _ range: Range<Int>, seed: UInt64) -> UInt64 {
    bytes.withUnsafeBytes { raw in
      var state = seed ^ 0x9E37_79B9_7F4A_7C15
      var index = range.lowerBound
      while index + 8 <= range.upperBound {
        state = mix(state ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        index += 8
      }
      var rest: UInt64 = 0
      while index < range.upperBound {
        rest = rest << 8 | UInt64(raw[index])
        index += 1
      }
      return mix(mix(state ^ rest) ^ UInt64(range.count))
    }
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    return product.high ^ product.low
  }
}
