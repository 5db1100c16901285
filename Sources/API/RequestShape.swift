import HTTP

/// What a public read's fields say of the answer, read in place.
struct RequestShape {
  var variant: AnswerCache.Variant

  /// Nil where a field asks for more than a kept answer can know: a token, a condition on the date, another form.
  init?(_ head: borrowing RequestHead, followsOrigin: Bool) {
    guard head.method == .get || head.method == .head, head.framing == .none else { return nil }
    guard head[.authorization] == nil, head[.expect] == nil, head[.ifMatch] == nil, head[.ifUnmodifiedSince] == nil else { return nil }
    guard head[.ifModifiedSince] == nil || head[.ifNoneMatch] != nil, !followsOrigin || head[.origin] == nil else { return nil }
    guard !head.isRepeated(.ifNoneMatch), !head.isRepeated(.accept), !head.isRepeated(.acceptEncoding) else { return nil }
    if let accept = head[.accept] {
      guard Self.isText("*/*", head, accept) || Self.isText("application/json", head, accept) else { return nil }
    }
    variant = .plain
    guard let coding = head[.acceptEncoding] else { return }
    // Weights and wildcards are left to the whole reading.
    for index in coding where head.bytes[index] == UInt8(ascii: ";") || head.bytes[index] == UInt8(ascii: "*") { return nil }
    if Self.hasGzip(head, coding) { variant = .gzip }
  }

  private static func isText(_ text: StaticString, _ head: borrowing RequestHead, _ range: Range<Int>) -> Bool {
    guard range.count == text.utf8CodeUnitCount else { return false }
    for offset in 0..<range.count where head.bytes[range.lowerBound + offset] != text.utf8Start[offset] { return false }
    return true
  }

  private static func hasGzip(_ head: borrowing RequestHead, _ range: Range<Int>) -> Bool {
    let word: StaticString = "gzip"
    guard range.count >= 4 else { return false }
    for start in range.lowerBound...(range.upperBound - 4) {
      let before = start == range.lowerBound || isDelimiter(head.bytes[start - 1])
      let after = start + 4 == range.upperBound || isDelimiter(head.bytes[start + 4])
      guard before, after else { continue }
      var offset = 0
      while offset < 4, head.bytes[start + offset] | 0x20 == word.utf8Start[offset] { offset += 1 }
      if offset == 4 { return true }
    }
    return false
  }

  private static func isDelimiter(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ",") || byte == 0x20 || byte == 0x09 }
}
