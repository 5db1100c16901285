import HTTP

/// A network in CIDR notation (RFC 4632, RFC 4291), or one address.
package struct AddressBlock: Sendable, Hashable {
  private let bytes: [UInt8]
  private let prefix: Int

  /// Takes `10.0.0.0/8`, `::1`, `fd00::/8`; nil for anything else.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let address = PeerAddress(text: String(parts[0])) else { return nil }
    bytes = address.bytes
    let width = bytes.count * 8
    guard parts.count == 2 else {
      prefix = width
      return
    }
    guard let length = Int(parts[1]), (0...width).contains(length) else { return nil }
    prefix = length
  }

  package func contains(_ address: PeerAddress) -> Bool {
    let other = address.unmapped
    guard other.count == bytes.count else { return false }
    for bit in stride(from: 0, to: prefix, by: 8) {
      let mask = prefix - bit >= 8 ? 0xFF : UInt8(truncatingIfNeeded: 0xFF00 >> (prefix - bit))
      guard bytes[bit / 8] & mask == other[bit / 8] & mask else { return false }
    }
    return true
  }
}

extension PeerAddress {
  /// Reads the text form of an IPv4 or IPv6 address; nil for anything else.
  package init?(text: String) {
    if let four = Self.version4(text) {
      self.init(bytes: four)
    } else if let six = Self.version6(text) {
      self.init(bytes: six)
    } else {
      return nil
    }
  }

  /// The address without the ::ffff: of an IPv4 address on an IPv6 socket.
  var unmapped: [UInt8] {
    let isMapped = bytes.count == 16 && bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
    return isMapped ? Array(bytes[12...]) : bytes
  }

  var isLoopback: Bool {
    let address = unmapped
    return address.count == 4 ? address[0] == 127 : address == [UInt8](repeating: 0, count: 15) + [1]
  }

  /// Dotted decimal, or RFC 5952 without the shortening of zeros.
  package var text: String {
    let address = unmapped
    if address.count == 4 { return address.map { String($0) }.joined(separator: ".") }
    return stride(from: 0, to: address.count - 1, by: 2)
      .map { String(UInt16(address[$0]) << 8 | UInt16(address[$0 + 1]), radix: 16) }.joined(separator: ":")
  }

  private static func version4(_ text: String) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    let bytes = parts.compactMap { $0.count <= 3 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } ? UInt8($0) : nil }
    return bytes.count == 4 ? bytes : nil
  }

  private static func version6(_ text: String) -> [UInt8]? {
    let halves = text.components(around: "::")
    guard halves.count <= 2, let front = groups(halves[0]), let back = groups(halves.count == 2 ? halves[1] : "") else { return nil }
    guard halves.count == 2 ? front.count + back.count <= 7 : front.count == 8 else { return nil }
    let zeros = [UInt16](repeating: 0, count: 8 - front.count - back.count)
    return (front + zeros + back).flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
  }

  private static func groups(_ text: String) -> [UInt16]? {
    guard !text.isEmpty else { return [] }
    var groups: [UInt16] = []
    for part in text.split(separator: ":", omittingEmptySubsequences: false) {
      if let four = version4(String(part)) {
        groups += [UInt16(four[0]) << 8 | UInt16(four[1]), UInt16(four[2]) << 8 | UInt16(four[3])]
      } else {
        guard (1...4).contains(part.count), let group = UInt16(part, radix: 16) else { return nil }
        groups.append(group)
      }
    }
    return groups
  }
}

extension String {
  /// The pieces between occurrences of a separator.
  fileprivate func components(around separator: String) -> [String] {
    var pieces: [String] = []
    var rest = self[...]
    while let found = rest.firstRange(of: separator) {
      pieces.append(String(rest[..<found.lowerBound]))
      rest = rest[found.upperBound...]
    }
    return pieces + [String(rest)]
  }
}
