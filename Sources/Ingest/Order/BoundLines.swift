/// Which lines belong with the line after them, and which do not, by the way the issue uses blank lines.
struct BoundLines {
  /// True at a line that is not to be parted from the next one of the file.
  var bound: [Bool]
  /// Blank lines stand between frames only: a joint across one is as likely broken as not.
  var framesAreSetOff: Bool
  var blankBefore: [Bool]

  /// Blank lines between frames only are fewer than this share of all joints.
  private static let fewBlanks = 0.3
  /// Lines of a frame as tall as its page: fewer blank lines than one in so many part no frames, but stand by chance.
  private static let tallestFrame = 80
  /// Of the paragraph ends in such an issue, at least this share has no blank line.
  private static let plainEnds = 0.5

  static func read(_ facts: [LineFacts], pages: [Page]) -> BoundLines {
    let blank = pages.flatMap { $0.lines.map(\.followsBlank) }
    var bound = facts.indices.map { i in
      i + 1 < facts.count && facts[i].softBreakAfter && !facts[i].endsSentence && !facts[i].hasByline && facts[i + 1].isTitle
    }
    let setOff = framesAreSetOff(facts, blank: blank)
    if setOff {
      for i in facts.indices.dropLast() where !blank[i + 1] && facts[i + 1].page == facts[i].page { bound[i] = true }
    }
    return BoundLines(bound: bound, framesAreSetOff: setOff, blankBefore: blank)
  }

  /// True where a frame may end after line `a` of the file.
  func isFrameEnd(_ a: Int) -> Bool { framesAreSetOff && a + 1 < blankBefore.count && blankBefore[a + 1] }

  private static func framesAreSetOff(_ facts: [LineFacts], blank: [Bool]) -> Bool {
    let joints = facts.indices.dropLast().filter { facts[$0 + 1].page == facts[$0].page }
    let blanks = joints.count { blank[$0 + 1] }
    guard blanks * tallestFrame >= joints.count, Double(blanks) < fewBlanks * Double(joints.count) else { return false }
    let ends = joints.filter { facts[$0].tail == .finishedShort }
    return Double(ends.count { !blank[$0 + 1] }) >= plainEnds * Double(max(1, ends.count))
  }
}
