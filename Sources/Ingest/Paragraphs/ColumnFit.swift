/// Finds column breadths and paragraphs together: the cheapest reading of the lines' breadths, ends and beginnings (Viterbi over column and first-line state).
struct ColumnFit {
  struct Line {
    var breadth: Double
    /// Breadth of the next line's first word, which did not fit here; 0 where lines break between any characters.
    var nextWord: Double
    var end: End
    var opensWithLabel: Bool
    var opensWithCloser: Bool
    var isIndented: Bool
    /// A frame or page may change before this line.
    var atJoint: Bool
    /// A paragraph must begin here, or must not.
    var mustStart: Bool?
    var isShortHeading: Bool
    /// Opens as a numbered heading does.
    var opensHeading: Bool
    /// Full-width marks and digits in the line: each may be set half as broad.
    var marks: Double
    /// Tabs at the end that nothing follows: the setter's end of a paragraph.
    var trailingTabs: Int
    /// A jump was cut from its end, so that its breadth says nothing.
    var hasUnknownBreadth: Bool
  }

  enum End { case sentence, colon, semicolon, pause, open }

  struct Fit {
    var starts: [Bool]
    var columns: [Double]
    var indent: Double
    var cost: Double
  }

  let parameters: ParagraphParameters

  /// The best of the indents; columns are taken from the breadths that occur most.
  func fit(_ lines: [Line], columns: [Double], indent fixed: Double? = nil) -> Fit {
    guard !lines.isEmpty else { return Fit(starts: [], columns: [], indent: fixed ?? 0, cost: 0) }
    let indents = fixed.map { [$0] } ?? parameters.indents
    let fits = indents.map { solve(lines, columns: columns, indent: $0) }
    return fits.min { $0.cost < $1.cost } ?? Fit(starts: [], columns: [], indent: 0, cost: 0)
  }

  /// The breadths that full lines have in this issue: those of unfinished lines with two neighbours as broad.
  func columns(of galley: [GalleyLine]) -> [Double] {
    var counts: [Int: Int] = [:]
    for index in galley.indices.dropLast(2) where galley[index].breadth >= parameters.narrowestColumn {
      let row = galley[index...index + 2]
      guard row.dropLast().allSatisfy({ !$0.endsSentence && $0.hanging.isEmpty }) else { continue }
      guard row.allSatisfy({ abs($0.breadth - galley[index].breadth) <= parameters.nearlyFull }) else { continue }
      counts[Int(galley[index].breadth.rounded()), default: 0] += 1
    }
    // In a short issue no column may have three such lines; what most unfinished lines have is one all the same.
    var usual: [Int: Int] = [:]
    for line in galley where line.breadth >= parameters.narrowestColumn && line.hanging.isEmpty && !line.endsSentence {
      usual[Int(line.breadth.rounded()), default: 0] += 1
    }
    let enough = max(parameters.leastLinesOfUsualColumn, galley.count / parameters.usualColumnShare)
    for (breadth, count) in usual where count >= enough { counts[breadth, default: 0] += count }
    let chosen = counts.filter { $0.value >= parameters.leastLinesOfColumn }.sorted { ($0.value, $0.key) > ($1.value, $1.key) }.prefix(
      parameters.mostColumns)
    if chosen.isEmpty { return [(galley.map(\.breadth).max() ?? parameters.narrowestColumn).rounded()] }
    return chosen.map { Double($0.key) }.sorted()
  }

  // MARK: Costs

  private func runsOn(_ line: Line, _ room: Double) -> Double {
    let stops = line.end == .sentence ? parameters.sentenceInsideCost : line.end == .colon ? parameters.colonInsideCost : 0
    return setting(line, room) + parameters.continueCost + stops + tabs(line)
  }

  private func setting(_ line: Line, _ room: Double) -> Double {
    if line.hasUnknownBreadth { return parameters.fullCost }
    let left = room > 0 ? max(0, room - line.nextWord) : min(0, room + parameters.markGive * line.marks)
    switch left {
    case ..<(-parameters.overhang): return parameters.overhangCost + min(4, -left)
    case ...parameters.full: return parameters.fullCost + 0.3 * abs(left)
    case ...parameters.nearlyFull: return parameters.nearlyFullCost
    case ...2.8: return parameters.shortCost
    default: return parameters.veryShortCost
    }
  }

  private func tabs(_ line: Line) -> Double {
    guard line.trailingTabs > 0 else { return 0 }
    return line.trailingTabs > 1 || line.end == .sentence ? parameters.trailingTabsInsideCost : 0
  }

