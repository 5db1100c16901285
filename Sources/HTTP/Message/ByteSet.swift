/// A set of ASCII characters as two bit masks, so that a test is a shift and never a table in memory.
package struct ByteSet: Sendable {
  package let low: UInt64
  package let high: UInt64

  @inline(__always)
  package init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  @inline(__always)
  package func contains(_ byte: UInt8) -> Bool {
    let half = byte & 0x40 == 0 ? low : high
    return (half &>> UInt64(byte)) & 1 == 1 && byte < 0x80
  }

  /// RFC 9110 5.6.2, tchar.
  package static var token: ByteSet { ByteSet(low: 0x03FF_6CFA_0000_0000, high: 0x57FF_FFFF_C7FF_FFFE) }
  /// RFC 3986 3.3: pchar, the slash, and the percent sign of an encoded octet.
  package static var path: ByteSet { ByteSet(low: 0x2FFF_FFF2_0000_0000, high: 0x47FF_FFFE_87FF_FFFF) }
  /// Of those in a path, all that need no second look: neither the percent sign nor the dot.
  static var plainPath: ByteSet { ByteSet(low: 0x2FFF_BFD2_0000_0000, high: 0x47FF_FFFE_87FF_FFFF) }
  /// RFC 3986 3.4: as in a path, and the question mark.
  package static var query: ByteSet { ByteSet(low: 0xAFFF_FFF2_0000_0000, high: 0x47FF_FFFE_87FF_FFFF) }
  /// RFC 3986 2.3.
  package static var unreserved: ByteSet { ByteSet(low: 0x03FF_6000_0000_0000, high: 0x47FF_FFFE_87FF_FFFE) }
  /// RFC 9110 8.8.3, etagc below 0x80.
  package static var entityTag: ByteSet { ByteSet(low: 0xFFFF_FFFA_0000_0000, high: 0x7FFF_FFFF_FFFF_FFFF) }
}

/// The bytes that HTTP gives a meaning to.
package enum ASCII {
  package static var tab: UInt8 { 0x09 }
  package static var lineFeed: UInt8 { 0x0A }
  package static var carriageReturn: UInt8 { 0x0D }
  package static var space: UInt8 { 0x20 }
  package static var delete: UInt8 { 0x7F }

  @inline(__always)
  package static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// The letter in lower case; other bytes as they are.
  @inline(__always)
  package static func lowered(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }

  /// The value of a hexadecimal digit; nil for another byte.
  @inline(__always)
  package static func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}

extension Span<UInt8> {
  /// Index of the first control character other than HTAB from `start` on; `count` if there is none.
  @inline(__always)
  func endOfText(from start: Int) -> Int {
    var index = start
    while index + 8 <= count {
      let controls = controls(at: index)
      guard controls != 0 else {
        index += 8
        continue
      }
      index += controls.trailingZeroBitCount / 8
      guard self[index] == ASCII.tab else { return index }
      index += 1
    }
    while index < count, self[index] == ASCII.tab || (self[index] >= ASCII.space && self[index] != ASCII.delete) { index += 1 }
    return index
  }

  // Eight bytes in one word: a byte below 0x20 borrows from its own top bit, and 0x7F is where the difference to it is zero.
  // A borrow can mark only bytes behind a true one, so the first mark is exact.
  @inline(__always)
  private func controls(at index: Int) -> UInt64 {
    let word = UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
    let below = (word &- 0x2020_2020_2020_2020) & ~word
    let delete = word ^ 0x7F7F_7F7F_7F7F_7F7F
    let equal = (delete &- 0x0101_0101_0101_0101) & ~delete
    return (below | equal) & 0x8080_8080_8080_8080
  }

  /// True if the bytes are that text, whatever the case of their letters; there must be no control characters among them.
  ///
  /// The text is given in lower case and has only letters, digits, and what else has the bit 0x20 that tells the cases apart.
  @inline(__always)
  func isText(_ text: StaticString, in range: Range<Int>) -> Bool {
    let length = text.utf8CodeUnitCount
    guard range.count == length, length > 0 else { return false }
    guard length >= 8 else { return isShortText(text, at: range.lowerBound) }
    var offset = 0
    while offset + 8 < length {
      guard isWord(text, at: range.lowerBound, offset) else { return false }
      offset += 8
    }
    // The last word overlaps the one before.
    return isWord(text, at: range.lowerBound, length - 8)
  }

  @inline(__always)
  private func isWord(_ text: StaticString, at start: Int, _ offset: Int) -> Bool {
    let word = bytes.unsafeLoadUnaligned(fromByteOffset: start + offset, as: UInt64.self) | 0x2020_2020_2020_2020
    return word == UnsafeRawPointer(text.utf8Start).loadUnaligned(fromByteOffset: offset, as: UInt64.self)
  }

  @inline(__always)
  private func isShortText(_ text: StaticString, at start: Int) -> Bool {
    for offset in 0..<text.utf8CodeUnitCount where self[start + offset] | 0x20 != text.utf8Start[offset] { return false }
    return true
  }

  /// The range without SP and HTAB at both ends (RFC 9110 5.6.3, OWS).
  @inline(__always)
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var first = range.lowerBound
    var end = range.upperBound
    while first < end, self[first] == ASCII.space || self[first] == ASCII.tab { first += 1 }
    while end > first, self[end - 1] == ASCII.space || self[end - 1] == ASCII.tab { end -= 1 }
    return first..<end
  }
}
