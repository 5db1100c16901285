/// Finds the lines that are titles, in file order, by a log-linear model of blocks of one to four lines.
///
/// A title is told from text by what stands before and after it, by its width against the columns around it, by what no headline
/// has, and by its words coming again in the text. The weights are fitted on typeset issues; scores are log-odds in nats.
package struct TitleBlocks: Sendable {
  /// Lines that a title may have.
  package static let mostLines = 4

  package struct Block: Sendable, Equatable {
    /// Line indices.
    package var lines: Range<Int>
    package var score: Double
  }

  private let facts: [LineFacts]
  private let readsOn: @Sendable (Int, Int) -> Double
  private let words: TitleWords
  private let looks: [Look]

  /// What is asked of a line by every block that it is in or beside.
  private struct Look: Sendable {
    var mayStand: Bool
    var mayEnd: Bool
    var hasCoupletGap: Bool
    var isAuthor: Bool
    /// How the line begins if it is text.
    var head: HeadKind
    var opening: Opening

    init(_ fact: LineFacts) {
      mayStand = fact.mayStandInTitle
      mayEnd = fact.mayEndTitle
      hasCoupletGap = mayStand && fact.hasCoupletGap
      isAuthor = AuthorLine.read(Array(fact.text.unicodeScalars)) != nil
      head = fact.headKind()
      opening = Opening(fact)
    }
  }

  /// Reads lines of which it is not yet known what is a title; `readsOn` gives how well one line goes on with another, in nats.
  package init(_ facts: [LineFacts], readsOn: @escaping @Sendable (Int, Int) -> Double) {
    self.facts = facts
    self.readsOn = readsOn
    words = TitleWords(facts)
    looks = facts.map(Look.init)
  }

  /// The candidates: runs of lines of a page none of which is ruled out.
  package var candidates: [Range<Int>] {
    facts.indices.flatMap { start in
      (1...TitleBlocks.mostLines).map { start..<start + $0 }.prefix { block in
        block.upperBound <= facts.count && looks[block.upperBound - 1].mayStand && facts[block.upperBound - 1].page == facts[start].page
      }
    }
    .filter { block in
      looks[block.upperBound - 1].mayEnd && facts[block].reduce(0) { $0 + $1.units.count } >= LineFacts.fewestTitleLetters
    }
  }

  /// The titles, none overlapping, and the log-odds of each line to be of one: its block's, or what its best block falls short by.
  package func evidence(weights: [Double]) -> (titles: [Block], lines: [Double]) {
    let scored = candidates.map { Block(lines: $0, score: score($0, weights: weights)) }
    let titles = best(scored.filter { $0.score > 0 })
    var lines = [Double](repeating: LineFacts.neverTitle, count: facts.count)
    for block in scored { for line in block.lines { lines[line] = max(lines[line], min(-TitleBlocks.atLeast, block.score)) } }
    for title in titles { for line in title.lines { lines[line] = max(TitleBlocks.atLeast, title.score) } }
    return (titles, lines)
  }

  /// The blocks of greatest sum that do not overlap, in file order.
  private func best(_ blocks: [Block]) -> [Block] {
    let byEnd = Dictionary(grouping: blocks, by: \.lines.upperBound)
    var total = [Double](repeating: 0, count: facts.count + 1)
    var choice = [Block?](repeating: nil, count: facts.count + 1)
    for end in total.indices.dropFirst() {
      total[end] = total[end - 1]
      for block in byEnd[end] ?? [] where total[block.lines.lowerBound] + block.score > total[end] {
        total[end] = total[block.lines.lowerBound] + block.score
        choice[end] = block
      }
    }
    var out: [Block] = []
    var at = facts.count
    while at > 0 {
      if let block = choice[at] { out.append(block) }
      at = choice[at]?.lines.lowerBound ?? at - 1
    }
    return out.reversed()
  }

  private static let atLeast = 0.05

  package func score(_ block: Range<Int>, weights: [Double]) -> Double {
    var sum = 0.0
    features(block) { sum += weights[$0] * $1 }
    return sum
  }
}

