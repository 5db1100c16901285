import HTTP

/// Preconditions of a request (RFC 9110 13), read in place from its fields.
///
/// A tag here is the opaque part, without quotes. A compressed form of the same content bears the same tag with `-gz`.
enum ConditionalRequest {
  static let gzipMark: StaticString = "-gz"

  /// True if If-None-Match names that tag or any of its coded forms, or is `*`: weak comparison. Allocates nothing.
  static func namesTag(_ head: borrowing RequestHead, _ range: Range<Int>, _ tag: [UInt8]) -> Bool {
    var index = range.lowerBound
    let end = range.upperBound
    if range.count == 1, head.bytes[index] == UInt8(ascii: "*") { return true }
    while index < end {
      let byte = head.bytes[index]
      if byte == UInt8(ascii: ",") || byte == 0x20 || byte == 0x09 {
        index += 1
        continue
      }
      if byte == UInt8(ascii: "W"), index + 1 < end, head.bytes[index + 1] == UInt8(ascii: "/") { index += 2 }
      guard index < end, head.bytes[index] == UInt8(ascii: "\"") else { return false }
      let start = index + 1
      index = start
      while index < end, head.bytes[index] != UInt8(ascii: "\"") { index += 1 }
      guard index < end else { return false }
      if isTag(head, start..<index, tag) { return true }
      index += 1
    }
    return false
  }

  private static func isTag(_ head: borrowing RequestHead, _ range: Range<Int>, _ tag: [UInt8]) -> Bool {
    let mark = gzipMark.utf8CodeUnitCount
    let isMarked = range.count == tag.count + mark
    guard range.count == tag.count || isMarked else { return false }
    for offset in 0..<tag.count where head.bytes[range.lowerBound + offset] != tag[offset] { return false }
    guard isMarked else { return true }
    for offset in 0..<mark where head.bytes[range.lowerBound + tag.count + offset] != gzipMark.utf8Start[offset] { return false }
    return true
  }

  /// What a read's preconditions come to; `modifiedAt` and `now` are in seconds since 1970. Throws 400 for an If-Match that is no list of tags.
  static func forRead(_ head: RequestHead, tag: String, modifiedAt: Int64?, now: Int64) throws(HTTPFault) -> Preconditions.Verdict {
    let conditions = Preconditions(head, now: now)
    guard !conditions.isEmpty else { return .proceed }
    return try conditions.evaluate([EntityTag(tag), EntityTag("\(tag)\(gzipMark)")], lastModified: modifiedAt)
  }

  // RFC 9110 13.1.3: what is no date, or more than one, is ignored.
  static func date(_ head: RequestHead, _ field: KnownField, _ now: Int64) -> Int64? {
    guard let range = head[field], !head.isRepeated(field) else { return nil }
    return HTTPDate.parse(head.string(range), now: now)
  }
}
