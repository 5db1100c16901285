/// Finds the blocks of lines that are titles, by what stands before, in and after them. Nothing here knows a word of any title.
struct TitleFinder {
  struct Title {
    /// Indices into the galley.
    var lines: ClosedRange<Int>
    var score: Double
    var reasons: [String]
  }

  let galley: [GalleyLine]
  let fit: ColumnFit.Fit
  let parameters: ItemParameters
  /// The column most lines of the issue stand in.
  private let usualColumn: Double
  private let pairs: LetterPairs
  /// Lines that may stand in a title, and those that may end one.
  private let stands: [Bool]
  private let ends: [Bool]

  init(galley: [GalleyLine], fit: ColumnFit.Fit, parameters: ItemParameters) {
    self.galley = galley
    self.fit = fit
    self.parameters = parameters
    pairs = LetterPairs(galley)
    stands = galley.map { Self.canBeTitle($0) }
    ends = galley.indices.map { [stands] in stands[$0] && Self.canEnd(galley[$0].text) }
    // An issue of nothing but page numbers has no columns, and no titles.
    usualColumn = fit.columns.isEmpty ? 0 : fit.columns.sorted()[fit.columns.count / 2]
  }

  /// Titles in reading order, none overlapping.
  func find() -> [Title] {
    var best: [Title] = []
    for start in galley.indices {
      for count in 1...parameters.mostTitleLines where start + count <= galley.count {
        guard stands[start + count - 1] else { break }
        guard let title = score(start...(start + count - 1)), title.score >= parameters.leastTitleScore else { continue }
        best.append(title)
      }
    }
    var taken = [Bool](repeating: false, count: galley.count)
    var chosen: [Title] = []
    for title in best.sorted(by: { ($0.score, -$0.lines.lowerBound) > ($1.score, -$1.lines.lowerBound) }) {
      guard !title.lines.contains(where: { taken[$0] }) else { continue }
      for line in title.lines { taken[line] = true }
      chosen.append(title)
    }
    return chosen.sorted { $0.lines.lowerBound < $1.lines.lowerBound }
  }

  // MARK: Scoring

  func score(_ range: ClosedRange<Int>) -> Title? {
    guard ends[range.upperBound], range.allSatisfy({ stands[$0] }), !isLabelled(range.lowerBound),
      !addresses(range.lowerBound)
    else { return nil }
    let total = range.reduce(0) { $0 + galley[$1].breadth }
    guard total >= parameters.narrowestTitle, total <= parameters.widestTitle else { return nil }
    var title = Title(lines: range, score: 0, reasons: [])
    before(&title)
    inside(&title, total: total)
    after(&title)
    topic(&title)
    return title
  }

  /// How much a block looks like a title by itself, wherever it stands; nil if it can't be one.
  func appearance(of range: ClosedRange<Int>) -> Double? {
    guard ends[range.upperBound], range.allSatisfy({ stands[$0] }), !isLabelled(range.lowerBound) else { return nil }
    let total = range.reduce(0) { $0 + galley[$1].breadth }
    guard total >= parameters.narrowestTitle, total <= parameters.widestTitle else { return nil }
    var title = Title(lines: range, score: 0, reasons: [])
    inside(&title, total: total)
    return title.score
  }

  private static func canBeTitle(_ line: GalleyLine) -> Bool {
    guard !line.text.isEmpty, line.hanging.isEmpty, line.jumps.isEmpty, line.trailingTabs < 2, let last = line.text.last,
      let first = line.text.first
    else {
      return false
    }
    guard !line.text.contains("。"), !line.text.contains("；"), !first.isForbiddenAtLineStart || first.isOpener, !last.isOpener else {
      return false
    }
    guard !Self.hasInnerStop(line.text) else { return false }
    if last == "；" || last == "." && line.text.contains(where: { $0.isLatin }) { return false }
    return !DatedLine.isDate(line.text) && !StoryOpening.isDocumentNumber(line.text) && !StoryOpening.opens(line.text)
      && AuthorLine.read(line.text) == nil
  }

  /// The first line of `各县（市、区）主管部门、各直属单位：` under a document's number.
  private func addresses(_ index: Int) -> Bool {
    guard index > 0, StoryOpening.isDocumentNumber(galley[index - 1].text), index + 1 < galley.count else { return false }
    return StoryOpening.addresses(galley[index].text, next: galley[index + 1].text)
  }

