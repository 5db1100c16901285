extension LineFacts {
  /// Evidence that a line is a title, in nats.
  private enum Weight {
    static let prior = -3.0
    static let pageTop = 1.8
    static let softBreak = 4.0
    static let short = 1.6
    static let afterEnd = 1.2
    static let afterByline = 1.8
    static let beforeOpening = 2.2
    static let beforeIndent = 0.7
    static let indent = -1.5
    /// An indented first line goes on with a full line; what goes on with another indented line is none.
    static let endsHere = 2.5
    static let issuing = 1.4
    static let recurs = 1.6
    static let tooShort = -2.5
    static let comma = -1.5
    static let never = -9.0
  }

  /// Words that name what an official text is.
  private static let kinds = ["通知", "意见", "办法", "规定", "报告", "答复", "公告", "决定", "方案", "细则", "批复", "通报"].map { Array($0.utf16) }
  private static let shortest = 4
  private static let reach = 12

  static func weighTitles(_ facts: inout [LineFacts]) {
    for i in facts.indices { facts[i].title = facts[i].ownTitleEvidence }
    for i in facts.indices where facts[i].title > Weight.never / 2 {
      let before = i > 0 && facts[i - 1].page == facts[i].page ? facts[i - 1] : nil
      let after = i + 1 < facts.count && facts[i + 1].page == facts[i].page ? facts[i + 1] : nil
      if let before, before.hasByline || (before.startsWithTab && !before.jumpsOn) { facts[i].title += Weight.afterByline }
      // After a paragraph a line with an indent's slack is the next paragraph's first sooner than a title.
      if !facts[i].softBreakBefore, !facts[i].softBreakAfter, before?.endsSentence == true, facts[i].hasIndentSlack {
        facts[i].title += Weight.indent
      }
      if before.map({ $0.endsSentence || $0.hasByline || $0.jumpsOn || $0.startsWithTab }) ?? true { facts[i].title += Weight.afterEnd }
      if let after {
        if after.isDateline || after.headKind() == .address {
          facts[i].title += Weight.beforeOpening
        } else if (LineFacts.fullSlack...LineFacts.indentSlack).contains(after.slack), !after.isLatin {
          facts[i].title += Weight.beforeIndent
        }
      }
      if let after, !facts[i].isLatin, !facts[i].endsSentence, facts[i].hasIndentSlack, after.isDateline || after.hasIndentSlack {
        facts[i].title += Weight.endsHere
      }
      facts[i].title += Weight.recurs * recurrence(of: i, in: facts)
    }
    // The second line of a title is one too.
    for i in facts.indices.dropFirst() where facts[i].softBreakBefore && facts[i - 1].title > 0 { facts[i].title = max(facts[i].title, 1) }
  }

  private var ownTitleEvidence: Double {
    let marks: Set<UInt16> = [0x3002, 0xFF1B]
    if startsWithTab || hasByline || jumpsOn || jumpedHere || isDateline || list != nil { return Weight.never }
    if [.closer, .comma, .endMark, .colon].contains(headGlyph) || [.comma, .colon].contains(tailGlyph) && !softBreakAfter {
      return Weight.never
    }
    if units.contains(where: marks.contains) || (endsSentence && !softBreakBefore && tailGlyph == .endMark && isLatin) {
      return Weight.never
    }
    var sum = Weight.prior
    if isPageTop { sum += Weight.pageTop }
    if softBreakAfter || softBreakBefore { sum += Weight.softBreak }
    if slack > indentSlack { sum += Weight.short }
    if units.count < LineFacts.shortest { sum += Weight.tooShort }
    sum += Weight.comma * Double(units.count { $0 == 0xFF0C })
    if LineFacts.kinds.contains(where: { units.suffix($0.count).elementsEqual($0) }) { sum += Weight.issuing }
    return sum
  }

  /// The share, 0 to 1, of the line's letter pairs that come again within the lines after it.
  private static func recurrence(of i: Int, in facts: [LineFacts]) -> Double {
    let units = facts[i].units
    guard units.count >= shortest else { return 0 }
    let pairs = Set(zip(units, units.dropFirst()).map { UInt32($0) << 16 | UInt32($1) })
    var seen = Set<UInt32>()
    for j in facts.indices where j > i && j <= i + reach && facts[j].page == facts[i].page {
      for (a, b) in zip(facts[j].units, facts[j].units.dropFirst()) where pairs.contains(UInt32(a) << 16 | UInt32(b)) {
        seen.insert(UInt32(a) << 16 | UInt32(b))
      }
    }
    return min(1, 1.6 * Double(seen.count) / Double(pairs.count))
  }

  private var hasIndentSlack: Bool { slack > LineFacts.fullSlack && slack <= LineFacts.indentSlack }
}
