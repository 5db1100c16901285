/// The line before a chunk: its size in hexadecimal and perhaps extensions (RFC 9112 7.1), a byte at a time.
struct ChunkLine: Sendable {
  private enum Phase: Sendable {
    case size
    /// Blanks that only a semicolon may end.
    case beforeSemicolon
    case beforeName, name, beforeEquals
    case beforeValue, value, quoted, escaped, afterValue
    case lineFeed
  }

  private let limits: HTTPLimits
  private var phase = Phase.size
  private var size = 0
  private var digits = 0
  private var extensionBytes = 0
  private var endsInCarriageReturn = false

  init(limits: HTTPLimits) { self.limits = limits }

  /// Returns the size at the line's end, and is then ready for the next chunk.
  mutating func take(_ byte: UInt8) throws(HTTPFault) -> Int? {
    switch phase {
    case .size: try takeSize(byte)
    case .lineFeed:
      guard byte == ASCII.lineFeed else { throw .malformed("A chunk-size line has a carriage return without its line feed.") }
      let whole = size
      self = ChunkLine(limits: limits)
      return whole
    default: try takeExtension(byte)
    }
    return nil
  }

  /// Takes the CRLF behind a chunk's data; true at its end.
  mutating func takeEnd(_ byte: UInt8) throws(HTTPFault) -> Bool {
    guard byte == (endsInCarriageReturn ? ASCII.lineFeed : ASCII.carriageReturn) else {
      throw .malformed("A chunk's data is not followed by CRLF where its size says.")
    }
    endsInCarriageReturn.toggle()
    return !endsInCarriageReturn
  }

  private mutating func takeSize(_ byte: UInt8) throws(HTTPFault) {
    if let value = ASCII.hexValue(byte) {
      digits += 1
      guard digits <= limits.maxChunkSizeDigits, size <= Int.max >> 4 else {
        throw .malformed("A chunk size has too many digits.")
      }
      size = size << 4 | Int(value)
      return
    }
    guard digits > 0 else { throw .malformed("A chunk does not begin with its size in hexadecimal.") }
    switch byte {
    case ASCII.carriageReturn: phase = .lineFeed
    case UInt8(ascii: ";"), ASCII.space, ASCII.tab:
      phase = byte == UInt8(ascii: ";") ? .beforeName : .beforeSemicolon
      extensionBytes = 1
    default: throw .malformed("A chunk size has a character that is no hexadecimal digit.")
    }
  }

  // RFC 9112 7.1.1: *( BWS ";" BWS name [ BWS "=" BWS ( token / quoted-string ) ] ); the meaning of all of them is ignored.
  private mutating func takeExtension(_ byte: UInt8) throws(HTTPFault) {
    if byte == ASCII.carriageReturn, phase == .name || phase == .value || phase == .afterValue {
      phase = .lineFeed
      return
    }
    extensionBytes += 1
    guard extensionBytes <= limits.maxChunkExtensionBytes else {
      throw .malformed("The extensions of a chunk are longer than \(limits.maxChunkExtensionBytes) bytes.")
    }
    guard let next = following(byte) else { throw .malformed("A chunk extension is malformed.") }
    phase = next
  }

  private func following(_ byte: UInt8) -> Phase? {
    let isBlank = byte == ASCII.space || byte == ASCII.tab
    let isToken = ByteSet.token.contains(byte)
    let isText = (byte >= ASCII.space && byte != ASCII.delete) || byte == ASCII.tab
    let isSemicolon = byte == UInt8(ascii: ";")
    return switch phase {
    case .beforeSemicolon: isBlank ? .beforeSemicolon : isSemicolon ? .beforeName : nil
    case .beforeName: isBlank ? .beforeName : isToken ? .name : nil
    case .name where isToken: .name
    case .name: isBlank ? .beforeEquals : isSemicolon ? .beforeName : byte == UInt8(ascii: "=") ? .beforeValue : nil
    case .beforeEquals: isBlank ? .beforeEquals : isSemicolon ? .beforeName : byte == UInt8(ascii: "=") ? .beforeValue : nil
    case .beforeValue: isBlank ? .beforeValue : isToken ? .value : byte == UInt8(ascii: "\"") ? .quoted : nil
    case .value where isToken: .value
    case .value, .afterValue: isBlank ? .beforeSemicolon : isSemicolon ? .beforeName : nil
    case .quoted: byte == UInt8(ascii: "\"") ? .afterValue : byte == UInt8(ascii: "\\") ? .escaped : isText ? .quoted : nil
    case .escaped: isText ? .quoted : nil
    case .size, .lineFeed: nil
    }
  }
}
