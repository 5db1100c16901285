/// Which lines belong with the line after them by the way the issue uses blank lines.
enum BoundLines {
  /// Blank lines between frames only are fewer than this share of all joints.
  private static let fewBlanks = 0.3
  /// Of the paragraph ends in such an issue, at least this share has no blank line.
  private static let plainEnds = 0.5

  /// True at a line that is not to be parted from the next one of the file.
  static func read(_ facts: [LineFacts], pages: [Page]) -> [Bool] {
    let blank = pages.flatMap { $0.lines.map(\.followsBlank) }
    var bound = facts.indices.map { i in
      i + 1 < facts.count && facts[i].softBreakAfter && !facts[i].endsSentence && !facts[i].hasByline && facts[i + 1].isTitle
    }
    if framesAreSetOff(facts, blank: blank) {
      for i in facts.indices.dropLast() where !blank[i + 1] && facts[i + 1].page == facts[i].page { bound[i] = true }
    }
    return bound
  }

  private static func framesAreSetOff(_ facts: [LineFacts], blank: [Bool]) -> Bool {
    let joints = facts.indices.dropLast().filter { facts[$0 + 1].page == facts[$0].page }
    let blanks = joints.count { blank[$0 + 1] }
    guard blanks > 0, Double(blanks) < fewBlanks * Double(joints.count) else { return false }
    let ends = joints.filter { facts[$0].tail == .finishedShort }
    return Double(ends.count { !blank[$0 + 1] }) >= plainEnds * Double(max(1, ends.count))
  }
}
