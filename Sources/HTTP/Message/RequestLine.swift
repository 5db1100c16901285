/// Reads a request line (RFC 9112 3): exactly one space between method, target and version.
struct RequestLine {
  let limits: HTTPLimits

  /// Sets method, target, path, query, version and, for the absolute form, authority. The line comes without its CRLF.
  func read(_ line: Span<UInt8>, into head: inout RequestHead) throws(HTTPFault) {
    var cursor = 0
    while cursor < line.count, ByteSet.token.contains(line[cursor]) { cursor += 1 }
    guard cursor > 0, cursor < line.count, line[cursor] == ASCII.space else {
      throw .malformed("The request line must begin with a method and one space.")
    }
    let name = 0..<cursor
    let targetStart = cursor + 1
    cursor = targetEnd(line, from: targetStart)
    guard cursor > targetStart else { throw .malformed("The request line has no request target.") }
    guard cursor - targetStart <= limits.maxTargetBytes else {
      throw HTTPFault(414, "uri-too-long", "The request target is longer than \(limits.maxTargetBytes) bytes.")
    }
    guard cursor < line.count else { throw .malformed("The request line has no HTTP version; HTTP/0.9 is not spoken here.") }
    let minor = try minorVersion(line.extracting((cursor + 1)...))
    head.methodName = name
    head.method = Method(line.extracting(name))
    head.minorVersion = minor
    head.target = targetStart..<cursor
    try RequestTarget.read(line, targetStart..<cursor, into: &head)
  }

  // A version takes eight bytes, so the space before it is found without a search; one that stands elsewhere is refused with the target.
  private func targetEnd(_ line: Span<UInt8>, from start: Int) -> Int {
    let expected = line.count - 9
    if expected > start, line[expected] == ASCII.space { return expected }
    var end = start
    while end < line.count, line[end] != ASCII.space { end += 1 }
    return end
  }

  // RFC 9112 2.3: HTTP-version is case-sensitive and has one digit on either side. A higher minor version is served as 1.1.
  private func minorVersion(_ version: Span<UInt8>) throws(HTTPFault) -> Int {
    let form: StaticString = "HTTP/"
    guard version.count == 8, version[6] == UInt8(ascii: "."), ASCII.isDigit(version[5]), ASCII.isDigit(version[7]) else {
      throw .malformed("The request line must end in HTTP/1.1 or HTTP/1.0.")
    }
    for index in 0..<form.utf8CodeUnitCount where version[index] != form.utf8Start[index] {
      throw .malformed("The request line must end in HTTP/1.1 or HTTP/1.0.")
    }
    switch version[5] {
    case UInt8(ascii: "1"): return version[7] == UInt8(ascii: "0") ? 0 : 1
    case UInt8(ascii: "0"): throw .malformed("HTTP/0.9 is not spoken here; use HTTP/1.1.")
    default: throw HTTPFault(505, "version-not-supported", "This server speaks HTTP/1.1 and HTTP/1.0.")
    }
  }
}

extension Method {
  /// The method of that name; `other` for a token that is none known here.
  @inline(__always)
  init(_ name: Span<UInt8>) {
    func pick(_ text: StaticString, _ method: Method) -> Method {
      let start = text.utf8Start
      for index in 0..<name.count where name[index] != start[index] { return .other }
      return method
    }
    self =
      switch name.count {
      case 3: name[0] == UInt8(ascii: "G") ? pick("GET", .get) : pick("PUT", .put)
      case 4: name[0] == UInt8(ascii: "H") ? pick("HEAD", .head) : pick("POST", .post)
      case 5: name[0] == UInt8(ascii: "P") ? pick("PATCH", .patch) : pick("TRACE", .trace)
      case 6: pick("DELETE", .delete)
      case 7: name[0] == UInt8(ascii: "O") ? pick("OPTIONS", .options) : pick("CONNECT", .connect)
      default: .other
      }
  }
}