  private static func canEnd(_ text: [Unicode.Scalar]) -> Bool {
    guard let last = text.last else { return false }
    return !last.isPause && !(last == "-" && text.contains(where: \.isLatin))
  }

  private func isLabelled(_ index: Int) -> Bool {
    ListLabel.read(galley[index].text) != nil || Self.isNumberedCase(galley[index].text)
  }

  func add(_ points: Double, _ reason: String, to title: inout Title) {
    guard points != 0 else { return }
    title.score += points
    title.reasons.append("\(reason) \(points > 0 ? "+" : "")\(points)")
  }

  private func before(_ title: inout Title) {
    let start = title.lines.lowerBound
    guard start > 0 else { return add(3, "first in the issue", to: &title) }
    let previous = galley[start - 1]
    if !previous.hanging.isEmpty {
      add(DatedLine.isDate(previous.hanging) ? 1.6 : 3, "after a byline or signature", to: &title)
    } else if previous.jumps.contains(where: { $0.direction == .to }) {
      add(0.8, "after a jump", to: &title)
    } else if previous.endsSentence {
      add(previous.breadth < fit.columns[start - 1] - 2.5 ? 0.8 : 0.4, "after a finished sentence", to: &title)
    } else if DatedLine.isDate(previous.text) {
      add(1.2, "after a date", to: &title)
    } else if isFull(start - 1) {
      let stands = title.lines.contains { galley[$0].breadth > fit.columns[start] + 1.6 }
      add(galley[start].isMoved ? -0.6 : galley[start].startsPage || stands ? -1.2 : -2, "after an unfinished line", to: &title)
      if title.lines.count == 1, isFlush(start), !galley[start].isMoved { add(-1.5, "flush in a running column", to: &title) }
    } else {
      add(-0.5, "after a short line", to: &title)
    }
    if galley[start].startsPage {
      add(previous.endsSentence || !previous.hanging.isEmpty || galley[start].isMoved ? 2.4 : 2.6, "first on its page", to: &title)
    }
    if galley[start].isMoved { add(0.4, "at a frame's start", to: &title) }
  }

  /// As broad as its column, which lines before it share: a short line alone makes no column.
  private func isFull(_ index: Int) -> Bool {
    let line = galley[index]
    guard line.breadth >= fit.columns[index] - 2.8 else { return false }
    if line.breadth >= usualColumn - 3 { return true }
    return index > 0 && abs(galley[index - 1].breadth - line.breadth) <= 1.3 && galley[index - 1].text.last.map { !$0.isFullStop } == true
  }

  /// As broad as the column it stands in, and no broader.
  private func isFlush(_ index: Int) -> Bool { abs(galley[index].breadth - fit.columns[index]) <= 1 }

