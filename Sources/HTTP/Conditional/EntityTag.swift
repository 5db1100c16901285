/// An entity tag (RFC 9110 8.8.3); ours are strong.
package struct EntityTag: Sendable, Hashable {
  /// What stands between the quotation marks.
  package let opaque: String
  package let isWeak: Bool

  package init(_ opaque: String, isWeak: Bool = false) {
    self.opaque = opaque
    self.isWeak = isWeak
  }

  /// As it stands in a field: `"…"` or `W/"…"`.
  package var text: String { (isWeak ? "W/\"" : "\"") + opaque + "\"" }
}

/// The value of If-Match or If-None-Match (RFC 9110 13.1.1 and 13.1.2).
package enum EntityTagList: Sendable, Equatable {
  /// `*`: any version at all.
  case any
  case tags([EntityTag])

  /// Nil where the text is no such list. Empty members are skipped (RFC 9110 5.6.1.2).
  package init?(_ text: String) {
    if text == "*" {
      self = .any
      return
    }
    let bytes = Array(text.utf8)
    var tags: [EntityTag] = []
    var index = 0
    while true {
      while index < bytes.count, [ASCII.space, ASCII.tab, UInt8(ascii: ",")].contains(bytes[index]) { index += 1 }
      guard index < bytes.count else { break }
      guard let tag = Self.tag(bytes, &index) else { return nil }
      tags.append(tag)
      while index < bytes.count, bytes[index] == ASCII.space || bytes[index] == ASCII.tab { index += 1 }
      guard index == bytes.count || bytes[index] == UInt8(ascii: ",") else { return nil }
    }
    guard !tags.isEmpty else { return nil }
    self = .tags(tags)
  }

  // RFC 9110 8.8.3: W/ is case-sensitive, and there is no escape inside the marks.
  private static func tag(_ bytes: [UInt8], _ index: inout Int) -> EntityTag? {
    let isWeak = bytes[index...].starts(with: "W/".utf8)
    if isWeak { index += 2 }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return nil }
    let start = index + 1
    guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\"")) else { return nil }
    guard bytes[start..<end].allSatisfy({ $0 >= 0x80 || ByteSet.entityTag.contains($0) }) else { return nil }
    index = end + 1
    return EntityTag(String(decoding: bytes[start..<end], as: UTF8.self), isWeak: isWeak)
  }

  /// Strong comparison, as If-Match and If-Range need it: a weak tag equals nothing. Without tags nothing exists, and not even `*` holds.
  package func containsStrongly(_ tags: [EntityTag]) -> Bool {
    switch self {
    case .any: !tags.isEmpty
    case .tags(let listed): listed.contains { !$0.isWeak && tags.contains($0) }
    }
  }

  /// Weak comparison, as If-None-Match needs it: the opaque parts are the same.
  package func containsWeakly(_ tags: [EntityTag]) -> Bool {
    switch self {
    case .any: !tags.isEmpty
    case .tags(let listed): listed.contains { one in tags.contains { $0.opaque == one.opaque } }
    }
  }
}
