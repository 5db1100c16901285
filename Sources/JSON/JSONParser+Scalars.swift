extension JSONParser {
  /// A string (RFC 8259 7), from its first quotation mark to its last.
  mutating func string() throws(JSONFault) -> String {
    let start = index
    index += 1
    let first = index
    skipPlain()
    if next == UInt8(ascii: "\"") {
      index += 1
      return try decoded(bytes[first..<index - 1], start)
    }
    var unescaped = Array(bytes[first..<index])
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return try decoded(unescaped[...], start)
      case UInt8(ascii: "\\"):
        index += 1
        try appendEscaped(to: &unescaped)
      default: throw fault("a control character in a string must be escaped")
      }
      let plain = index
      skipPlain()
      unescaped.append(contentsOf: bytes[plain..<index])
    }
    throw fault("the string has no end", at: start)
  }

  /// A number (RFC 8259 6): whole if it is one and fits 64 bits.
  mutating func number() throws(JSONFault) -> JSONValue {
    let start = index
    _ = take("-")
    let isZero = next == UInt8(ascii: "0")
    let whole = try digits()
    guard !isZero || whole == 1 else { throw fault("a number must not begin with a zero", at: start) }
    var count = whole
    if take(".") { count += try digits() }
    if take("e") || take("E") {
      _ = take("+") || take("-")
      count += try digits()
    }
    guard count <= limits.maxDigits else { throw .tooManyDigits(limit: limits.maxDigits) }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    if let integer = Int64(text) { return .integer(integer) }
    guard let real = Double(text), real.isFinite else { throw fault("the number is too large", at: start) }
    return Int64(exactly: real).map { .integer($0) } ?? .number(real)
  }

  /// Skips digits, at least one, and returns how many.
  private mutating func digits() throws(JSONFault) -> Int {
    let start = index
    while index < bytes.count, bytes[index] >= UInt8(ascii: "0"), bytes[index] <= UInt8(ascii: "9") { index += 1 }
    guard index > start else { throw fault("a digit is missing") }
    return index - start
  }

  private mutating func skipPlain() {
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { return }
      index += 1
    }
  }

  private func decoded(_ text: ArraySlice<UInt8>, _ start: Int) throws(JSONFault) -> String {
    guard let string = String(validating: text, as: UTF8.self) else { throw fault("the string is not valid UTF-8", at: start) }
    return string
  }

  private mutating func appendEscaped(to text: inout [UInt8]) throws(JSONFault) {
    let byte = next
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte ?? 0)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text.append(contentsOf: try scalar().utf8)
    default: throw fault("no such escape in a string", at: index - 2)
    }
  }

  // RFC 8259 7: a character outside the basic plane is two escapes, a high surrogate and a low one.
  private mutating func scalar() throws(JSONFault) -> Unicode.Scalar {
    let start = index - 2
    let unit = try codeUnit()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard unit < 0xDC00, take("\\"), take("u") else { throw fault("half of a surrogate pair", at: start) }
    let low = try codeUnit()
    guard (0xDC00...0xDFFF).contains(low), let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) else {
      throw fault("half of a surrogate pair", at: start)
    }
    return scalar
  }

  private mutating func codeUnit() throws(JSONFault) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = next.flatMap(Self.hexadecimal) else { throw fault("\\u needs four hexadecimal digits") }
      unit = unit << 4 | digit
      index += 1
    }
    return unit
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
