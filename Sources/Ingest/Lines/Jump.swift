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
        "下转", "下轉", "转第", "轉第", "转至", "轉至", "转", "轉", "continuedon", "continuedto", "continuesonpage", "turnto", "seepage", "contd.onpage",
        "cont'donpage",
      ], .to)
    + words(["上接", "紧接", "緊接", "承接", "接", "continuedfrom", "contd.frompage", "cont'dfrompage"], .from)

  private static func words(_ words: [String], _ direction: Direction) -> [(word: [Unicode.Scalar], direction: Direction)] {
    words.map { (Array($0.unicodeScalars), direction) }
  }

  /// Too common a word to be a pointer without 页 or 版.
  private static let needsUnit = ["转", "轉", "接"].map { Array($0.unicodeScalars) }
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
    if found.isEmpty, let bare = bare(text) { found.append(bare) }
    return found
  }

  /// A pointer without brackets: alone in its line, or at an end of it where only one of its full wordings can stand.
  private static func bare(_ text: [Unicode.Scalar]) -> Jump? {
    guard let start = text.firstIndex(where: { !$0.isSpace }), let last = text.lastIndex(where: { !$0.isSpace }) else { return nil }
    let whole = start..<last + 1
    if whole.count <= longest, let (direction, page) = read(text[whole]) { return Jump(direction: direction, page: page, range: whole) }
    guard text.contains(where: { $0 == "转" || $0 == "轉" || $0 == "接" || $0 == "C" }) else { return nil }
    for (word, direction) in fullWordings {
      for at in whole where text[at...].starts(with: word) {
        if direction == .from, at > start { break }
        let end = direction == .to ? whole.upperBound : self.end(of: text[at..<whole.upperBound])
        guard end - at <= longest, let (_, page) = read(text[at..<end]) else { continue }
        return Jump(direction: direction, page: page, range: at..<end)
      }
    }
    return nil
  }

  private static let fullWordings: [(word: [Unicode.Scalar], direction: Direction)] =
    words(["下转第", "下轉第", "Continued on page", "CONTINUED ON PAGE", "Continued on p"], .to)
    + words(["上接第", "Continued from page", "CONTINUED FROM PAGE", "Continued from p"], .from)

  /// One past the page number, and its unit, of a pointer that opens a line.
  private static func end(of text: ArraySlice<Unicode.Scalar>) -> Int {
    guard let digit = text.firstIndex(where: \.isDigit) else { return text.endIndex }
    var end = text[digit...].firstIndex { !$0.isDigit } ?? text.endIndex
    let unit = text[end...].firstIndex { !$0.isSpace } ?? end
    if unit < text.endIndex, units.contains(String(text[unit])) { end = unit + 1 }
    return end
  }

  static func read(_ inside: ArraySlice<Unicode.Scalar>) -> (Direction, Int)? {
    let text = IssueLine.folded(Array(inside)).filter { !$0.isSpace }
    guard let mark = marks.first(where: { text.starts(with: $0.word) }) else { return nil }
    var rest = text.dropFirst(mark.word.count)
    for word in ["第", "page", "p.", "p"] where rest.starts(with: Array(word.unicodeScalars)) {
      rest = rest.dropFirst(word.unicodeScalars.count)
      break
    }
    // `A3版`: the letter names the part of a newspaper.
    if let letter = rest.first, letter.isLatin, rest.dropFirst().first?.isDigit == true { rest = rest.dropFirst() }
    let digits = rest.prefix { $0.isDigit || Numerals.isChinese($0) }
    guard !digits.isEmpty, let page = Numerals.value(digits), page > 0 else { return nil }
    let tail = String(scalars: rest.dropFirst(digits.count))
    guard units.contains(tail) || tail.isEmpty && !needsUnit.contains(mark.word) else { return nil }
    return (mark.direction, page)
  }
}
