/// A recursive descent over the bytes of one JSON text; the depth limit bounds the recursion.
struct JSONParser {
  let bytes: [UInt8]
  let limits: JSONReader
  var index = 0
  private var depth = 0

  init(bytes: [UInt8], limits: JSONReader) {
    self.bytes = bytes
    self.limits = limits
  }

  mutating func text() throws(JSONFault) -> JSONValue {
    skipWhiteSpace()
    let value = try value()
    skipWhiteSpace()
    guard index == bytes.count else { throw fault("the text goes on after its value") }
    return value
  }

  /// The byte to read next; nil at the end.
  var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  mutating func skipWhiteSpace() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  /// A fault at the present place, or at the one given.
  func fault(_ what: String, at place: Int? = nil) -> JSONFault {
    let before = bytes[..<min(place ?? index, bytes.count)]
    let line = before.reduce(into: 1) { count, byte in if byte == 0x0A { count += 1 } }
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    // Columns count characters: the bytes that do not go on with one.
    let column = before[lineStart...].reduce(into: 1) { count, byte in if byte & 0xC0 != 0x80 { count += 1 } }
    return .malformed("\(what) at line \(line), column \(column)")
  }

  private mutating func value() throws(JSONFault) -> JSONValue {
    switch next {
    case UInt8(ascii: "{"): return try nested { parser throws(JSONFault) in try parser.object() }
    case UInt8(ascii: "["): return try nested { parser throws(JSONFault) in try parser.array() }
    case UInt8(ascii: "\""): return .string(try string())
    case let byte? where byte == UInt8(ascii: "-") || (0x30...0x39).contains(byte): return try number()
    case UInt8(ascii: "t"): return try literal("true", .boolean(true))
    case UInt8(ascii: "f"): return try literal("false", .boolean(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    case nil: throw fault("the text ends where a value should stand")
    default: throw fault("no value begins with this character")
    }
  }

  private mutating func nested(
    _ read: (inout JSONParser) throws(JSONFault) -> JSONValue
  ) throws(JSONFault) -> JSONValue {
    depth += 1
    guard depth <= limits.maxDepth else { throw .tooDeep(limit: limits.maxDepth) }
    index += 1
    skipWhiteSpace()
    let value = try read(&self)
    depth -= 1
    return value
  }

  private mutating func array() throws(JSONFault) -> JSONValue {
    var elements: [JSONValue] = []
    if take("]") { return .array(elements) }
    while true {
      elements.append(try value())
      skipWhiteSpace()
      if take("]") { return .array(elements) }
      guard take(",") else { throw fault("a comma or ] is missing") }
      skipWhiteSpace()
    }
  }

  private mutating func object() throws(JSONFault) -> JSONValue {
    var members: [String: JSONValue] = [:]
    if take("}") { return .object(members) }
    while true {
      let start = index
      guard next == UInt8(ascii: "\"") else { throw fault("a member's name in quotation marks is missing") }
      let name = try string()
      guard members.count < limits.maxKeys else { throw .tooManyKeys(limit: limits.maxKeys) }
      skipWhiteSpace()
      guard take(":") else { throw fault("a colon is missing") }
      skipWhiteSpace()
      guard members.updateValue(try value(), forKey: name) == nil else { throw fault("a member stands twice", at: start) }
      skipWhiteSpace()
      if take("}") { return .object(members) }
      guard take(",") else { throw fault("a comma or } is missing") }
      skipWhiteSpace()
    }
  }

  private mutating func literal(_ text: StaticString, _ value: JSONValue) throws(JSONFault) -> JSONValue {
    let end = index + text.utf8CodeUnitCount
    let isThere = end <= bytes.count && text.withUTF8Buffer { bytes[index..<end].elementsEqual($0) }
    guard isThere else { throw fault("no value begins with this character") }
    index = end
    return value
  }
}
