/// What was wrong with a JSON text, and where.
package enum JSONFault: Error, Equatable, Sendable {
  /// The sentence says what, and names line and column.
  case malformed(String)
  case tooDeep(limit: Int)
  case tooManyKeys(limit: Int)
  case tooManyDigits(limit: Int)
}

/// Reads one JSON text (RFC 8259) in UTF-8 to the letter, within limits that hold before anything over them is built.
///
/// A member that stands twice is a fault: which of the two counts would be a guess. So is half of a surrogate pair, which is no character.
package struct JSONReader: Sendable {
  package var maxDepth = 32
  package var maxKeys = 1_000
  package var maxDigits = 32

  package init() {}

  /// Returns the value of a whole JSON text.
  package func read(_ bytes: [UInt8]) throws(JSONFault) -> JSONValue {
    var parser = JSONParser(bytes: bytes, limits: self)
    return try parser.text()
  }
}
