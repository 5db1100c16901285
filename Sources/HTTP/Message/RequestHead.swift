/// The head of one request, as ranges into its own bytes; nothing is a String until somebody asks.
///
/// A connection keeps one value and refills it, so its storage is reused; a copy that a handler keeps stays as it was.
package struct RequestHead: Sendable {
  /// One field line: name and value without surrounding white space.
  package struct FieldLine: Sendable {
    package var name: Range<Int>
    package var value: Range<Int>
  }

  /// The head's bytes, from the first of the request line to the last line feed.
  package var bytes: [UInt8] = []
  package var method = Method.get
  package var methodName = 0..<0
  /// The request target as sent.
  package var target = 0..<0
  /// The path of the target, still percent-encoded; for the absolute form without scheme and authority.
  package var path = 0..<0
  /// What follows the question mark; nil where there is none.
  package var query: Range<Int>?
  /// 0 or 1, of HTTP/1.x.
  package var minorVersion = 1
  package var fields: [FieldLine] = []
  /// What RFC 9112 6 says of the body that follows.
  package var framing = BodyFraming.none
  package var keepsAlive = true
  /// True if the client waits for 100 (Continue) before it sends the body that the head announces.
  package var expectsContinue = false
  /// The host and port that were asked for: of the absolute form, else of Host; nil in HTTP/1.0 without either.
  package var authority: Range<Int>?
  var known = KnownFields()

  package init() {}

  /// A head of which only the method was understood, and after which the connection ends.
  package init(unreadOf method: Method) {
    self.method = method
    keepsAlive = false
  }

  /// Empties the head for the next request and keeps its storage.
  mutating func reset() {
    bytes.removeAll(keepingCapacity: true)
    fields.removeAll(keepingCapacity: true)
    method = .get
    methodName = 0..<0
    target = 0..<0
    path = 0..<0
    query = nil
    minorVersion = 1
    framing = .none
    keepsAlive = true
    expectsContinue = false
    authority = nil
    known = KnownFields()
  }

  /// The value of the first line of a known field; nil where there is none. Searches nothing.
  package subscript(field: KnownField) -> Range<Int>? {
    guard let line = known.firstLine(of: field), line < fields.count else { return nil }
    return fields[line].value
  }

  /// True if more than one line has that name.
  package func isRepeated(_ field: KnownField) -> Bool { known.isRepeated(field) }

  /// The value of a known field as text, several lines joined by commas (RFC 9110 5.2); nil where there is none.
  package func text(_ field: KnownField) -> String? {
    guard let first = self[field] else { return nil }
    guard isRepeated(field) else { return string(first) }
    return lines(of: field).map(string).joined(separator: ", ")
  }

  /// The value of every line of a known field, in order.
  package func lines(of field: KnownField) -> [Range<Int>] {
    let span = bytes.span
    var values: [Range<Int>] = []
    for line in fields where KnownField.named(line.name, in: span) == field { values.append(line.value) }
    return values
  }

  /// The value of the first field of that name (given in lower case); nil where there is none.
  package func firstValue(of name: StaticString) -> Range<Int>? {
    for field in fields where isName(field.name, name) { return field.value }
    return nil
  }

  package func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private func isName(_ range: Range<Int>, _ name: StaticString) -> Bool {
    guard range.count == name.utf8CodeUnitCount else { return false }
    let start = name.utf8Start
    for offset in 0..<range.count {
      var byte = bytes[range.lowerBound + offset]
      if byte >= 0x41, byte <= 0x5A { byte |= 0x20 }
      guard byte == start[offset] else { return false }
    }
    return true
  }
}

/// How the body of a request is delimited (RFC 9112 6.3).
package enum BodyFraming: Sendable, Equatable {
  case none
  case contentLength(Int)
  case chunked
}
