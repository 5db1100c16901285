/// A line taken apart at its gaps and jump marks. A gap is a tab, or as many blanks as make one.
struct LineParts {
  /// What is text: without gaps at the ends, byline and jump marks.
  var body: String
  /// Pushed off the left edge, further than an indent, or a byline that has lost its gap.
  var hangs: Bool
  var endsWithGap: Bool
  var hasByline = false
  /// The printed page that the text goes on at, and the one that it comes from.
  var jumpsTo: Int?
  var jumpedFrom: Int?

  /// Tab stops that set a byline off from the text before it; blanks that push a line off the edge are as many.
  private static let bylineGap = 2.0
  private static let longestByline = 24
  /// Marks that may stand after a pointer.
  private static let afterJump = 2

  init(_ line: String) {
    let scalars = line.scalarArray
    let (before, after) = (scalars.prefix(while: \.isSpace), scalars.reversed().prefix(while: \.isSpace))
    hangs = before.contains("\t") || before.tabStops >= LineParts.bylineGap
    endsWithGap = after.contains("\t") || after.tabStops >= 1
    body = line.trimmed
    takeByline()
    takeJumps()
  }

  private mutating func takeByline() {
    let scalars = body.scalarArray
    guard let end = endOfText(scalars) else { return }
    hasByline = true
    body = String(scalars: trimmed(scalars[..<end]))
  }

  /// Where the text before a hanging byline ends; nil without one.
  private mutating func endOfText(_ scalars: [Unicode.Scalar]) -> Int? {
    guard let gap = LineParts.lastGap(scalars) else {
      // `By …` stands under a title, and ends nothing.
      if Byline.standsAlone(scalars), scalars.contains(where: \.isHan) { hangs = true }
      return Byline.afterStop(in: scalars)
    }
    let after = scalars[gap.upperBound...]
    guard after.count <= LineParts.longestByline, !GlyphClass.endsSentence(after) else { return nil }
    return after.contains { $0 == "转" || $0 == "轉" } ? nil : gap.lowerBound
  }

  private static func lastGap(_ scalars: [Unicode.Scalar]) -> Range<Int>? {
    var end = scalars.count
    while let last = scalars[..<end].lastIndex(where: \.isSpace) {
      let start = scalars[..<last].lastIndex { !$0.isSpace }.map { $0 + 1 } ?? 0
      if scalars[start...last].tabStops >= bylineGap { return start..<last + 1 }
      end = start
    }
    return nil
  }

  /// Takes off a pointer to another page that ends the line, and one that begins it.
  private mutating func takeJumps() {
    let scalars = Array(body.unicodeScalars)
    let jumps = Jump.find(in: scalars)
    guard !jumps.isEmpty else { return }
    var kept = scalars.indices
    if let jump = jumps.last, jump.direction == .to, scalars[jump.range.upperBound...].count(where: { !$0.isSpace }) <= LineParts.afterJump
    {
      jumpsTo = jump.page
      kept = kept.lowerBound..<jump.range.lowerBound
    }
    if let jump = jumps.first, jump.direction == .from, scalars[..<jump.range.lowerBound].allSatisfy(\.isSpace) {
      jumpedFrom = jump.page
      kept = jump.range.upperBound..<max(jump.range.upperBound, kept.upperBound)
    }
    body = String(scalars: scalars[kept]).trimmed
  }

  /// Ems that `text` takes in print; tabs inside a line are the extraction's own and take none.
  static func width(_ text: String) -> Double {
    var width = 0.0
    var spaces = 0
    var letters = 0
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09: continue
      case 0x20, 0xA0: spaces += 1
      case 0x21...0x7E:
        width += 0.52
        letters += 1
      case 0xC0...0x24F: width += 0.52
      default:
        width += 1
        letters += 1
      }
    }
    // A letter-spaced line fills its column with few letters; its spaces are wide.
    let spaced = spaces * 5 > letters * 3 && letters > 6
    return width + Double(spaces) * (spaced ? 0.55 : 0.3)
  }
}
