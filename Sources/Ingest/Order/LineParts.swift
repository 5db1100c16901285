/// A line taken apart at its tabs and jump marks.
struct LineParts {
  /// What is text: without tabs at the ends, byline and jump marks.
  var body: String
  var startsWithTab: Bool
  var endsWithTab: Bool
  var hasByline = false
  var jumpsOn = false
  var jumpedHere = false

  /// Tabs in a row that set a byline off from the text before it.
  private static let bylineTabs = 2
  private static let longestByline = 24
  private static let longestJump = 28

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

  private mutating func takeJumps() {
    if let range = LineParts.jump(in: body, words: ["下转", "下轉", "转第", "continued on", "Continued on", "CONTINUED ON"], atEnd: true) {
      jumpsOn = true
      body = String(body[..<range.lowerBound]).trimmed
    }
    if let range = LineParts.jump(in: body, words: ["上接", "continued from", "Continued from", "CONTINUED FROM"], atEnd: false) {
      jumpedHere = true
      body = String(body[range.upperBound...]).trimmed
    }
  }

  /// The bracketed mark that holds one of `words` and stands at an end of `text`.
  private static func jump(in text: String, words: [String], atEnd: Bool) -> Range<String.Index>? {
    for word in words {
      guard let found = text.firstRange(of: word) else { continue }
      let before = text[..<found.lowerBound]
      let after = text[found.upperBound...]
      guard let open = before.lastIndex(where: { "（([［〔【".contains($0) }), text.distance(from: open, to: found.lowerBound) <= 3 else {
        continue
      }
      let close = after.firstIndex { "）)]］〕】".contains($0) }.map { text.index(after: $0) } ?? text.endIndex
      guard text.distance(from: open, to: close) <= longestJump else { continue }
      if atEnd, text[close...].trimmed.count <= 2 { return open..<text.endIndex }
      if !atEnd, text[..<open].trimmed.isEmpty { return text.startIndex..<close }
    }
    return nil
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
