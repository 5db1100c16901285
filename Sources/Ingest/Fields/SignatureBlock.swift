/// The end of a document: who issued it, then the day.
struct SignatureBlock: Sendable {
  var issuers: [Records.Reading<String>]
  var date: Records.Reading<Day>
  /// Passages of the block.
  var passages: ClosedRange<Int>
  /// As printed.
  var text: String
}

struct SignatureReading {
  let manuscript: Manuscript
  let dates: DateContext
  let organisations: OrganisationNames
  let parameters: FieldParameters

  /// Every block, in order. The first is the document's own; later ones belong to what it forwards.
  func blocks() -> [SignatureBlock] {
    var found: [SignatureBlock] = []
    for index in manuscript.bodyIndices {
      if let block = block(endingAt: index) { found.append(block) }
    }
    return found
  }

  /// A passage that is a day alone, or ends with one after an organisation's name.
  private func block(endingAt index: Int) -> SignatureBlock? {
    let passage = manuscript.passages[index]
    guard let mention = passage.dates.last(where: { $0.from.namesDay && $0.from.year != nil }), mention.to == nil,
      closes(passage.text, after: mention.range.upperBound), let span = dates.resolve(mention, passage: index)
    else { return nil }
    let date = Records.Reading(span.from, confidence: parameters.certain, lines: passage.lines)
    var start = mention.range.lowerBound
    while start > 0, passage.text[start - 1] == 0x20 || passage.text[start - 1] == 0x28 { start -= 1 }
    let tail = tailStart(passage.text, start)
    if tail < start {
      let names = names(passage, tail..<start)
      guard !names.isEmpty, start - tail <= parameters.longestSignature else { return nil }
      let (above, first) = tail == 0 ? self.above(index) : ([], index)
      return SignatureBlock(issuers: above + names, date: date, passages: first...index, text: text(first...index, from: tail))
    }
    guard tail == 0 else { return nil }
    let (issuers, first) = above(index)
    guard first < index else { return nil }
    return SignatureBlock(issuers: issuers, date: date, passages: first...index, text: text(first...index, from: 0))
  }

  /// Nothing but a bracket, a note in brackets or a full stop follows.
  private func closes(_ text: [UInt32], after end: Int) -> Bool {
    var i = end
    while i < text.count, text[i] == 0x29 || text[i] == 0x3002 || text[i] == 0x20 { i += 1 }
    return i == text.count || text[i] == 0x28 && text.count - i <= SignatureReading.longestNote
  }

  /// Where the part of a passage that may be a signature begins: after its last full stop.
  private func tailStart(_ text: [UInt32], _ end: Int) -> Int {
    (0..<end).last { text[$0].endsSentence || text[$0] == 0x3A }.map { $0 + 1 } ?? 0
  }

  /// The passages above a date that hold nothing but organisations' names.
  private func above(_ index: Int) -> ([Records.Reading<String>], Int) {
    var issuers: [Records.Reading<String>] = []
    var first = index
    while first - 1 >= manuscript.bodyStart {
      let passage = manuscript.passages[first - 1]
      guard passage.text.count <= parameters.longestSignature, passage.text.last?.endsClause != true else { break }
      let names = names(passage, 0..<passage.text.count)
      guard !names.isEmpty else { break }
      issuers = names + issuers
      first -= 1
    }
    return (issuers, first)
  }

  private func names(_ passage: Manuscript.Passage, _ range: Range<Int>) -> [Records.Reading<String>] {
    IssuerNames.split(passage, range, organisations).map { .init($0, confidence: parameters.certain, lines: passage.lines) }
  }

  private func text(_ range: ClosedRange<Int>, from start: Int) -> String {
    range.map { index in
      let print = manuscript.passages[index].print
      return print.cut((index == range.lowerBound ? start : 0)..<print.count)
    }.joined(separator: "\n")
  }

  private static let longestNote = 20
}

/// Issuers side by side: divided by spaces, tabs, 、 or nothing but their own endings.
enum IssuerNames {
  static func split(_ passage: Manuscript.Passage, _ range: Range<Int>, _ organisations: OrganisationNames) -> [String] {
    let text = passage.text
    let hosts = HostReading(organisations: organisations)
    var parts: [Range<Int>] = []
    for part in passage.print.words(range) {
      var start = part.lowerBound
      for i in part where text[i] == 0x3001 || text[i] == 0x2C {
        if i > start { parts.append(start..<i) }
        start = i + 1
      }
      if start < part.upperBound { parts.append(start..<part.upperBound) }
    }
    parts = joined(parts, text)
    let names = parts.compactMap { hosts.name(passage.print, $0) ?? officer(passage.print, $0) }
    return names.count == parts.count ? names : []
  }

  /// Letter-spaced names come as single characters: join parts until one ends as an organisation does.
  private static func joined(_ parts: [Range<Int>], _ text: [UInt32]) -> [Range<Int>] {
    guard parts.contains(where: { $0.count == 1 }) else { return parts }
    guard let first = parts.first, let last = parts.last else { return parts }
    let whole = first.lowerBound..<last.upperBound
    return OrganisationNames.isName(text, whole) ? [whole] : parts
  }

  /// 国务院 and other bodies whose names end like no other.
  private static func officer(_ print: Print, _ range: Range<Int>) -> String? {
    bodies.match(print.text, at: range.lowerBound, before: range.upperBound) == range.count ? print.cut(range) : nil
  }

  private static let bodies = Lexicon("国务院 中共中央 中央军委 全国人大常委会 国务院令 中央文明办 共青团中央 全国妇联 中国科协 行政院 立法院 司法院 考试院 监察院")
}
