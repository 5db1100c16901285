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
    guard tail == 0, index > manuscript.bodyStart else { return nil }
    let (issuers, first) = above(index)
    // A day alone right under a sentence closes the document though its issuer is not printed.
    guard first < index || manuscript.passages[index - 1].text.last == 0x3002 else { return nil }
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

  /// The passages above a date that hold nothing but organisations' names or an officer's; the last may end a sentence's paragraph.
  private func above(_ index: Int) -> ([Records.Reading<String>], Int) {
    var issuers: [Records.Reading<String>] = []
    var first = index
    while first - 1 >= manuscript.bodyStart {
      let passage = manuscript.passages[first - 1]
      guard passage.text.last?.endsClause != true else { break }
      let tail = tailStart(passage.text, passage.text.count)
      guard passage.text.count - tail <= parameters.longestSignature else { break }
      let names = names(passage, tail..<passage.text.count)
      guard !names.isEmpty || tail == 0 && isOfficer(passage.text) else { break }
      issuers = names + issuers
      first -= 1
      if tail > 0 { break }
    }
    return (issuers, first)
  }

  /// 总理 林一舟: a post and a name, which sign but do not issue.
  private func isOfficer(_ text: [UInt32]) -> Bool {
    guard let n = PersonName.posts.match(text, at: 0) ?? SignatureReading.offices.match(text, at: 0) else { return false }
    return (2...4).contains(text.count - n)
  }

  private func names(_ passage: Manuscript.Passage, _ range: Range<Int>) -> [Records.Reading<String>] {
    IssuerNames.split(passage, range, organisations).map { .init($0, confidence: parameters.certain, lines: passage.lines) }
  }

  private func text(_ range: ClosedRange<Int>, from start: Int) -> String {
    range.map { index in
      let print = manuscript.passages[index].print
      return print.words((index == range.lowerBound ? start : 0)..<print.count).map { print.cut($0) }.joined(separator: " ")
    }.joined(separator: "\n")
  }

  private static let offices = Lexicon("总理 省长 市长 县长 区长 国家主席 主席 部长 局长 署长 厅长 行长 院长 董事长 会长")
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
    parts = joined(parts, text).map { unsealed($0, text) }
    // 特此通知 江城市港口局: what stands before the names in the same line is none.
    let names = parts.map { hosts.name(passage.print, $0) ?? body(passage.print, $0) }
    let first = names.lastIndex(where: { $0 == nil }).map { $0 + 1 } ?? 0
    guard first < names.count, first == 0 || formulas.occurs(in: text, parts[0].lowerBound..<parts[first - 1].upperBound) else { return [] }
    return zip(parts, names).dropFirst(first).flatMap { part, name in unglued(passage.print, part) ?? [name ?? ""] }
  }

  /// Without a seal's note: （盖章）, （代章）.
  private static func unsealed(_ part: Range<Int>, _ text: [UInt32]) -> Range<Int> {
    guard let n = seals.match(text, endingAt: part.upperBound, from: part.lowerBound) else { return part }
    return part.lowerBound..<part.upperBound - n
  }

  /// Several bodies set without a gap: cut after 部, 厅, 局 and 署 where each part is a name of its own.
  private static func unglued(_ print: Print, _ range: Range<Int>) -> [String]? {
    let text = print.text
    guard range.count >= shortestGlued else { return nil }
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    for i in range where heads.contains(text[i]) && i + 1 - start >= 3 && wings.match(text, at: i + 1) == nil {
      parts.append(start..<i + 1)
      start = i + 1
    }
    guard start == range.upperBound, parts.count > 1,
      !parts.dropFirst().contains(where: { branches.match(text, endingAt: $0.upperBound) != nil })
    else { return nil }
    return parts.map { print.cut($0) }
  }

  /// Letter-spaced names come as single characters: join parts until one ends as an organisation does.
  private static func joined(_ parts: [Range<Int>], _ text: [UInt32]) -> [Range<Int>] {
    guard parts.contains(where: { $0.count == 1 }) else { return parts }
    guard let first = parts.first, let last = parts.last else { return parts }
    let whole = first.lowerBound..<last.upperBound
    return OrganisationNames.isName(text, whole) ? [whole] : parts
  }

  /// 国务院 and other bodies whose names end like no other.
  private static func body(_ print: Print, _ range: Range<Int>) -> String? {
    bodies.match(print.text, at: range.lowerBound, before: range.upperBound) == range.count ? print.cut(range) : nil
  }

  private static let heads: Set<UInt32> = Set("部厅局署".unicodeScalars.map(\.value))
  /// What goes on with the name before it: 教育部办公厅, 总局.
  private static let wings = Lexicon("办公厅 办公室 机关 党组 党委 分局 支队 总队 队 司 处 分署 门 级 分 属 长")
  private static let branches = Lexicon("分局 分署 支局 分部")
  private static let shortestGlued = 8
  private static let formulas = Lexicon("特此 此复 专此")
  private static let seals = Lexicon("(盖章) (代章) (公章) (章) (印)")
  private static let bodies = Lexicon("国务院 中共中央 中央军委 全国人大常委会 国务院令 中央文明办 共青团中央 全国妇联 中国科协 行政院 立法院 司法院 考试院 监察院")
}
