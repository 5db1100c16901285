/// The request fields that somebody here looks at, found while the head is parsed and never searched for again.
package enum KnownField: UInt8, Sendable, CaseIterable {
  case host, connection, contentLength, transferEncoding, expect
  case authorization, contentType, contentEncoding, idempotencyKey
  case accept, acceptEncoding, acceptLanguage
  case ifMatch, ifNoneMatch, ifModifiedSince, ifUnmodifiedSince, ifRange, range
  case cacheControl, origin, userAgent, forwarded, forwardedFor, lastEventID

  /// The field of that name, whatever its case.
  @inline(__always)
  static func named(_ name: Range<Int>, in bytes: Span<UInt8>) -> KnownField? {
    func pick(_ text: StaticString, _ field: KnownField) -> KnownField? { bytes.isText(text, in: name) ? field : nil }
    // Length and one letter leave a single name to compare with.
    return switch name.count {
    case 4: pick("host", .host)
    case 5: pick("range", .range)
    case 6:
      switch bytes[name.lowerBound] | 0x20 {
      case UInt8(ascii: "a"): pick("accept", .accept)
      case UInt8(ascii: "e"): pick("expect", .expect)
      default: pick("origin", .origin)
      }
    case 8: pick("if-match", .ifMatch) ?? pick("if-range", .ifRange)
    case 9: pick("forwarded", .forwarded)
    case 10: bytes[name.lowerBound] | 0x20 == UInt8(ascii: "u") ? pick("user-agent", .userAgent) : pick("connection", .connection)
    case 12: pick("content-type", .contentType)
    case 13:
      switch bytes[name.lowerBound] | 0x20 {
      case UInt8(ascii: "i"): pick("if-none-match", .ifNoneMatch)
      case UInt8(ascii: "a"): pick("authorization", .authorization)
      case UInt8(ascii: "c"): pick("cache-control", .cacheControl)
      default: pick("last-event-id", .lastEventID)
      }
    case 14: pick("content-length", .contentLength)
    case 15:
      switch bytes[name.lowerBound] | 0x20 {
      case UInt8(ascii: "a"): pick("accept-encoding", .acceptEncoding) ?? pick("accept-language", .acceptLanguage)
      case UInt8(ascii: "x"): pick("x-forwarded-for", .forwardedFor)
      default: pick("idempotency-key", .idempotencyKey)
      }
    case 16: pick("content-encoding", .contentEncoding)
    case 17: pick("if-modified-since", .ifModifiedSince) ?? pick("transfer-encoding", .transferEncoding)
    case 19: pick("if-unmodified-since", .ifUnmodifiedSince)
    default: nil
    }
  }
}

/// For each known field the index of its first line, and whether there is another.
package struct KnownFields: Sendable {
  private var firstLines = SIMD32<Int16>(repeating: -1)
  private var repeated: UInt32 = 0

  init() {}

  @inline(__always)
  mutating func note(_ field: KnownField, line: Int) {
    if firstLines[Int(field.rawValue)] >= 0 {
      repeated |= 1 << UInt32(field.rawValue)
    } else {
      firstLines[Int(field.rawValue)] = Int16(truncatingIfNeeded: line)
    }
  }

  func firstLine(of field: KnownField) -> Int? {
    let line = firstLines[Int(field.rawValue)]
    return line < 0 ? nil : Int(line)
  }

  func isRepeated(_ field: KnownField) -> Bool { repeated >> UInt32(field.rawValue) & 1 == 1 }
}
