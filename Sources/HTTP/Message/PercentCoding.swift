/// Percent-encoding of UTF-8 text (RFC 3986 2.1), strict in what it takes.
package enum PercentCoding {
  /// True if every percent sign has two hexadecimal digits and the whole decodes to UTF-8 without NUL and, unless allowed, other controls.
  static func isValid(_ bytes: Span<UInt8>, _ range: Range<Int>, allowsControls: Bool) -> Bool {
    var text = UTF8Automaton()
    var index = range.lowerBound
    while index < range.upperBound {
      guard let (byte, length) = octet(bytes, index, range.upperBound), text.take(byte) else { return false }
      guard byte != 0, allowsControls || (byte >= ASCII.space && byte != ASCII.delete) else { return false }
      index += length
    }
    return text.isBetweenCharacters
  }

  /// The text that the range stands for; nil where the encoding is broken. `plusIsSpace` as forms and queries have it.
  package static func decode(_ bytes: Span<UInt8>, _ range: Range<Int>, plusIsSpace: Bool = false) -> String? {
    guard isValid(bytes, range, allowsControls: true) else { return nil }
    return String(unsafeUninitializedCapacity: range.count) { buffer in
      var count = 0
      var index = range.lowerBound
      while index < range.upperBound, let (byte, length) = octet(bytes, index, range.upperBound) {
        buffer[count] = plusIsSpace && length == 1 && byte == UInt8(ascii: "+") ? ASCII.space : byte
        count += 1
        index += length
      }
      return count
    }
  }

  package static func decode(_ text: String, plusIsSpace: Bool = false) -> String? {
    let bytes = Array(text.utf8)
    return decode(bytes.span, 0..<bytes.count, plusIsSpace: plusIsSpace)
  }

  /// The text with every byte but unreserved characters encoded, digits in upper case.
  package static func encode(_ text: String) -> String {
    var encoded: [UInt8] = []
    encoded.reserveCapacity(text.utf8.count * 3)
    encode(text, into: &encoded)
    return String(decoding: encoded, as: UTF8.self)
  }

  /// Appends the encoded text.
  package static func encode(_ text: String, into out: inout [UInt8]) {
    var copy = text
    copy.withUTF8 { bytes in
      guard let first = bytes.firstIndex(where: { !ByteSet.unreserved.contains($0) }) else { return out.append(contentsOf: bytes) }
      out.append(contentsOf: bytes[..<first])
      for byte in bytes[first...] { encode(byte, into: &out) }
    }
  }

  private static func encode(_ byte: UInt8, into out: inout [UInt8]) {
    guard !ByteSet.unreserved.contains(byte) else { return out.append(byte) }
    let digits: StaticString = "0123456789ABCDEF"
    out.append(UInt8(ascii: "%"))
    out.append(digits.utf8Start[Int(byte >> 4)])
    out.append(digits.utf8Start[Int(byte & 15)])
  }

  @inline(__always)
  private static func octet(_ bytes: Span<UInt8>, _ index: Int, _ end: Int) -> (byte: UInt8, length: Int)? {
    guard bytes[index] == UInt8(ascii: "%") else { return (bytes[index], 1) }
    guard index + 2 < end, let high = ASCII.hexValue(bytes[index + 1]), let low = ASCII.hexValue(bytes[index + 2]) else { return nil }
    return (high << 4 | low, 3)
  }
}

/// Recognises well-formed UTF-8 a byte at a time (Unicode table 3-7): no overlong form, no surrogate, nothing above U+10FFFF.
struct UTF8Automaton {
  private var missing = 0
  private var lowest: UInt8 = 0x80
  private var highest: UInt8 = 0xBF

  var isBetweenCharacters: Bool { missing == 0 }

  /// False if the byte can't stand there.
  mutating func take(_ byte: UInt8) -> Bool {
    guard missing == 0 else {
      guard byte >= lowest, byte <= highest else { return false }
      (lowest, highest) = (0x80, 0xBF)
      missing -= 1
      return true
    }
    switch byte {
    case 0x00...0x7F: return true
    case 0xC2...0xDF: missing = 1
    case 0xE0: (missing, lowest) = (2, 0xA0)
    case 0xED: (missing, highest) = (2, 0x9F)
    case 0xE1...0xEF: missing = 2
    case 0xF0: (missing, lowest) = (3, 0x90)
    case 0xF1...0xF3: missing = 3
    case 0xF4: (missing, highest) = (3, 0x8F)
    default: return false
    }
    return true
  }
}
