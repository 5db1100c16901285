/// A pointer from a page to where its story goes on, or came from: （下转第3页）, （上接第2页）, (continued on page 4).
package struct Jump: Sendable, Equatable {
  package enum Direction: Sendable { case to, from }

  package var direction: Direction
  package var page: Int
  /// Where it stands among the scalars of its line.
  package var range: Range<Int>

  private static let marks: [(word: [Unicode.Scalar], direction: Direction)] =
    words(
      [
        "下转", "下轉", "转第", "轉第", "转至", "轉至", "continuedon", "continuedto", "continuesonpage", "turnto", "seepage", "contd.onpage",
        "cont'donpage",
      ], .to)
    + words(["上接", "接第", "承接", "continuedfrom", "contd.frompage", "cont'dfrompage"], .from)

  private static func words(_ words: [String], _ direction: Direction) -> [(word: [Unicode.Scalar], direction: Direction)] {
    words.map { (Array($0.unicodeScalars), direction) }
  }

  private static let units = ["页", "頁", "版", "面"]
  private static let longest = 40

  /// All jumps of one line. Only what stands in brackets, or alone in its line, is one.
  package static func find(in text: [Unicode.Scalar]) -> [Jump] {
    var found: [Jump] = []
    for start in text.indices where text[start] == "（" || text[start] == "(" || text[start] == "【" || text[start] == "[" {
      let window = text[start...].prefix(longest)
      guard let end = window.firstIndex(where: { $0 == "）" || $0 == ")" || $0 == "】" || $0 == "]" }) else { continue }
      if let (direction, page) = read(text[(start + 1)..<end]) {
        found.append(Jump(direction: direction, page: page, range: start..<end + 1))
      }
    }
    let whole = trimmed(text)
    if found.isEmpty, whole.count <= longest, let (direction, page) = read(whole[...]), let start = text.firstIndex(where: { !$0.isSpace })
    {
      found.append(Jump(direction: direction, page: page, range: start..<start + whole.count))
    }
    return found
  }

  private static func read(_ inside: ArraySlice<Unicode.Scalar>) -> (Direction, Int)? {
    let text = IssueLine.folded(Array(inside)).filter { !$0.isSpace }
    guard let mark = marks.first(where: { text.starts(with: $0.word) }) else { return nil }
    var rest = text.dropFirst(mark.word.count)
    for word in ["第", "page", "p.", "p"] where rest.starts(with: Array(word.unicodeScalars)) {
      rest = rest.dropFirst(word.unicodeScalars.count)
      break
    }
    let digits = rest.prefix { $0.isDigit || Numerals.isChinese($0) }
    guard !digits.isEmpty, let page = Numerals.value(digits), page > 0 else { return nil }
    let tail = String(scalars: rest.dropFirst(digits.count))
    guard tail.isEmpty || units.contains(tail) else { return nil }
    return (mark.direction, page)
  }
}
