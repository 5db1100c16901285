extension TitleFinder {
  /// How the last line lies in its column: running text leaves no line short without a stop, and only first lines by an indent.
  func shape(_ title: inout Title, next: GalleyLine) {
    let last = title.lines.upperBound
    guard facts[last].hasHan else {
      if room(at: last) > 1, next.text.first?.isLowercaseLatin == false { note(.wordWouldFit, in: &title) }
      return
    }
    guard fit.indent > 0, !galley[last].softBreak else { return }
    if readsAsFirstLine(title) {
      note(.likeFirstLine, in: &title)
    } else if room(at: last) > fit.indent + 0.9 {
      note(.shortWithoutStop, in: &title)
    }
  }

  /// Em left in the line's column when what the next line opens with, and could not be parted, is taken off.
  func room(at index: Int) -> Double {
    let next = index + 1 < galley.count ? galley[index + 1].text : []
    let word = next.first?.isOpener == true ? Array(next.prefix(1)) : next.prefix { !$0.isSpace && !LineJoiner.isWide($0) }
    return fit.columns[index] - galley[index].breadth - breadth(of: Array(word))
  }

  /// One line, an indent short of its column, and a full line after it.
  func readsAsFirstLine(_ title: Title) -> Bool {
    let line = title.lines.upperBound
    guard title.lines.count == 1, fit.indent > 0, line + 1 < galley.count, !galley[line + 1].endsSentence else { return false }
    return abs(room(at: line) - fit.indent) <= 0.6 && abs(galley[line + 1].breadth - fit.columns[line]) <= 1
  }
}