// MARK: Features

extension TitleBlocks {
  /// Letters below which a title is short, below which it is rather short, and above which it is long.
  private static let lengths = (short: 7, middling: 12, long: 28)
  private static let (fullwidthComma, enumerationComma, fullwidthColon): (UInt16, UInt16, UInt16) = (0xFF0C, 0x3001, 0xFF1A)
  private static let (closingBracket, questionMark, exclamationMark): (UInt16, UInt16, UInt16) = (0xFF09, 0xFF1F, 0xFF01)

  /// Calls `give` with the place and value of every feature of a block that is not zero.
  package func features(_ block: Range<Int>, _ give: (Int, Double) -> Void) {
    let set = facts[block.lowerBound].isLatin ? TitleFeature.allCases.count : 0
    func take(_ feature: TitleFeature, _ value: Double = 1) { if value != 0 { give(set + feature.rawValue, value) } }
    take(.bias)
    switch block.count {
    case 2: take(.twoLines)
    case 3: take(.threeLines)
    case 4...: take(.fourLines)
    default: break
    }
    before(block, take)
    widths(block, take)
    wording(block, take)
    after(block, take)
    take(.recursAfter, words.recurring(block, after: true))
    take(.recursBefore, words.recurring(block, after: false))
  }

  private func before(_ block: Range<Int>, _ take: (TitleFeature, Double) -> Void) {
    let first = facts[block.lowerBound]
    guard block.lowerBound > 0, facts[block.lowerBound - 1].page == first.page else { return take(.afterNothing, 1) }
    let last = facts[block.lowerBound - 1]
    if first.softBreakBefore { take(.tiedBefore, 1) }
    if abs(last.column - first.column) > 1 { take(.afterOtherColumn, 1) }
    if last.hasByline || last.hangs || last.jumpsOn {
      take(.afterCredit, 1)
    } else if last.endsSentence {
      take(last.slack > last.fullSlack ? .afterParagraph : .afterFullStop, 1)
    } else if [.comma, .colon].contains(last.tailGlyph) {
      take(.afterPause, 1)
    } else {
      take(last.slack > last.indentSlack ? .afterOpenShort : .afterOpenLine, 1)
      take(.readsOnBefore, readsOn(block.lowerBound - 1, block.lowerBound))
    }
  }

  private func widths(_ block: Range<Int>, _ take: (TitleFeature, Double) -> Void) {
    let lines = facts[block]
    let column = usualColumn(around: block)
    let widest = lines.map(\.width).max() ?? 0
    let (first, last) = (facts[block.lowerBound], facts[block.upperBound - 1])
    let over = widest - column
    if over > first.fullSlack {
      take(.wider, 1)
      take(.widerBy, min(1, over / max(1, column)))
    }
    if block.count == 1 {
      if abs(over) <= first.fullSlack { take(.flushAlone, 1) }
      if -over > first.indentSlack { take(.shortAlone, 1) }
      if -over > first.fullSlack, -over <= first.indentSlack { take(.indentAlone, 1) }
      return
    }
    if last.width < column - first.indentSlack { take(.lastShort, 1) }
    if last.width >= column - first.fullSlack { take(.lastFull, 1) }
    let upper = lines.dropLast().map(\.width)
    if let low = upper.min(), let high = upper.max(), high - low <= first.fullSlack, last.width <= high + first.fullSlack {
      take(.linesEqual, 1)
    }
    if last.width > (upper.max() ?? 0) + first.indentSlack { take(.growsWider, 1) }
    take(.softBreak, Double(lines.dropFirst().count(where: \.softBreakBefore)) / Double(block.count - 1))
    let joints = (block.lowerBound..<block.upperBound - 1).map { readsOn($0, $0 + 1) }
    take(.readsOnInside, joints.reduce(0, +) / Double(joints.count))
  }

