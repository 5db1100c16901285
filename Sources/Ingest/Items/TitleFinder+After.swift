/// What stands after a title.
extension TitleFinder {
  func after(_ title: inout Title) {
    let next = title.lines.upperBound + 1
    guard next < galley.count else { return note(.nothingFollows, in: &title) }
    opening(next, &title)
    if room(at: title.lines.upperBound) > 1.5, facts[next].opensWithDateline || facts[next].isDocumentNumber {
      note(.shortBeforeOpening, in: &title)
    }
    unfinished(next, &title)
    indents(next, &title)
    shape(&title, next: galley[next])
    latin(next, &title)
    if galley[next].isMoved { moved(&title) }
    if galley[next].text.first?.isForbiddenAtLineStart == true { note(.cannotOpen, in: &title) }
    topic(&title)
  }

  private func opening(_ next: Int, _ title: inout Title) {
    let line = galley[next]
    if line.softBreak, !line.startsPage, AuthorLine.read(line.text) == nil { note(.tiedAfter, in: &title) }
    let fact = facts[next]
    if fact.opensWithDateline {
      note(.dateline, in: &title)
    } else if fact.isDocumentNumber {
      note(.documentNumber, in: &title)
    } else if fact.namesAuthor {
      note(.author, in: &title)
    } else if fact.addresses {
      note(.addressee, in: &title)
    } else if fact.opensWithTime {
      note(.timeOpens, in: &title)
    }
    if line.breadth < fit.columns[next] * 0.6, !line.endsSentence, line.hanging.isEmpty, !fact.isDocumentNumber, !fact.namesAuthor,
      !fact.addresses
    {
      note(.shortFollows, in: &title)
    }
  }

  /// The block is a piece of text that goes on.
  private func unfinished(_ next: Int, _ title: inout Title) {
    let line = galley[next]
    let first = title.lines.lowerBound
    if line.endsSentence, line.breadth < 0.6 * fit.columns[next], title.lines.count == 1, facts[first].hasHan, !line.isMoved,
      room(at: first) <= fit.indent + 0.7
    {
      note(.sentenceEndsNext, in: &title)
    }
    if facts[next].isDate || DatedLine.isDate(line.hanging) { note(.dateFollows, in: &title) }
    if galley[title.lines.upperBound].text.last?.isDigit == true,
      line.text.first.map({ "年月日号號时時点點分万萬亿億元％%".unicodeScalars.contains($0) }) == true
    {
      note(.numberGoesOn, in: &title)
    }
    if line.text.isEmpty, !facts[next].namesAuthor { note(.noText, in: &title) }
  }

  private func indents(_ next: Int, _ title: inout Title) {
    guard let step = indentStep(at: next) else { return }
    if abs(step - 2) <= 0.9 {
      note(.indentFollows, in: &title)
    } else if abs(step) <= 0.8, fit.indent > 0, !facts[next].addresses, !galley[next].endsSentence {
      note(.fullFollows, in: &title)
    }
  }

  private func latin(_ next: Int, _ title: inout Title) {
    let line = galley[next]
    guard let first = line.text.first, !first.isHan else { return }
    let isCapital = Self.isHeadlineCase(title.lines.flatMap { galley[$0].text })
    if isCapital, Self.isCapitalised(line.text), !line.isMoved { note(.capitalsGoOn, in: &title) }
    if first.isLowercaseLatin { note(isCapital ? .smallAfterCapitals : .smallFollows, in: &title) }
  }

  private func moved(_ title: inout Title) {
    let last = galley[title.lines.upperBound]
    note(.movedFollows, in: &title)
    if abs(last.breadth - fit.columns[title.lines.upperBound]) <= 1.3 { note(.fullBeforeMoved, in: &title) }
  }

  /// A title's words come again in its story, and more so than in the one before.
  private func topic(_ title: inout Title) {
    let next = title.lines.upperBound + 1
    let here = pairs.share(of: title.lines, in: next..<next + parameters.linesOfTopic)
    let there = pairs.share(of: title.lines, in: title.lines.lowerBound - parameters.linesOfTopic..<title.lines.lowerBound)
    guard here != there, !readsAsFirstLine(title) else { return }
    note(.recurs, max(-0.6, min(1, parameters.recurrence * (here - there))), in: &title)
  }

  /// By how much the line after is broader, where both are full lines of one column.
  private func indentStep(at index: Int) -> Double? {
    guard index + 1 < galley.count else { return nil }
    let line = galley[index]
    let next = galley[index + 1]
    guard facts[index].hasHan, !line.endsSentence, !next.isMoved, next.hanging.isEmpty, next.jumps.isEmpty, line.text.count > 6,
      !next.endsSentence
    else {
      return nil
    }
    // A mark at the end of a line may hang over the edge.
    let hangs = next.text.last.map { $0.isPause } ?? false && next.breadth > fit.columns[index + 1] + 0.5
    return next.breadth - (hangs ? 1 : 0) - line.breadth
  }
}
