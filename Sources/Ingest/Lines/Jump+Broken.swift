extension Jump {
  /// Longest part of a broken pointer on either line.
  private static let longestPart = 24

  /// The lines of a page with each pointer that a narrow column broke in two, `（下转第` and `3页）`, on one line: a pointer onwards on the
  /// upper, one back on the lower. No character is lost.
  static func mended(_ lines: [SourceLine]) -> [SourceLine] {
    var lines = lines
    for index in lines.indices.dropFirst() {
      let upper = lines[index - 1].text.scalarArray
      let lower = lines[index].text.scalarArray
      guard let (open, close, direction) = broken(upper, lower) else { continue }
      let isAtUpper = direction == .to && (close < lower.count || open == 0)
      let whole = Array(upper[open...]) + lower[..<close]
      lines[index - 1].text = String(scalars: isAtUpper ? upper[..<open] + whole : Array(upper[..<open]))
      lines[index].text = String(scalars: isAtUpper ? Array(lower[close...]) : whole + lower[close...])
    }
    return lines
  }

  /// Where the pointer begins on the upper line, where it ends on the lower one, and which way it points.
  private static func broken(_ upper: [Unicode.Scalar], _ lower: [Unicode.Scalar]) -> (open: Int, close: Int, direction: Direction)? {
    let tail = upper.suffix(longestPart)
    guard let open = tail.lastIndex(where: { $0 == "（" || $0 == "(" || $0 == "【" || $0 == "[" }),
      !tail[open...].contains(where: \.isCloser),
      let close = lower.prefix(longestPart).firstIndex(where: { $0 == "）" || $0 == ")" || $0 == "】" || $0 == "]" })
    else { return nil }
    let inside = Array(upper[(open + 1)...]) + lower[..<close]
    guard let (direction, _) = read(inside[...]) else { return nil }
    return (open, close + 1, direction)
  }
}
