/// Reads a request target in one of its four forms (RFC 9112 3.2) and finds path and query in it.
enum RequestTarget {
  static func read(_ line: Span<UInt8>, _ target: Range<Int>, into head: inout RequestHead) throws(HTTPFault) {
    let first = line[target.lowerBound]
    if head.method == .connect {
      guard HostAuthority.isValid(line, target, needsPort: true) else {
        throw .malformed("The target of CONNECT must be a host and a port.")
      }
      head.authority = target
      head.path = target
    } else if first == UInt8(ascii: "/") {
      try readPath(line, target, into: &head)
    } else if first == UInt8(ascii: "*"), target.count == 1 {
      guard head.method == .options else { throw .malformed("Only OPTIONS may have the request target *.") }
      head.path = target
    } else {
      try readAbsolute(line, target, into: &head)
    }
  }

  // RFC 9112 3.2.2: an origin server must take the absolute form, too.
  private static func readAbsolute(_ line: Span<UInt8>, _ target: Range<Int>, into head: inout RequestHead) throws(HTTPFault) {
    guard let scheme = schemeLength(line, target) else {
      throw .malformed("The request target must begin with a slash, or with http:// or https://.")
    }
    let start = target.lowerBound + scheme
    var end = start
    while end < target.upperBound, !isPathStart(line[end]) { end += 1 }
    guard HostAuthority.isValid(line, start..<end) else { throw .malformed("The request target names no valid host.") }
    head.authority = start..<end
    try readPath(line, end..<target.upperBound, into: &head)
  }

  private static func isPathStart(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") }

  private static func schemeLength(_ line: Span<UInt8>, _ target: Range<Int>) -> Int? {
    func begins(_ scheme: StaticString) -> Bool {
      let length = scheme.utf8CodeUnitCount
      return target.count >= length && line.isText(scheme, in: target.lowerBound..<target.lowerBound + length)
    }
    return begins("http://") ? 7 : begins("https://") ? 8 : nil
  }

  /// Checks path and query byte by byte; an empty path is left empty and means the root.
  private static func readPath(_ line: Span<UInt8>, _ range: Range<Int>, into head: inout RequestHead) throws(HTTPFault) {
    var cursor = range.lowerBound
    var isPlain = true
    while cursor < range.upperBound {
      if !ByteSet.plainPath.contains(line[cursor]) {
        guard ByteSet.path.contains(line[cursor]) else { break }
        isPlain = false
      }
      cursor += 1
    }
    let path = range.lowerBound..<cursor
    if !isPlain { try checkPath(line, path) }
    head.path = path
    guard cursor < range.upperBound else { return }
    guard line[cursor] == UInt8(ascii: "?") else { throw notAllowed(line[cursor]) }
    try readQuery(line, cursor + 1..<range.upperBound, into: &head)
  }

  private static func readQuery(_ line: Span<UInt8>, _ query: Range<Int>, into head: inout RequestHead) throws(HTTPFault) {
    var isPlain = true
    for index in query {
      guard ByteSet.query.contains(line[index]) else { throw notAllowed(line[index]) }
      if line[index] == UInt8(ascii: "%") { isPlain = false }
    }
    guard isPlain || PercentCoding.isValid(line, query, allowsControls: true) else { throw encoding }
    head.query = query
  }

  // A dot segment can only mean that somebody wants out: clients resolve them before they ask (RFC 3986 5.2.4).
  private static func checkPath(_ line: Span<UInt8>, _ path: Range<Int>) throws(HTTPFault) {
    guard PercentCoding.isValid(line, path, allowsControls: false) else { throw encoding }
    var dots = 0
    var others = 0
    var index = path.lowerBound
    while index <= path.upperBound {
      let isEnd = index == path.upperBound || line[index] == UInt8(ascii: "/")
      if isEnd, others == 0, dots == 1 || dots == 2 { throw .malformed("The path has a dot segment; ask for the path it leads to.") }
      if isEnd {
        dots = 0
        others = 0
        index += 1
      } else if line[index] == UInt8(ascii: ".") {
        dots += 1
        index += 1
      } else if isEncodedDot(line, index, path.upperBound) {
        dots += 1
        index += 3
      } else {
        others += 1
        index += 1
      }
    }
  }

  private static func isEncodedDot(_ line: Span<UInt8>, _ index: Int, _ end: Int) -> Bool {
    guard index + 2 < end, line[index] == UInt8(ascii: "%"), line[index + 1] == UInt8(ascii: "2") else { return false }
    return ASCII.lowered(line[index + 2]) == UInt8(ascii: "e")
  }

  private static var encoding: HTTPFault {
    .malformed("The request target has a percent-encoding that is incomplete, or that does not decode to UTF-8 text.")
  }

  private static func notAllowed(_ byte: UInt8) -> HTTPFault {
    switch byte {
    case UInt8(ascii: "#"): .malformed("A request target has no fragment; leave out the # and what follows.")
    case 0x80...: .malformed("The request target has bytes outside ASCII; percent-encode them.")
    default: .malformed("The request target has a character that must be percent-encoded.")
    }
  }
}
