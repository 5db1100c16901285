/// A story made ready for reading: title first, then subtitle and paragraphs, each folded and cut into sentences once.
struct Manuscript: Sendable {
  struct Passage: Sendable {
    enum Place: Sendable, Equatable { case kicker, title, subtitle, body }

    var print: Print
    var place: Place
    var role: Story.Role
    var lines: [ClosedRange<Int>]
    /// Ranges of `print.text`; the end mark belongs to its sentence.
    var sentences: [Range<Int>]
    var dates: [DateMention]

    var text: [UInt32] { print.text }
    var isTitle: Bool { place != .body }
  }

  var passages: [Passage]
  /// Index of the first body passage.
  var bodyStart: Int
  let story: Story

  init(_ story: Story) {
    self.story = story
    passages = []
    for (text, place) in [(story.kicker, Passage.Place.kicker), (story.title, .title), (story.subtitle, .subtitle)] {
      guard let text, !text.isEmpty else { continue }
      passages.append(Manuscript.passage(text, place: place, role: .heading, lines: story.titleLines))
    }
    bodyStart = passages.count
    for paragraph in story.paragraphs {
      passages.append(Manuscript.passage(paragraph.text, place: .body, role: paragraph.role, lines: paragraph.lines))
    }
  }

  /// Title and subtitle.
  var titleIndices: [Int] { (0..<bodyStart).filter { passages[$0].place != .kicker } }

  var bodyIndices: Range<Int> { bodyStart..<passages.count }

  private static func passage(_ text: String, place: Passage.Place, role: Story.Role, lines: [ClosedRange<Int>]) -> Passage {
    let print = Print(text)
    return Passage(
      print: print, place: place, role: role, lines: lines, sentences: sentences(print.text), dates: DateScanner.mentions(in: print.text))
  }

  /// Cuts after 。！？； outside brackets; quotation marks are too often misprinted to be trusted here.
  private static func sentences(_ text: [UInt32]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    var depth = 0
    for (i, value) in text.enumerated() {
      if value == 0x28 { depth += 1 }
      if value == 0x29 { depth = max(0, depth - 1) }
      let stop = value == 0x2E && i + 2 < text.count && text[i + 1] == 0x20 && text[i + 2].isLatin && i > 2 && text[i - 1].isLatin
      guard value.endsSentence && depth == 0 || stop else { continue }
      var end = i + 1
      if end < text.count, text[end] == 0x201D { end += 1 }
      if end > start { found.append(start..<end) }
      start = end
    }
    if start < text.count { found.append(start..<text.count) }
    return found
  }
}
