/// What stands before a title.
extension TitleFinder {
  func before(_ title: inout Title) {
    let start = title.lines.lowerBound
    guard start > 0 else { return note(.firstInIssue, in: &title) }
    let previous = galley[start - 1]
    let here = galley[start]
    if !previous.hanging.isEmpty {
      note(DatedLine.isDate(previous.hanging) ? .afterSignature : .afterByline, in: &title)
    } else if previous.jumps.contains(where: { $0.direction == .to }) {
      note(.afterJump, in: &title)
    } else if previous.endsSentence {
      note(previous.breadth < fit.columns[start - 1] - 2.5 ? .afterShortEnd : .afterFullEnd, in: &title)
    } else if facts[start - 1].isDate {
      note(.afterDate, in: &title)
    } else if isFull(start - 1) {
      afterUnfinished(&title)
    } else {
      note(.afterShortLine, in: &title)
    }
    if here.startsPage {
      note(.firstOnPage, in: &title)
      if previous.hanging.isEmpty, !previous.endsSentence, isFull(start - 1) { note(.pageAmidSentence, in: &title) }
    }
    guard here.isMoved else { return }
    note(.movedHere, in: &title)
    beforeInFile(&title)
  }

  private func afterUnfinished(_ title: inout Title) {
    let start = title.lines.lowerBound
    let here = galley[start]
    let isApart = title.lines.contains { galley[$0].breadth > fit.columns[start] + 1.6 }
    note(here.isMoved ? .afterUnfinishedMoved : here.startsPage || isApart ? .afterUnfinishedApart : .afterUnfinished, in: &title)
    if title.lines.count == 1, isFlush(start), !here.isMoved { note(.flushInColumn, in: &title) }
  }

  /// The order may have torn a title from the story that it follows in the file.
  private func beforeInFile(_ title: inout Title) {
    let here = galley[title.lines.lowerBound]
    guard let at = places[here.position - 1], galley[at].page == here.page else { return }
    if !galley[at].endsSentence, galley[at].hanging.isEmpty, isFull(at) { note(.fileBeforeUnfinished, in: &title) }
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
}