  private func inside(_ title: inout Title, total: Double) {
    let lines = title.lines.map { galley[$0] }
    let column = fit.columns[title.lines.lowerBound]
    // In a narrow column titles are short, too.
    switch total / min(1, max(0.6, usualColumn / 18)) {
    case ..<6: add(-1.6, "very short", to: &title)
    case ..<8.5: add(-0.9, "short", to: &title)
    case ..<12: add(-0.5, "rather short", to: &title)
    default: add(0.4, "long enough", to: &title)
    }
    let hasSubtitle = lines.dropFirst().contains { Self.opensSubtitle($0.text) }
    if hasSubtitle { add(2, "with a subtitle", to: &title) }
    if Self.opensSubtitle(lines[0].text) { add(-2, "a subtitle without its title", to: &title) }
    for (upper, lower) in zip(lines, lines.dropFirst()) {
      if lower.softBreak { add(3, "no blank line within", to: &title) }
      if !lower.softBreak, upper.breadth <= column, lower.breadth > column + 1.6 { add(-1.5, "first line in the column", to: &title) }
      if lower.isMoved { add(-2.5, "lines from two places", to: &title) }
      if !lower.softBreak, upper.breadth < column * 0.6, upper.breadth + 3 < lower.breadth, !upper.hasGap {
        add(-1, "first line short", to: &title)
      }
      if !lower.softBreak, !lines[0].startsPage { add(-0.5, "two lines", to: &title) }
    }
    // A full-width digit may stand for a narrow one that the line was set with.
    let widest = lines.map { $0.breadth - 0.5 * Double($0.text.count(where: \.isFullWidthDigit)) }.max() ?? 0
    if widest > column + 1.6, widest > usualColumn + 1.2 { add(1.5, "wider than the column", to: &title) }
    let commas = lines.reduce(0) { $0 + $1.text.count { $0 == "，" || $0 == "," } }
    if commas > 0 { add(-0.7 * Double(commas), "commas", to: &title) }
    let flush = lines.dropLast().count { $0.breadth > column - 1.2 && $0.breadth <= column + 1.6 && $0.text.contains("，") }
    if lines.count > 2 || commas > 1, flush > 0, !lines.dropFirst().contains(where: \.softBreak) {
      add((usualColumn < parameters.narrowColumn ? -0.5 : -1.5) * Double(flush), "full lines with commas", to: &title)
    }
    if lines[0].hasGap { add(1.2, "couplet", to: &title) }
    if lines.count > 1, !hasSubtitle, let last = lines.last, last.breadth > column - 1,
      lines.dropLast().allSatisfy({ $0.breadth > column - 2.6 }),
      !lines.dropFirst().contains(where: \.softBreak), widest <= column + 1.6
    {
      add(-2, "full lines", to: &title)
    }
    let text = lines.flatMap(\.text)
    if lines.count == 1, commas > 0, widest > column - 1.2, widest <= column + 1.6 { add(-1.5, "a full line with a comma", to: &title) }
    if let last = text.last, "的和与及在了为是或而且被把将对从向".unicodeScalars.contains(last) { add(-1.5, "ends on a particle", to: &title) }
    if let first = text.first, "了的们們得着著吗嗎呢吧".unicodeScalars.contains(first) { add(-2, "begins within a word", to: &title) }
    let pauses = text.count { $0 == "、" }
    if pauses > 0 { add(-0.3 * Double(pauses), "pauses", to: &title) }
    if !Self.isBalanced(text, [("《", "》"), ("〈", "〉"), ("「", "」"), ("『", "』")]) { add(-3, "a bracket without its partner", to: &title) }
    if !Self.isBalanced(text, [("“", "”")]) { add(-1.5, "a quotation mark without its partner", to: &title) }
    if Self.namesDocument(text) { add(1.8, "names a document", to: &title) }
    if lines.count > 1, !Self.isHeadlineCase(lines[0].text), lines.dropFirst().contains(where: { Self.isHeadlineCase($0.text) }) {
      add(-2, "capitals begin later", to: &title)
    } else if Self.isHeadlineCase(text) {
      add(2.2, "headline capitals", to: &title)
    }
    if title.lines.lowerBound > 0, galley[title.lines.lowerBound].softBreak, !lines.dropFirst().contains(where: \.softBreak) {
      add(-1.2, "tied to the line before", to: &title)
    }
  }