  private func ends(_ line: Line, _ room: Double, isFirst: Bool, nextIsLabelled: Bool) -> Double {
    var cost = parameters.breakCost + parameters.lastLineCost
    let over = min(0, room + parameters.markGive * line.marks)
    if over < -parameters.overhang { cost += parameters.overhangCost + min(4, -over) }
    switch line.end {
    case .sentence: cost += parameters.sentenceEndCost
    case .colon: cost += nextIsLabelled ? 0.3 : parameters.colonEndCost
    case .semicolon: cost += nextIsLabelled ? 0.3 : parameters.semicolonEndCost
    case .pause: cost += parameters.pauseEndCost
    case .open: cost += openEnd(line, isFirst: isFirst, nextIsLabelled: nextIsLabelled)
    }
    return line.trailingTabs > 1 ? cost - parameters.trailingTabsGain : cost
  }

  /// A heading is a paragraph of one line, numbered or short; a list entry may go without a stop.
  private func openEnd(_ line: Line, isFirst: Bool, nextIsLabelled: Bool) -> Double {
    if isFirst, line.opensHeading { return parameters.numberedHeadingEndCost }
    if nextIsLabelled || isFirst && line.isShortHeading { return parameters.headingEndCost }
    return parameters.openEndCost
  }

  private func begins(_ line: Line) -> Double {
    if line.mustStart == false { return 100 }
    return (line.opensWithLabel ? -parameters.labelStartGain : 0) + (line.opensWithCloser ? parameters.closerStartCost : 0)
      - (line.isIndented ? parameters.indentStartGain : 0)
  }

  private func continues(_ line: Line) -> Double {
    if line.mustStart == true { return 100 }
    return (line.opensWithLabel ? parameters.labelInsideCost : 0) + (line.isIndented ? parameters.indentStartGain : 0)
  }

  /// Room left beside a first line that runs on: the indent stands in it, unless the setter left it out.
  private func firstRunsOn(_ line: Line, _ room: Double, indent: Double) -> Double {
    guard indent > 0 else { return runsOn(line, room) }
    return min(runsOn(line, room - indent), runsOn(line, room) + parameters.unindentedCost)
  }

  // MARK: Search

  // State: column index * 2 + (1 if the line is the first of its paragraph).
  private func solve(_ lines: [Line], columns: [Double], indent: Double) -> Fit {
    let states = columns.count * 2
    var best = [Double](repeating: .infinity, count: states)
    var trace: [[Int]] = []
    for column in columns.indices { best[column * 2 + 1] = begins(lines[0]) }
    for index in 1..<max(1, lines.count) {
      let (next, from) = step(lines[index - 1], lines[index], best: best, columns: columns, indent: indent)
      best = next
      trace.append(from)
    }
    let final = columns.indices.flatMap { column in
      (0...1).map { first in
        best[column * 2 + first]
          + ends(lines[lines.count - 1], columns[column] - lines[lines.count - 1].breadth, isFirst: first == 1, nextIsLabelled: false)
      }
    }
    var state = final.indices.min { final[$0] < final[$1] } ?? 0
    let cost = final[state]
    var path = [state]
    for from in trace.reversed() {
      state = from[state]
      path.append(state)
    }
    path.reverse()
    return Fit(starts: path.map { $0 % 2 == 1 }, columns: path.map { columns[$0 / 2] }, indent: indent, cost: cost)
  }

  private func step(_ line: Line, _ next: Line, best: [Double], columns: [Double], indent: Double) -> ([Double], [Int]) {
    var result = [Double](repeating: .infinity, count: best.count)
    var from = [Int](repeating: 0, count: best.count)
    var cheapest: [(cost: Double, state: Int)] = [(.infinity, 0), (.infinity, 0)]
    let opening = begins(next)
    let going = continues(next)
    for column in columns.indices {
      let room = columns[column] - line.breadth
      for first in 0...1 {
        let state = column * 2 + first
        guard best[state] < .infinity else { continue }
        let on = best[state] + going + (first == 1 ? firstRunsOn(line, room, indent: indent) : runsOn(line, room))
        let off = best[state] + opening + ends(line, room, isFirst: first == 1, nextIsLabelled: next.opensWithLabel)
        if on < result[column * 2] { (result[column * 2], from[column * 2]) = (on, state) }
        if off < result[column * 2 + 1] { (result[column * 2 + 1], from[column * 2 + 1]) = (off, state) }
        if on < cheapest[0].cost { cheapest[0] = (on, state) }
        if off < cheapest[1].cost { cheapest[1] = (off, state) }
      }
    }
    let change = next.atJoint ? parameters.columnChangeAtJointCost : parameters.columnChangeCost
    for column in columns.indices {
      for kind in 0...1 where cheapest[kind].cost + change < result[column * 2 + kind] {
        result[column * 2 + kind] = cheapest[kind].cost + change
        from[column * 2 + kind] = cheapest[kind].state
      }
    }
    return (result, from)
  }
}

