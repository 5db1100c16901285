extension RequestHead {
  /// Settles what the fields say of the message itself: host, framing, connection, expectation.
  mutating func settle() throws(HTTPFault) {
    if path.isEmpty { implyPath() }
    try settleHost()
    try settleFraming()
    settleConnection()
    try settleExpectation()
  }

  // RFC 9112 3.2.1 and 3.2.4: without a path the absolute form asks for the root, or, by OPTIONS and without a query, for the server.
  private mutating func implyPath() {
    path = bytes.count..<bytes.count + 1
    bytes.append(method == .options && query == nil ? UInt8(ascii: "*") : UInt8(ascii: "/"))
  }

  // RFC 9112 3.2: 400 to a request without Host in 1.1, with more than one, or with an invalid one; the absolute form wins over it.
  private mutating func settleHost() throws(HTTPFault) {
    guard let host = self[.host] else {
      guard minorVersion == 0 else { throw .malformed("The request has no Host field.") }
      return
    }
    guard !isRepeated(.host) else { throw .malformed("The request has more than one Host field.") }
    guard HostAuthority.isValid(bytes.span, host) else { throw .malformed("The Host field names no valid host and port.") }
    if authority == nil { authority = host }
  }

  // RFC 9112 6.1 and 6.3: whatever two recipients could frame differently is refused.
  private mutating func settleFraming() throws(HTTPFault) {
    if let coding = self[.transferEncoding] {
      guard self[.contentLength] == nil else { throw .malformed("The request has both Content-Length and Transfer-Encoding.") }
      guard minorVersion == 1 else { throw .malformed("Transfer-Encoding does not exist in HTTP/1.0.") }
      guard !isRepeated(.transferEncoding), bytes.span.isText("chunked", in: coding) else {
        throw .malformed("Transfer-Encoding must be exactly one: chunked.")
      }
      framing = .chunked
    } else if let length = self[.contentLength] {
      guard !isRepeated(.contentLength) else { throw .malformed("The request has more than one Content-Length.") }
      guard let count = decimal(length) else { throw .malformed("Content-Length must be one decimal number of bytes.") }
      framing = count == 0 ? .none : .contentLength(count)
    }
  }

  private func decimal(_ range: Range<Int>) -> Int? {
    guard !range.isEmpty else { return nil }
    var value = 0
    for index in range {
      guard ASCII.isDigit(bytes[index]) else { return nil }
      let (tenfold, overflow) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tenfold.addingReportingOverflow(Int(bytes[index] - 0x30))
      guard !overflow, !carry else { return nil }
      value = sum
    }
    return value
  }

  // RFC 9112 9.3: close wins; 1.1 persists by default, 1.0 only by keep-alive. What follows a CONNECT could be a tunnel's.
  private mutating func settleConnection() {
    keepsAlive = minorVersion == 1
    guard let connection = self[.connection] else {
      if method == .connect { keepsAlive = false }
      return
    }
    let values = isRepeated(.connection) ? lines(of: .connection) : [connection]
    if values.contains(where: { hasToken("keep-alive", in: $0) }) { keepsAlive = true }
    if method == .connect || values.contains(where: { hasToken("close", in: $0) }) { keepsAlive = false }
  }

  private func hasToken(_ token: StaticString, in range: Range<Int>) -> Bool {
    let span = bytes.span
    var start = range.lowerBound
    for index in range.lowerBound...range.upperBound where index == range.upperBound || bytes[index] == UInt8(ascii: ",") {
      if span.isText(token, in: span.trimmed(start..<index)) { return true }
      start = index + 1
    }
    return false
  }

  // RFC 9110 10.1.1: in HTTP/1.0 the expectation is ignored, and without a body there is nothing to wait for.
  private mutating func settleExpectation() throws(HTTPFault) {
    guard self[.expect] != nil, minorVersion == 1 else { return }
    guard lines(of: .expect).allSatisfy({ isText("100-continue", in: $0) }) else {
      throw HTTPFault(417, "expectation-failed", "The only expectation met here is 100-continue.")
    }
    expectsContinue = framing != .none
  }

  private func isText(_ text: StaticString, in range: Range<Int>) -> Bool { bytes.span.isText(text, in: range) }
}
