/// Makes one text of hard-wrapped lines: nothing between ideographs, a space between words, a line-end hyphen taken out.
package enum LineJoiner {
  /// One line without the white space that setting left in it: none between ideographs, single between words.
  package static func tidied(_ text: [Unicode.Scalar]) -> String {
    String(scalars: tidy(text))
  }

  static func tidy(_ line: [Unicode.Scalar]) -> [Unicode.Scalar] {
    let text = trimmed(line)
    if isLetterSpaced(text) { return text.filter { !$0.isSpace } }
    var result: [Unicode.Scalar] = []
    result.reserveCapacity(text.count)
    var gap = false
    for scalar in text {
      if scalar.isSpace {
        gap = true
        continue
      }
      if gap, let last = result.last, keepsGap(last, scalar) { result.append(" ") }
      gap = false
      result.append(scalar)
    }
    return result
  }

  /// Between two characters of Chinese a gap is the setter's; beside Latin letters and digits it stays.
  private static func keepsGap(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
    !(isWide(left) && isWide(right))
  }

  static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x2E80 || isShared(scalar)
  }

  /// Quotation marks and dashes serve both scripts: as broad as an ideograph in one, narrow in the other.
  private static func isShared(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "“", "”", "‘", "’", "…", "—": true
    default: false
    }
  }

  /// `云 湖 大 桥`: a space after nearly every character.
  static func isLetterSpaced(_ text: [Unicode.Scalar]) -> Bool {
    guard text.count >= 7 else { return false }
    guard text.count(where: isWide) >= 4, !text.contains("\t") else { return false }
    let letters = text.count { !$0.isSpace }
    let gaps = zip(text, text.dropFirst()).count { !$0.isSpace && $1.isSpace }
    return Double(gaps) >= 0.6 * Double(letters - 1)
  }

  /// Joins line by line.
  package static func join(_ lines: [[Unicode.Scalar]]) -> String {
    var result: [Unicode.Scalar] = []
    for line in lines { append(tidy(line), to: &result) }
    return String(scalars: result)
  }

  static func append(_ next: [Unicode.Scalar], to result: inout [Unicode.Scalar]) {
    guard let first = next.first else { return }
    if let last = result.last {
      if isHyphenated(result, next) {
        result.removeLast()
      } else if needsSpace(context(result.reversed(), last), context(next, first)) {
        result.append(" ")
      }
    }
    result.append(contentsOf: next)
  }

  /// The letter that tells which script a quotation mark at the joint belongs to; the mark's neighbour, else the mark.
  private static func context(_ side: some Sequence<Unicode.Scalar>, _ edge: Unicode.Scalar) -> Unicode.Scalar {
    guard isShared(edge), edge != "—" else { return edge }
    return side.first { !isShared($0) && !$0.isSpace } ?? edge
  }

  /// `hyphen-` + `ation`: letters on both sides, the second small.
  private static func isHyphenated(_ result: [Unicode.Scalar], _ next: [Unicode.Scalar]) -> Bool {
    guard result.count >= 2, let last = result.last, last == "-" || last == "\u{2010}" || last == "\u{AD}" else { return false }
    return result[result.count - 2].isLatin && next[0].isLowercaseLatin
  }

  private static func needsSpace(_ last: Unicode.Scalar, _ first: Unicode.Scalar) -> Bool {
    guard !isWide(last), !isWide(first) else { return false }
    if last == "-" || last == "/" || last == "—" || last == "–" { return false }
    // `2024` + `年` is handled above; `com.` + `cn` belongs together only where no sentence ends.
    return true
  }

  /// Joins the lines of a title: as text, but a gap between two halves of a couplet stays as one space.
  static func joinTitle(_ lines: [[Unicode.Scalar]]) -> String {
    var result: [Unicode.Scalar] = []
    for line in lines { append(isLetterSpaced(line) ? tidy(line) : titleLine(line), to: &result) }
    return String(scalars: result)
  }

  private static func titleLine(_ line: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    var gap = 0
    for scalar in trimmed(line) {
      if scalar.isSpace {
        gap += scalar == "\u{3000}" ? 2 : 1
        continue
      }
      // Two names, or two halves, are parted by the setter on purpose; one stray blank is not.
      if gap > 0, let last = result.last, keepsGap(last, scalar) || gap >= 2 { result.append(" ") }
      gap = 0
      result.append(scalar)
    }
    return result
  }
}