extension ColumnFit {
  /// What the fit needs to know of galley lines that follow each other.
  static func lines(_ galley: [GalleyLine], indentedIssue: Bool) -> [Line] {
    galley.indices.map { index in
      let line = galley[index]
      let next = index + 1 < galley.count ? galley[index + 1] : nil
      let page = index > 0 ? galley[index - 1].page != line.page : false
      var must: Bool?
      if line.isOnlyHanging || index > 0 && (galley[index - 1].isOnlyHanging || !galley[index - 1].hanging.isEmpty) { must = true }
      if index > 0, StoryOpening.isDocumentNumber(galley[index - 1].text) || isSignature(index - 1, in: galley) { must = true }
      if isSignature(index, in: galley) { must = true }
      if index > 0, index <= 4, galley[index - 1].text.last == "：", StoryOpening.addresses(galley[index - 1].text, next: nil) {
        must = true
      }
      return Line(
        breadth: printedBreadth(line), nextWord: next.map { firstWord($0.text, after: line.text) } ?? 0, end: end(of: line.text),
        opensWithLabel: opensWithLabel(line, before: index > 0 ? galley[index - 1] : nil),
        opensWithCloser: line.text.first?.isForbiddenAtLineStart == true, isIndented: indentedIssue && line.isIndented,
        atJoint: line.isMoved || page || line.jumps.contains { $0.direction == .from } || index > 0 && !galley[index - 1].jumps.isEmpty,
        mustStart: must,
        isShortHeading: line.breadth <= 14 && !line.text.contains("，"), opensHeading: opensHeading(line.text),
        marks: Double(line.text.count { $0.isPause || $0.isFullStop || $0.isCloser || $0.isOpener || $0.isFullWidthDigit }),
        trailingTabs: line.trailingTabs,
        hasUnknownBreadth: line.isLetterSpaced || line.jumps.contains { $0.direction == .to })
    }
  }

  /// A date alone, or the name right above it, where no tabs push them to the right.
  private static func isSignature(_ index: Int, in galley: [GalleyLine]) -> Bool {
    if DatedLine.isDate(galley[index].text) { return true }
    guard index > 0, index + 1 < galley.count, DatedLine.isDate(galley[index + 1].text), let last = galley[index].text.last else {
      return false
    }
    let line = galley[index]
    return line.hanging.isEmpty && line.breadth <= widestSignature && !last.isFullStop && !last.isPause && ListLabel.read(line.text) == nil
      && !line.text.contains("，") && !runsOn(index - 1, in: galley)
  }

  /// Ends within a sentence, as broad as the broadest of the lines before it.
  private static func runsOn(_ index: Int, in galley: [GalleyLine]) -> Bool {
    guard let last = galley[index].text.last, !last.isFullStop else { return false }
    let broadest = galley[max(0, index - linesOfColumn)...index].map(\.breadth).max() ?? 0
    return galley[index].breadth > broadest - 1.3
  }

  private static let linesOfColumn = 8
  private static let widestSignature = 16.0

  private static func printedBreadth(_ line: GalleyLine) -> Double {
    line.breadth + line.jumps.filter { $0.direction == .from }.reduce(0) { $0 + Double($1.range.count) }
  }

  private static func opensHeading(_ text: [Unicode.Scalar]) -> Bool {
    if TitleFinder.isNumberedCase(text) { return true }
    guard let style = ListLabel.read(text)?.style else { return false }
    return style == .chapter || style == .chinese || style == .bracketedChinese
  }

  private static func opensWithLabel(_ line: GalleyLine, before: GalleyLine?) -> Bool {
    if ListLabel.opensField(line.text) { return true }
    guard let label = ListLabel.read(line.text) else { return TitleFinder.isNumberedCase(line.text) && before?.endsSentence ?? true }
    // `第三条` inside a sentence is no label; a sentence that ended, or a heading, makes it one.
    guard label.style == .chapter, let before else { return true }
    return before.endsSentence || before.text.last.map { $0 == "：" || $0 == "；" } == true || before.breadth < line.breadth - 2
  }

  private static func end(of text: [Unicode.Scalar]) -> End {
    guard let last = text.last(where: { !$0.isCloser }) else { return .open }
    if last == "…" { return .sentence }
    if last.isFullStop || last == "." && text.contains(where: { $0.isLatin }) && !text.contains(where: { $0.isHan }) { return .sentence }
    switch last {
    case "：", ":": return .colon
    case "；", ";": return .semicolon
    case "，", "、", ",", "—", "–": return .pause
    default: return text.last == "》" || text.last == "”" ? .open : .open
    }
  }

  /// Latin text breaks between words: the first word of the next line tells how full this one was.
  private static func firstWord(_ next: [Unicode.Scalar], after line: [Unicode.Scalar]) -> Double {
    guard let first = next.first, let last = line.last, !LineJoiner.isWide(first) else { return 0 }
    let word = next.prefix { !$0.isSpace && !LineJoiner.isWide($0) }
    let gap = LineJoiner.isWide(last) ? 0 : 0.3
    return min(breadth(of: Array(word)) + gap, 8)
  }
}
