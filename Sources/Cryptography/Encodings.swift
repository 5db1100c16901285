/// Text forms of bytes: lower-case hexadecimal, and base64url without padding (RFC 4648 5).
package enum Encodings {
  private static let hexadecimalDigits = Array("0123456789abcdef".utf8)
  private static let base64URLDigits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  package static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    for byte in bytes {
      text.append(hexadecimalDigits[Int(byte >> 4)])
      text.append(hexadecimalDigits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  package static func base64URL(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    var bits: UInt32 = 0
    var held = 0
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      held += 8
      while held >= 6 {
        held -= 6
        text.append(base64URLDigits[Int(bits >> UInt32(held) & 63)])
      }
    }
    if held > 0 { text.append(base64URLDigits[Int(bits << UInt32(6 - held) & 63)]) }
    return String(decoding: text, as: UTF8.self)
  }
}

extension Encodings {
  /// Reads base64url without padding; nil for any other character or a length that no encoding has.
  package static func bytes(base64URL text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var held = 0
    for character in text.utf8 {
      guard let value = base64URLDigits.firstIndex(of: character) else { return nil }
      bits = bits << 6 | UInt32(value)
      held += 6
      if held >= 8 {
        held -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
      }
    }
    // RFC 4648 3.5: left-over bits must be zero, so that a text has one reading.
    return text.utf8.count % 4 == 1 || bits & (1 << UInt32(held) - 1) != 0 ? nil : bytes
  }
}

extension Encodings {
  /// Base64 with its padding (RFC 4648 4).
  package static func base64(_ bytes: [UInt8]) -> String {
    let text = base64URL(bytes).map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
    return String(text) + String(repeating: "=", count: (4 - text.count % 4) % 4)
  }
}
