/// Which addresses anybody on the internet has: the rest may be a machine of our own network and is no place to send to.
package enum InternetAddress {
  /// A range by its first bytes and the bits of them that count.
  private typealias Block = (start: [UInt8], bits: Int)

  // RFC 6890, its registry, and multicast and reserved space (RFC 5771, RFC 1112).
  private static let closed4: [Block] = [
    ([0], 8), ([10], 8), ([100, 64], 10), ([127], 8), ([169, 254], 16), ([172, 16], 12), ([192, 0, 0], 24), ([192, 0, 2], 24),
    ([192, 88, 99], 24), ([192, 168], 16), ([198, 18], 15), ([198, 51, 100], 24), ([203, 0, 113], 24), ([224], 4), ([240], 4),
  ]

  // RFC 4291 2.4: global unicast so far. What embeds an IPv4 address lies outside it (mapped, NAT64) or is named below (Teredo, 6to4).
  private static let open6: Block = ([0x20], 3)
  private static let closed6: [Block] = [
    ([0x20, 0x01, 0x00], 23), ([0x20, 0x01, 0x0D, 0xB8], 32), ([0x20, 0x02], 16), ([0x3F, 0xFF, 0x00], 20),
  ]

  /// Takes 4 or 16 bytes; anything else is not public.
  package static func isPublic(_ bytes: [UInt8]) -> Bool {
    switch bytes.count {
    case 4: !closed4.contains { contains($0, bytes) }
    case 16: contains(open6, bytes) && !closed6.contains { contains($0, bytes) }
    default: false
    }
  }

  private static func contains(_ block: Block, _ bytes: [UInt8]) -> Bool {
    for (index, byte) in block.start.enumerated() {
      let bits = min(8, block.bits - index * 8)
      let mask = UInt8(truncatingIfNeeded: 0xFF00 >> bits)
      guard bytes[index] & mask == byte & mask else { return false }
    }
    return true
  }
}
