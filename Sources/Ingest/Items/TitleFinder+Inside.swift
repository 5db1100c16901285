/// How a block of lines looks by itself.
extension TitleFinder {
  func inside(_ title: inout Title, total: Double) {
    length(total, &title)
    let text = title.lines.count == 1 ? galley[title.lines.lowerBound].text : title.lines.flatMap { galley[$0].text }
    let hasSubtitle = title.lines.dropFirst().contains { facts[$0].opensSubtitle }
    if hasSubtitle { note(.withSubtitle, in: &title) }
    if facts[title.lines.lowerBound].opensSubtitle { note(.loneSubtitle, in: &title) }
    breaks(&title)
    breadths(&title, hasSubtitle: hasSubtitle)
    marks(text, &title)
    words(text, &title)
  }

  private func length(_ total: Double, _ title: inout Title) {
    // In a narrow column titles are short, too.
    switch total / min(1, max(0.6, usualColumn / 18)) {
    case ..<6: note(.veryShort, in: &title)
    case ..<8.5: note(.short, in: &title)
    case ..<12: note(.ratherShort, in: &title)
    default: note(.longEnough, in: &title)
    }
  }

  private func breaks(_ title: inout Title) {
    let column = fit.columns[title.lines.lowerBound]
    let first = galley[title.lines.lowerBound]
    for (upper, lower) in zip(title.lines, title.lines.dropFirst()).map({ (galley[$0], galley[$1]) }) {
      if lower.softBreak {
        note(.softBreak, in: &title)
      } else {
        if upper.breadth <= column, lower.breadth > column + 1.6 { note(.firstLineInColumn, in: &title) }
        if upper.breadth < column * 0.6, upper.breadth + 3 < lower.breadth, !upper.hasGap { note(.firstLineShort, in: &title) }
        if !first.startsPage { note(.secondLine, in: &title) }
      }
      if lower.isMoved { note(.twoPlaces, in: &title) }
    }
    let isBound = title.lines.dropFirst().contains { galley[$0].softBreak }
    if title.lines.lowerBound > 0, first.softBreak, !isBound { note(.tiedBefore, in: &title) }
  }

  private func breadths(_ title: inout Title, hasSubtitle: Bool) {
    let column = fit.columns[title.lines.lowerBound]
    let isBound = title.lines.dropFirst().contains { galley[$0].softBreak }
    // A full-width digit may stand for a narrow one that the line was set with.
    let widest = title.lines.map { galley[$0].breadth - 0.5 * Double(galley[$0].text.count(where: \.isFullWidthDigit)) }.max() ?? 0
    if widest > column + 1.6, widest > usualColumn + 1.2 { note(.widerThanColumn, in: &title) }
    let commas = title.lines.reduce(0) { $0 + facts[$1].commas }
    note(.comma, Double(commas), in: &title)
    let flush = title.lines.dropLast().count {
      galley[$0].breadth > column - 1.2 && galley[$0].breadth <= column + 1.6 && galley[$0].text.contains("，")
    }
    if title.lines.count > 2 || commas > 1, !isBound {
      note(usualColumn < parameters.narrowColumn ? .flushCommaNarrow : .flushComma, Double(flush), in: &title)
    }
    if galley[title.lines.lowerBound].hasGap { note(.couplet, in: &title) }
    if title.lines.count > 1, !hasSubtitle, !isBound, galley[title.lines.upperBound].breadth > column - 1, widest <= column + 1.6,
      title.lines.dropLast().allSatisfy({ galley[$0].breadth > column - 2.6 })
    {
      note(.fullLines, in: &title)
    }
    if title.lines.count == 1, commas > 0, widest > column - 1.2, widest <= column + 1.6 { note(.fullLineWithComma, in: &title) }
  }

  private func marks(_ text: [Unicode.Scalar], _ title: inout Title) {
    note(.pause, Double(title.lines.reduce(0) { $0 + facts[$1].pauses }), in: &title)
    if !Self.isBalanced(text, [("《", "》"), ("〈", "〉"), ("「", "」"), ("『", "』")]) { note(.oddBracket, in: &title) }
    if !Self.isBalanced(text, [("“", "”")]) { note(.oddQuote, in: &title) }
    switch Self.bracketEnd(text) {
    case .column: note(.columnName, in: &title)
    case .whole: note(.bracketed, in: &title)
    case nil: break
    }
    if let first = text.first, let last = text.last, first == "“" && last == "”" || first == "「" && last == "」" {
      note(.quoted, in: &title)
    }
  }

  private func words(_ text: [Unicode.Scalar], _ title: inout Title) {
    if let last = text.last, "的和与及在了为是或而且被把将对从向".unicodeScalars.contains(last) { note(.endsOnParticle, in: &title) }
    if let first = text.first, "了的们們得着著吗嗎呢吧".unicodeScalars.contains(first) { note(.beginsWithinWord, in: &title) }
    if text.first?.isLowercaseLatin == true { note(.beginsSmall, in: &title) }
    if Self.namesDocument(text) { note(.namesDocument, in: &title) }
    guard !text.contains(where: \.isHan) else { return }
    let first = title.lines.lowerBound
    if title.lines.count > 1, !Self.isHeadlineCase(galley[first].text),
      title.lines.dropFirst().contains(where: { Self.isHeadlineCase(galley[$0].text) })
    {
      note(.capitalsLater, in: &title)
    } else if Self.isHeadlineCase(text) {
      note(.capitals, in: &title)
    }
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
}