  private func after(_ title: inout Title) {
    let next = title.lines.upperBound + 1
    guard next < galley.count else { return add(-3, "nothing follows", to: &title) }
    let line = galley[next]
    if line.softBreak, !line.startsPage, AuthorLine.read(line.text) == nil { add(-1.6, "tied to the line after", to: &title) }
    let following = next + 1 < galley.count ? galley[next + 1].text : nil
    if StoryOpening.opens(line.text, next: following) {
      add(3, "a dateline follows", to: &title)
    } else if StoryOpening.isDocumentNumber(line.text) {
      add(3.4, "a document number follows", to: &title)
    } else if AuthorLine.under(line) != nil {
      add(2.6, "an author follows", to: &title)
    } else if StoryOpening.addresses(line.text, next: following) {
      add(2.4, "an addressee follows", to: &title)
    } else if StoryOpening.opensWithTime(line.text) {
      add(1.2, "a date opens the text", to: &title)
    }
    if title.lines.upperBound < galley.count, room(at: title.lines.upperBound) > 1.5, isSureOpening(next) {
      add(0.8, "short before an opening", to: &title)
    }
    let first = title.lines.lowerBound
    if line.endsSentence, line.breadth < 0.6 * fit.columns[next], title.lines.count == 1, galley[first].text.contains(where: \.isHan),
      !line.isMoved,
      room(at: first) <= fit.indent + 0.7
    {
      add(-2, "the sentence ends on the next line", to: &title)
    }
    if DatedLine.isDate(line.text) || DatedLine.isDate(line.hanging) { add(-3, "a date follows, as under a signature", to: &title) }
    if galley[title.lines.upperBound].text.last?.isDigit == true,
      line.text.first.map({ "年月日号號时時点點分万萬亿億元％%".unicodeScalars.contains($0) }) == true
    {
      add(-4, "a number goes on", to: &title)
    }
    if line.text.isEmpty, AuthorLine.under(line) == nil { add(-2.5, "no text follows", to: &title) }
    let column = fit.columns[next]
    if let step = indentStep(at: next) {
      if abs(step - 2) <= 0.9 {
        add(1.2, "an indented line follows", to: &title)
      } else if abs(step) <= 0.8, fit.indent > 0, !StoryOpening.addresses(line.text, next: following), !line.endsSentence {
        add(-0.8, "a full line follows", to: &title)
      }
    }
    shape(&title, next: line)
    if Self.isHeadlineCase(title.lines.flatMap { galley[$0].text }), Self.isCapitalised(line.text), !line.isMoved {
      add(-1.5, "goes on in capitals", to: &title)
    }
    if line.text.first?.isLowercaseLatin == true {
      add(Self.isHeadlineCase(title.lines.flatMap { galley[$0].text }) ? -1 : -2, "what follows begins small", to: &title)
    }
    if galley[title.lines.lowerBound].text.first?.isLowercaseLatin == true { add(-2, "begins small", to: &title) }
    if line.text.first?.isForbiddenAtLineStart == true { add(-3, "what follows can't begin a text", to: &title) }
    if line.breadth < column * 0.6, !line.endsSentence, line.hanging.isEmpty, !StoryOpening.isDocumentNumber(line.text),
      AuthorLine.under(line) == nil, !StoryOpening.addresses(line.text, next: following)
    {
      add(-0.9, "a short line follows", to: &title)
    }
  }

  /// A title's words come again in its story, and more so than in the one before.
  private func topic(_ title: inout Title) {
    let next = title.lines.upperBound + 1
    let here = pairs.share(of: title.lines, in: next..<next + parameters.linesOfTopic)
    let there = pairs.share(of: title.lines, in: title.lines.lowerBound - parameters.linesOfTopic..<title.lines.lowerBound)
    guard here != there, !readsAsFirstLine(title) else { return }
    add(max(-0.6, min(1, parameters.recurrence * (here - there))), "its words come again", to: &title)
  }

  /// `案例二：…`, `问题三、…`: one of a row of headings.
  static func isNumberedCase(_ text: [Unicode.Scalar]) -> Bool {
    let word = text.prefix { $0.isHan && !Numerals.isChinese($0) }
    guard (1...3).contains(word.count) else { return false }
    let number = text[word.count...].prefix { Numerals.isChinese($0) || $0.isDigit }
    let mark = text[(word.count + number.count)...].first { !$0.isSpace }
    return !number.isEmpty && number.count <= 2 && (mark == "：" || mark == ":" || mark == "、")
  }

  private static func isBalanced(_ text: [Unicode.Scalar], _ pairs: [(Unicode.Scalar, Unicode.Scalar)]) -> Bool {
    pairs.allSatisfy { open, close in
      var depth = 0
      for scalar in text {
        if scalar == open { depth += 1 } else if scalar == close { depth -= 1 }
        if depth < 0 { return false }
      }
      return depth == 0
    }
  }

  /// By how much the line after is broader, where both are full lines of one column.
  private func indentStep(at index: Int) -> Double? {
    guard index + 1 < galley.count else { return nil }
    let line = galley[index]
    let next = galley[index + 1]
    guard line.text.contains(where: \.isHan), !line.endsSentence, !next.isMoved, next.hanging.isEmpty, next.jumps.isEmpty,
      line.text.count > 6, !next.endsSentence
    else {
      return nil
    }
    // A mark at the end of a line may hang over the edge.
    let hangs = next.text.last.map { $0.isPause } ?? false && next.breadth > fit.columns[index + 1] + 0.5
    return next.breadth - (hangs ? 1 : 0) - line.breadth
  }
}
