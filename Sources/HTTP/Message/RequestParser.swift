/// A pure, incremental parser of request heads (RFC 9112 2 to 5), which answers every ambiguity with a fault.
///
/// Give it the unconsumed bytes of a connection again and again as they grow; it goes on where it stopped and looks at no byte twice.
/// After a fault the connection must close: what follows can't be framed.
package struct RequestParser: Sendable {
  private enum Phase: Sendable { case emptyLines, requestLine, fieldName, fieldValue }

  package let limits: HTTPLimits
  private var phase = Phase.emptyLines
  private var cursor = 0
  /// Where the request line begins, past empty lines; offsets in the head count from here.
  private var start = 0
  private var lineStart = 0
  private var blockStart = 0
  private var colon = 0
  private var emptyLines = 0

  package init(limits: HTTPLimits = HTTPLimits()) { self.limits = limits }

  /// Parses on. Returns the number of bytes that the finished head took, or nil when more are needed.
  ///
  /// A fault leaves in `head` what was understood before it: method and path if the request line was whole, else nothing.
  package mutating func parse(_ input: Span<UInt8>, into head: inout RequestHead) throws(HTTPFault) -> Int? {
    do throws(HTTPFault) {
      guard try advance(input, &head) else { return nil }
      fill(&head, input)
      try head.settle()
      let consumed = cursor
      self = RequestParser(limits: limits)
      return consumed
    } catch {
      // Before a request line the head is still that of the last request.
      if phase == .emptyLines { head.reset() } else if head.bytes.isEmpty { fill(&head, input) }
      head.keepsAlive = false
      throw error
    }
  }

  private func fill(_ head: inout RequestHead, _ input: Span<UInt8>) {
    let end = min(cursor, input.count)
    guard start < end else { return }
    input.extracting(start..<end).withUnsafeBufferPointer { head.bytes.append(contentsOf: $0) }
  }

  private mutating func advance(_ input: Span<UInt8>, _ head: inout RequestHead) throws(HTTPFault) -> Bool {
    while true {
      switch phase {
      case .emptyLines:
        guard try skipEmptyLines(input) else { return false }
        head.reset()
        phase = .requestLine
      case .requestLine:
        guard try readRequestLine(input, &head) else { return false }
        phase = .fieldName
      case .fieldName:
        guard let isLast = try readFieldName(input) else { return false }
        if isLast { return true }
        phase = .fieldValue
      case .fieldValue:
        guard try readFieldValue(input, &head) else { return false }
        phase = .fieldName
      }
    }
  }

  // RFC 9112 2.2: a server SHOULD ignore at least one empty line before the request line.
  private mutating func skipEmptyLines(_ input: Span<UInt8>) throws(HTTPFault) -> Bool {
    while cursor < input.count {
      guard input[cursor] == ASCII.carriageReturn else {
        start = cursor
        return true
      }
      guard try isLineEnd(input, at: cursor) else { return false }
      emptyLines += 1
      guard emptyLines <= limits.maxLeadingEmptyLines else { throw .malformed("Too many empty lines stand before the request line.") }
      cursor += 2
    }
    return false
  }

  private mutating func readRequestLine(_ input: Span<UInt8>, _ head: inout RequestHead) throws(HTTPFault) -> Bool {
    cursor = input.endOfText(from: cursor)
    guard cursor - start <= limits.maxRequestLineBytes else {
      cursor = start
      throw HTTPFault(414, "uri-too-long", "The request line is longer than \(limits.maxRequestLineBytes) bytes.")
    }
    guard cursor < input.count, try isLineEnd(input, at: cursor) else { return false }
    let line = RequestLine(limits: limits)
    try line.read(input.extracting(start..<cursor), into: &head)
    cursor += 2
    lineStart = cursor
    blockStart = cursor
    return true
  }

  /// Reads up to the colon; true where the empty line ends the head.
  private mutating func readFieldName(_ input: Span<UInt8>) throws(HTTPFault) -> Bool? {
    while cursor < input.count, ByteSet.token.contains(input[cursor]) { cursor += 1 }
    try checkFieldSize()
    guard cursor < input.count else { return nil }
    let byte = input[cursor]
    if cursor == lineStart, byte == ASCII.carriageReturn {
      guard try isLineEnd(input, at: cursor) else { return nil }
      cursor += 2
      return true
    }
    guard byte == UInt8(ascii: ":"), cursor > lineStart else { throw .fieldName(byte, isFirst: cursor == lineStart) }
    colon = cursor
    cursor += 1
    return false
  }

  private mutating func readFieldValue(_ input: Span<UInt8>, _ head: inout RequestHead) throws(HTTPFault) -> Bool {
    cursor = input.endOfText(from: cursor)
    try checkFieldSize()
    guard cursor < input.count, try isLineEnd(input, at: cursor) else { return false }
    guard head.fields.count < limits.maxFields else {
      throw HTTPFault(431, "header-too-large", "The request has more than \(limits.maxFields) header fields.")
    }
    let name = lineStart..<colon
    let value = input.trimmed(colon + 1..<cursor)
    if let field = KnownField.named(name, in: input) { head.known.note(field, line: head.fields.count) }
    head.fields.append(.init(name: lineStart - start..<colon - start, value: value.lowerBound - start..<value.upperBound - start))
    cursor += 2
    lineStart = cursor
    return true
  }

  @inline(__always)
  private func checkFieldSize() throws(HTTPFault) {
    guard cursor - lineStart <= limits.maxFieldBytes else {
      throw HTTPFault(431, "header-too-large", "A header field is longer than \(limits.maxFieldBytes) bytes.")
    }
    guard cursor - blockStart <= limits.maxFieldBlockBytes else {
      throw HTTPFault(431, "header-too-large", "The header fields take more than \(limits.maxFieldBlockBytes) bytes.")
    }
  }

  /// True where a CR and LF stand, false where the LF has not come yet; any other control character is a fault.
  // RFC 9112 2.2: a bare CR or LF could be read as a line's end by one recipient and not by another.
  @inline(__always)
  private func isLineEnd(_ input: Span<UInt8>, at index: Int) throws(HTTPFault) -> Bool {
    guard input[index] == ASCII.carriageReturn else { throw .control(input[index]) }
    guard index + 1 < input.count else { return false }
    guard input[index + 1] == ASCII.lineFeed else { throw .malformed("A carriage return stands without its line feed.") }
    return true
  }
}
