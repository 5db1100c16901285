/// What a Range field asks for of a body of known length (RFC 9110 14).
package enum ByteRange: Sendable, Equatable {
  /// 200: there is no range, or one that is to be ignored.
  case whole
  /// 206
  case part(Range<Int>)
  /// 416 with `Content-Range: bytes */length`.
  case unsatisfiable

  /// One range of bytes is served; several, other units and what is malformed are ignored, as RFC 9110 14.2 allows.
  package init(_ head: RequestHead, length: Int, tag: EntityTag, lastModified: Int64, now: Int64) {
    guard head.method == .get, let range = head[.range], !head.isRepeated(.range) else {
      self = .whole
      return
    }
    guard Self.isFresh(head, tag: tag, lastModified: lastModified, now: now) else {
      self = .whole
      return
    }
    self = Self.parse(head.string(range), length: length)
  }

  /// The value of Content-Range for a body of that length.
  package func contentRange(length: Int) -> String? {
    switch self {
    case .whole: nil
    case .part(let range): "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(length)"
    case .unsatisfiable: "bytes */\(length)"
    }
  }

  // RFC 9110 13.1.5: a strong tag that is ours, or the very date; anything else means the client has another version.
  private static func isFresh(_ head: RequestHead, tag: EntityTag, lastModified: Int64, now: Int64) -> Bool {
    guard let condition = head[.ifRange] else { return true }
    let text = head.string(condition)
    if text.hasPrefix("\"") { return text == tag.text && !tag.isWeak }
    return HTTPDate.parse(text, now: now) == lastModified
  }

  static func parse(_ text: String, length: Int) -> ByteRange {
    let unit = "bytes="
    guard text.lowercased().hasPrefix(unit) else { return .whole }
    let ends = text.dropFirst(unit.count).split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2, ends.allSatisfy({ $0.utf8.allSatisfy(ASCII.isDigit) }) else { return .whole }
    switch (ends[0].isEmpty, ends[1].isEmpty) {
    case (true, true): return .whole
    case (true, false):
      let suffix = min(number(ends[1]), length)
      return suffix == 0 ? .unsatisfiable : .part(length - suffix..<length)
    case (false, let isOpen):
      let first = number(ends[0])
      let last = isOpen ? Int.max : number(ends[1])
      guard first <= last else { return .whole }
      return first < length ? .part(first..<min(last, length - 1) + 1) : .unsatisfiable
    }
  }

  // More digits than a number has room for mean a place past any end.
  private static func number(_ digits: Substring) -> Int { Int(digits) ?? Int.max }
}
