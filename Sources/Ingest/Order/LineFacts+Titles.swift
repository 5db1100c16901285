extension LineFacts {
  /// Evidence of a line that can be of no title.
  static let neverTitle = -9.0
  static let fewestTitleLetters = 4

  /// Words that name what an official text is.
  private static let kinds = ["通知", "意见", "办法", "规定", "报告", "答复", "公告", "决定", "方案", "细则", "批复", "通报"].map { Array($0.utf16) }

  static func namesDocument(_ units: [UInt16]) -> Bool { kinds.contains { units.suffix($0.count).elementsEqual($0) } }

  /// No sentence ends in a title, and no list's entry, dateline, byline or pointer is one.
  var mayStandInTitle: Bool {
    let stops: Set<UInt16> = [0x3002, 0xFF1B]
    if units.isEmpty || startsWithTab || hasByline || jumpsOn || jumpedHere || isDateline || list != nil { return false }
    if [.closer, .comma, .endMark, .colon].contains(headGlyph) { return false }
    return !units.contains(where: stops.contains) && !(isLatin && endsSentence && tailGlyph == .endMark)
  }

  var mayEndTitle: Bool { ![.comma, .colon].contains(tailGlyph) && !(isLatin && text.hasSuffix("-")) }

  /// A blank between two Chinese words, where running text has none.
  var hasCoupletGap: Bool {
    let scalars = Array(text.unicodeScalars)
    return scalars.indices.dropFirst(2).dropLast(2).contains { i in
      (scalars[i] == " " || scalars[i] == "\u{3000}") && Glyphs.isHan(scalars[i - 1].value) && Glyphs.isHan(scalars[i - 2].value)
        && scalars[(i + 1)...].first { $0 != " " && $0 != "\u{3000}" }.map { Glyphs.isHan($0.value) } ?? false
    }
  }
}
