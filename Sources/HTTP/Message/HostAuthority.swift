/// The grammar of a host with an optional port (RFC 3986 3.2), without userinfo.
enum HostAuthority {
  private static let maxBytes = 255
  private static let maxPort = 65_535
  private static let maxPortDigits = 5

  /// True for a name, an IPv4 address or a bracketed IPv6 address, then perhaps a colon and a port.
  ///
  /// A name has letters, digits, dot, hyphen, underscore and tilde; what else RFC 3986 would let into one (commas, percent signs) no host has.
  static func isValid(_ bytes: Span<UInt8>, _ range: Range<Int>, needsPort: Bool = false) -> Bool {
    guard !range.isEmpty, range.count <= maxBytes else { return false }
    var cursor = range.lowerBound
    if bytes[cursor] == UInt8(ascii: "[") {
      while cursor < range.upperBound, bytes[cursor] != UInt8(ascii: "]") { cursor += 1 }
      guard cursor < range.upperBound, isIPv6(bytes, range.lowerBound + 1..<cursor) else { return false }
      cursor += 1
    } else {
      while cursor < range.upperBound, ByteSet.unreserved.contains(bytes[cursor]) { cursor += 1 }
      guard cursor > range.lowerBound else { return false }
    }
    guard cursor < range.upperBound else { return !needsPort }
    guard bytes[cursor] == UInt8(ascii: ":") else { return false }
    return isPort(bytes, cursor + 1..<range.upperBound, isRequired: needsPort)
  }

  // RFC 3986 3.2.3: the port may be empty after its colon.
  private static func isPort(_ bytes: Span<UInt8>, _ range: Range<Int>, isRequired: Bool) -> Bool {
    guard range.count <= maxPortDigits, !(isRequired && range.isEmpty) else { return false }
    var port = 0
    for index in range {
      guard ASCII.isDigit(bytes[index]) else { return false }
      port = port * 10 + Int(bytes[index] - 0x30)
    }
    return port <= maxPort
  }

  // RFC 4291 2.2: eight groups of up to four digits, one run of zero groups as ::, and perhaps an IPv4 address as the last two.
  private static func isIPv6(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var groups = 0
    var hasGap = false
    var cursor = range.lowerBound
    if range.count >= 2, bytes[cursor] == UInt8(ascii: ":"), bytes[cursor + 1] == UInt8(ascii: ":") {
      hasGap = true
      cursor += 2
    }
    while cursor < range.upperBound {
      var end = cursor
      while end < range.upperBound, ASCII.hexValue(bytes[end]) != nil { end += 1 }
      if end < range.upperBound, bytes[end] == UInt8(ascii: ".") {
        guard isIPv4(bytes, cursor..<range.upperBound) else { return false }
        return hasGap ? groups + 2 < 8 : groups + 2 == 8
      }
      guard end > cursor, end - cursor <= 4 else { return false }
      groups += 1
      cursor = end
      guard cursor < range.upperBound else { break }
      guard bytes[cursor] == UInt8(ascii: ":"), cursor + 1 < range.upperBound else { return false }
      cursor += 1
      if bytes[cursor] == UInt8(ascii: ":") {
        guard !hasGap else { return false }
        hasGap = true
        cursor += 1
      }
    }
    return hasGap ? groups < 8 : groups == 8
  }

  private static func isIPv4(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var parts = 1
    var value = -1
    for index in range {
      if bytes[index] == UInt8(ascii: ".") {
        guard value >= 0 else { return false }
        parts += 1
        value = -1
      } else {
        guard ASCII.isDigit(bytes[index]), value != 0 else { return false }
        value = max(value, 0) * 10 + Int(bytes[index] - 0x30)
        guard value <= 255 else { return false }
      }
    }
    return parts == 4 && value >= 0
  }
}
