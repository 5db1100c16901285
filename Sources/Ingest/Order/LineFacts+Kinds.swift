extension LineFacts {
  func tailKind() -> TailKind {
    if jumpsOn { return .jump }
    if hasByline || (startsWithTab && !endsSentence && slack > 0) { return .closed }
    if isTitle { return .title }
    let short = slack > indentSlack
    if endsSentence {
      if endsWithTab { return .finishedByTab }
      return slack > fullSlack ? .finishedShort : .finishedFull
    }
    if tailGlyph == .colon { return .colon }
    if tailGlyph == .comma { return short || endsWithTab ? .commaShort : .commaFull }
    if isPageTop, !short { return .pageTop }
    if slack <= fullSlack { return .openFull }
    return short ? .openShort : .openMiddle
  }

  func headKind() -> HeadKind {
    if jumpedHere { return .jump }
    if startsWithTab { return .tab }
    if [.closer, .comma, .endMark, .colon].contains(headGlyph) { return .closer }
    if isDateline { return .dateline }
    if isTitle { return .title }
    if list != nil { return .list }
    if isAddress { return .address }
    if isPageTop, slack <= indentSlack, !endsSentence, tailGlyph != .comma { return .pageTop }
    if slack <= 0.95 || (isLatin && slack <= fullSlack) { return .full }
    if slack <= fullSlack { return .nearlyFull }
    if slack <= indentSlack { return .indented }
    return endsSentence ? .lastShort : .openShort
  }

  /// `国办函〔2018〕71号`, `各有关单位：`
  private var isAddress: Bool {
    if units.count <= 24, units.contains(0x3014), units.contains(0x53F7) || endsWithTab { return true }
    return tailGlyph == .colon && slack > indentSlack && units.count <= 14
  }
}
