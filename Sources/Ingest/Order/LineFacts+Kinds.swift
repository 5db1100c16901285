extension LineFacts {
  func tailKind() -> TailKind {
    if jumpsOn { return .jump }
    if hasByline || (hangs && !endsSentence && slack > 0) { return .closed }
    if isTitle { return .title }
    let short = slack > indentSlack
    if endsSentence {
      if endsWithGap { return .finishedByTab }
      return slack > fullSlack ? .finishedShort : .finishedFull
    }
    if tailGlyph == .colon { return .colon }
    if tailGlyph == .comma { return short || endsWithGap ? .commaShort : .commaFull }
    if isPageTop, !short { return .pageTop }
    if slack <= fullSlack { return .openFull }
    return short ? .openShort : .openMiddle
  }

  func headKind() -> HeadKind {
    if jumpedHere { return .jump }
    if hangs { return .tab }
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

  /// Last letters of those who are written to: 府 位 门 会 局 厅 院 校 司 部 委 表 志 生 士 构 关.
  private static let addressed: Set<UInt16> = Set("府位门会局厅院校司部委表志生士构关".utf16)

  /// `国办函〔2018〕71号`, `各有关单位：`
  private var isAddress: Bool {
    if units.count <= 24, units.contains(0x3014), units.contains(0x53F7) || endsWithGap { return true }
    guard tailGlyph == .colon, slack > indentSlack || units.count > 30, let last = units.dropLast().last else { return false }
    return units.count > 2 && LineFacts.addressed.contains(last)
  }
}
