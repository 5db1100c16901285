/// What can be seen of one line without deciding where it belongs; the stages after pages share it.
package struct LineFacts: Sendable {
  /// Number of the line in the input.
  package var number: Int
  /// Index of its page.
  package var page: Int
  /// The text without white space at its ends.
  package var text: String
  /// The same as the language tables know it, without the byline after tabs and without jump marks.
  package var units: [UInt16]
  /// Width in ems: Han 1, Latin about a half, spaces less.
  package var width: Double
  /// Width of the column that the line was set in, in ems.
  package var column = 0.0
  package var head = HeadKind.full
  package var tail = TailKind.openFull
  package var headGlyph: GlyphClass
  package var tailGlyph: GlyphClass
  package var list: ListMark?
  /// The page in `（下转第N页）` at its end.
  package var jumpsTo: Int?
  /// The page in `（上接第N页）` at its start.
  package var jumpedFrom: Int?
  package var isDateline: Bool
  package var hangs: Bool
  package var endsWithGap: Bool
  /// A short text after a run of tabs ends the line.
  package var hasByline: Bool
  package var endsSentence: Bool
  /// The blank line that this issue puts between any two lines is missing before this one.
  package var softBreakBefore = false
  package var softBreakAfter = false
  package var isPageTop = false
  /// Log-odds that the line is (a part of) a title; above 0 is likely.
  package var title = 0.0
  package var isLatin: Bool

  /// Column width left over at the line's end, in ems.
  package var slack: Double { column - width }
  package var isTitle: Bool { title > 0 }
  package var jumpsOn: Bool { jumpsTo != nil }
  package var jumpedHere: Bool { jumpedFrom != nil }

  /// The facts of every line of every page, in file order; titles and kinds are not yet known.
  package static func read(_ pages: [Page], glyphs: Glyphs) -> [LineFacts] {
    var facts: [LineFacts] = []
    for (page, content) in pages.enumerated() {
      for (index, line) in content.lines.enumerated() {
        var fact = LineFacts(line, page: page, glyphs: glyphs)
        fact.isPageTop = index == 0
        facts.append(fact)
      }
    }
    markSoftBreaks(&facts, pages: pages)
    measureColumns(&facts)
    return facts
  }

  /// Sets the kinds of head and tail, once it is known what is a title.
  mutating func classify() {
    head = headKind()
    tail = tailKind()
  }

  private init(_ line: SourceLine, page: Int, glyphs: Glyphs) {
    let trimmed = line.text.trimmed
    let parts = LineParts(line.text)
    number = line.number
    self.page = page
    text = trimmed
    units = glyphs.units(parts.body)
    width = LineParts.width(parts.body)
    let scalars = Array((parts.body.isEmpty ? trimmed : parts.body).unicodeScalars)
    headGlyph = scalars.first.map(GlyphClass.init) ?? .other
    tailGlyph = scalars.last.map(GlyphClass.init) ?? .other
    list = ListMark(trimmed)
    jumpsTo = parts.jumpsTo
    jumpedFrom = parts.jumpedFrom
    hangs = parts.hangs
    endsWithGap = parts.endsWithGap
    hasByline = parts.hasByline
    endsSentence = GlyphClass.endsSentence(scalars)
    isDateline = NewsLead.opens(units, text: trimmed)
    isLatin = scalars.count { GlyphClass($0) == .lower } * 2 > scalars.count
  }

  private static func markSoftBreaks(_ facts: inout [LineFacts], pages: [Page]) {
    let lines = pages.flatMap(\.lines)
    guard lines.count > 1 else { return }
    let blank = lines.dropFirst().count { $0.followsBlank }
    // Only where a blank line follows nearly every line does a missing one say anything.
    guard Double(blank) > 0.7 * Double(lines.count) else { return }
    for i in 1..<lines.count where !lines[i].followsBlank && facts[i].page == facts[i - 1].page {
      facts[i].softBreakBefore = true
      facts[i - 1].softBreakAfter = true
    }
  }
}

extension StringProtocol {
  /// Without white space, tabs included, at both ends.
  var trimmed: String {
    guard let first = unicodeScalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = unicodeScalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }
}
