/// Text forms of bytes: lower-case hexadecimal, and base64url without padding (RFC 4648 5).
package enum Encodings {
  private static let hexadecimalDigits = Array("0123456789abcdef".utf8)
  private static let base64URLDigits: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

  package static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    for byte in bytes {
      text.append(hexadecimalDigits[Int(byte >> 4)])
      text.append(hexadecimalDigits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  package static func base64URL(_ bytes: [UInt8]) -> String {
    String(unsafeUninitializedCapacity: (bytes.count * 8 + 5) / 6) { text in
      var end = 0
      var bits: UInt32 = 0
      var held: UInt32 = 0
      func put(_ sextet: UInt32) {
        text[end] = base64URLDigits.utf8Start[Int(sextet & 63)]
        end += 1
      }
      for byte in bytes {
        bits = bits << 8 | UInt32(byte)
        held += 8
        while held >= 6 {
          held -= 6
          put(bits >> held)
        }
      }
      if held > 0 { put(bits << (6 - held)) }
      return end
    }
  }
}

extension Encodings {
  /// Reads base64url without padding; nil for any other character or a length that no encoding has.
  package static func bytes(base64URL text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var held = 0
    for character in text.utf8 {
      guard let value = sextet(character) else { return nil }
      bits = bits << 6 | value
      held += 6
      if held >= 8 {
        held -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
      }
    }
    // RFC 4648 3.5: left-over bits must be zero, so that a text has one reading.
    return text.utf8.count % 4 == 1 || bits & (1 << UInt32(held) - 1) != 0 ? nil : bytes
  }

  private static func sextet(_ digit: UInt8) -> UInt32? {
    switch digit {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "-"): 62
    case UInt8(ascii: "_"): 63
    default: nil
    }
  }
}

extension Encodings {
  /// Base64 with its padding (RFC 4648 4).
  package static func base64(_ bytes: [UInt8]) -> String {
    let text = base64URL(bytes).map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }
    return String(text) + String(repeating: "=", count: (4 - text.count % 4) % 4)
  }
}
