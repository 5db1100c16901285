/// A line taken apart at its tabs and jump marks.
struct LineParts {
  /// What is text: without tabs at the ends, byline and jump marks.
  var body: String
  var startsWithTab: Bool
  var endsWithTab: Bool
  var hasByline = false
  /// The printed page that the text goes on at, and the one that it comes from.
  var jumpsTo: Int?
  var jumpedFrom: Int?

  /// Tabs in a row that set a byline off from the text before it.
  private static let bylineTabs = 2
  private static let longestByline = 24
  /// Marks that may stand after a pointer.
  private static let afterJump = 2

  init(_ line: String) {
    startsWithTab = line.unicodeScalars.first(where: { $0 != " " && $0 != "\u{3000}" }) == "\t"
    endsWithTab = line.unicodeScalars.last(where: { $0 != " " && $0 != "\u{3000}" }) == "\t"
    body = line.trimmed
    takeByline()
    takeJumps()
  }

  private mutating func takeByline() {
    let scalars = Array(body.unicodeScalars)
    guard let tab = scalars.lastIndex(of: "\t") else { return }
    let run = scalars[...tab].reversed().prefix { $0 == "\t" || $0 == " " }.count { $0 == "\t" }
    let after = scalars[(tab + 1)...]
    guard run >= LineParts.bylineTabs, after.count <= LineParts.longestByline, !GlyphClass.endsSentence(after) else { return }
    guard !after.contains(where: { $0 == "转" || $0 == "轉" }) else { return }
    hasByline = true
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[..<tab])
    body = String(view).trimmed
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
