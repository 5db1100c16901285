extension LineFacts {
  /// Evidence of a line that can be of no title.
  static let neverTitle = -9.0
  static let fewestTitleLetters = 4

  /// Words that name what an official text is.
  private static let kinds = ["通知", "意见", "办法", "规定", "报告", "答复", "公告", "决定", "方案", "细则", "批复", "通报"].map { Array($0.utf16) }

  static func namesDocument(_ units: [UInt16]) -> Bool { kinds.contains { units.suffix($0.count).elementsEqual($0) } }

  /// No sentence ends in a title, and no list's entry, numbered part, dateline, byline or pointer is one.
  var mayStandInTitle: Bool {
    let stops: Set<UInt16> = [0x3002, 0xFF1B]
    if units.isEmpty || hangs || hasByline || jumpsOn || jumpedHere || isDateline || list != nil || labelsPart { return false }
    if [.closer, .comma, .endMark, .colon].contains(headGlyph) { return false }
    return !units.contains(where: stops.contains) && !(isLatin && endsSentence && tailGlyph == .endMark)
  }

  private static let parts = ["案例", "实例", "示例", "例", "问题", "步骤", "附表", "附图", "表", "图"].map { Array($0.utf16) }

  /// `案例三：`, `图2、`: a part of a story, numbered by its kind. Blanks are no units.
  private var labelsPart: Bool {
    guard let part = LineFacts.parts.first(where: { units.starts(with: $0) }) else { return false }
    let rest = units.dropFirst(part.count)
    let number = rest.prefix { $0 == Glyphs.digit || LineFacts.hanNumbers.contains($0) }
    return !number.isEmpty && rest.dropFirst(number.count).first.map { $0 == 0xFF1A || $0 == 0x3001 } ?? false
  }

  private static let hanNumbers = Set("一二三四五六七八九十".utf16)

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
