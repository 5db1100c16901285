/// A UUIDv7 (RFC 9562 5.7) in lower case: milliseconds, then bits that keep ids of one process in the order of their making.
package enum Identifier {
  package static let length = 36

  /// - Parameters:
  ///   - milliseconds: since 1970.
  ///   - order: 12 bits that count up within one millisecond.
  ///   - random: 62 bits are used.
  package static func make(milliseconds: Int64, order: UInt16, random: UInt64) -> String {
    let high = UInt64(milliseconds) << 16 | 0x7000 | UInt64(order & 0x0FFF)
    let low = random & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    var text: [UInt8] = []
    text.reserveCapacity(length)
    for index in 0..<32 {
      if index == 8 || index == 12 || index == 16 || index == 20 { text.append(UInt8(ascii: "-")) }
      let word = index < 16 ? high : low
      text.append(digits[Int(word >> UInt64(60 - index % 16 * 4) & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// True for the form of a lower-case UUID, of any version.
  package static func isOne(_ text: String) -> Bool {
    var index = 0
    for byte in text.utf8 {
      switch (index, byte) {
      case (8, UInt8(ascii: "-")), (13, UInt8(ascii: "-")), (18, UInt8(ascii: "-")), (23, UInt8(ascii: "-")): break
      case (8, _), (13, _), (18, _), (23, _): return false
      case (_, UInt8(ascii: "0")...UInt8(ascii: "9")), (_, UInt8(ascii: "a")...UInt8(ascii: "f")): break
      default: return false
      }
      index += 1
    }
    return index == length
  }

  private static let digits = Array("0123456789abcdef".utf8)
}
