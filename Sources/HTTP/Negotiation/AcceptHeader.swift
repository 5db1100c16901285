/// What an Accept field wants (RFC 9110 12.5.1). Parameters of a range other than its weight are not told apart.
package struct AcceptHeader: Sendable {
  private struct MediaRange: Sendable {
    let type: String
    let subtype: String
    let quality: Int

    /// 2 for the very type, 1 for `type/*`, 0 for `*/*`; nil where it does not match.
    func precision(for essence: [Substring]) -> Int? {
      if type == "*" { return 0 }
      guard type == essence[0] else { return nil }
      return subtype == "*" ? 1 : subtype == essence[1] ? 2 : nil
    }
  }

  private let ranges: [MediaRange]

  /// Without the field, and where no member of it can be read, everything is welcome.
  package init(_ text: String?) {
    let read = FieldScan.weighted(text ?? "") { scan -> (String, String)? in
      guard let type = scan.token(), scan.take("/"), let subtype = scan.token() else { return nil }
      guard type != "*" || subtype == "*" else { return nil }
      return (type.lowercased(), subtype.lowercased())
    }
    ranges = read.map { MediaRange(type: $0.member.0, subtype: $0.member.1, quality: $0.quality) }
  }

  package init(_ head: RequestHead) { self.init(head.text(.accept)) }

  /// The weight in thousandths that the most precise range gives to a type like `application/json`; 0: not acceptable.
  package func quality(of essence: String) -> Int {
    guard !ranges.isEmpty else { return 1_000 }
    let parts = essence.split(separator: "/")
    let matches = ranges.compactMap { range in range.precision(for: parts).map { (precision: $0, quality: range.quality) } }
    return matches.max { $0 < $1 }?.quality ?? 0
  }

  /// The offered type that is wanted most, the first of equals; nil: 406.
  package func best(of offered: [String]) -> String? {
    var best: (essence: String, quality: Int)?
    for essence in offered {
      let quality = quality(of: essence)
      if quality > (best?.quality ?? 0) { best = (essence, quality) }
    }
    return best?.essence
  }
}