  /// The column of the text around a block, in ems: a title alone makes none.
  private func usualColumn(around block: Range<Int>) -> Double {
    let page = facts[block.lowerBound].page
    let after = block.upperBound < facts.count && facts[block.upperBound].page == page ? facts[block.upperBound].column : nil
    let before = block.lowerBound > 0 && facts[block.lowerBound - 1].page == page ? facts[block.lowerBound - 1].column : nil
    return after ?? before ?? facts[block.lowerBound].column
  }

  private func wording(_ block: Range<Int>, _ take: (TitleFeature, Double) -> Void) {
    let lines = facts[block]
    let units = lines.flatMap(\.units)
    let count = Double(max(1, units.count))
    take(.commas, Double(units.count { $0 == TitleBlocks.fullwidthComma }))
    take(.pauses, Double(units.count { $0 == TitleBlocks.enumerationComma }))
    take(.digits, Double(units.count { $0 == Glyphs.digit }) / count)
    take(.functionWords, Double(units.count { TitleWords.functionWords.contains($0) }) / count)
    if units.count < TitleBlocks.lengths.short {
      take(.lettersFew, 1)
    } else if units.count < TitleBlocks.lengths.middling {
      take(.lettersSome, 1)
    } else if units.count > TitleBlocks.lengths.long {
      take(.lettersMany, 1)
    }
    if looks[block].contains(where: \.hasCoupletGap) { take(.coupletGap, 1) }
    if let last = units.last {
      if TitleWords.particles.contains(last) { take(.particleAtEnd, 1) }
      if last == TitleBlocks.closingBracket { take(.bracketAtEnd, 1) }
      if last == TitleBlocks.questionMark || last == TitleBlocks.exclamationMark { take(.questionAtEnd, 1) }
    }
    if units.dropLast().contains(TitleBlocks.fullwidthColon) { take(.colonInside, 1) }
    if units.first == Glyphs.openQuote { take(.quoteFirst, 1) }
    if TitleWords.isUnbalanced(units) { take(.unbalanced, 1) }
    if LineFacts.namesDocument(units) { take(.namesDocument, 1) }
    if facts[block.lowerBound].isLatin {
      let (titleCase, capitals) = TitleWords.cases(lines.map(\.text))
      take(.titleCase, titleCase)
      take(.capitals, capitals)
      if facts[block.lowerBound].headGlyph == .lower { take(.startsLower, 1) }
    }
  }

  private func after(_ block: Range<Int>, _ take: (TitleFeature, Double) -> Void) {
    let last = facts[block.upperBound - 1]
    guard block.upperBound < facts.count, facts[block.upperBound].page == last.page else { return take(.beforeNothing, 1) }
    let next = facts[block.upperBound]
    if next.softBreakBefore { take(.tiedAfter, 1) }
    if abs(next.column - last.column) > 1 { take(.beforeOtherColumn, 1) }
    if looks[block.upperBound].isAuthor { take(.beforeAuthor, 1) }
    switch looks[block.upperBound].head {
    case .jump: take(.beforeJump, 1)
    case .tab: take(.beforeTab, 1)
    case .closer: take(.beforeCloser, 1)
    case .dateline: take(.beforeDateline, 1)
    case .list: take(.beforeList, 1)
    case .address: take(.beforeAddress, 1)
    case .indented: take(.beforeIndent, 1)
    case .lastShort: take(.beforeLastShort, 1)
    case .openShort: take(.beforeOpenShort, 1)
    case .full, .nearlyFull, .pageTop, .title: take(.beforeFull, 1)
    }
    switch looks[block.upperBound].opening {
    case .story: take(.beforeStory, 1)
    case .sequel: take(.beforeSequel, 1)
    case .plain: break
    }
    if next.headGlyph == .lower { take(.beforeLower, 1) }
    take(.readsOnAfter, readsOn(block.upperBound - 1, block.upperBound))
  }
}
