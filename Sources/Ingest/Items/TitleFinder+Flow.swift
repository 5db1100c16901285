import Foundation

/// How the words of a block read on from the lines around it.
extension TitleFinder {
  func flow(_ title: inout Title) {
    let (first, last) = (title.lines.lowerBound, title.lines.upperBound)
    let isOpen = first > 0 && leavesOpen(first - 1)
    if isOpen, let gain = flow.gain(first - 1, first) {
      note(.lettersBefore, gain.letters, in: &title)
      note(.wordBefore, gain.words, in: &title)
      note(.pairBefore, gain.own, in: &title)
    }
    if last + 1 < galley.count, let gain = flow.gain(last, last + 1) {
      note(.lettersAfter, gain.letters, in: &title)
      note(.wordAfter, gain.words, in: &title)
      note(.pairAfter, gain.own, in: &title)
    }
    if isOpen, last + 1 < galley.count, let gain = flow.gain(first - 1, last + 1) {
      note(.lettersAround, gain.letters, in: &title)
      note(.wordAround, gain.words, in: &title)
      note(.pairAround, gain.own, in: &title)
    }
    for line in title.lines.dropLast() {
      guard let gain = flow.gain(line, line + 1) else { continue }
      note(.lettersWithin, gain.letters, in: &title)
      note(.wordWithin, gain.words, in: &title)
      note(.pairWithin, gain.own, in: &title)
    }
  }

  /// A sub-heading stands amid one story; the texts around a title are of two.
  func cohesion(_ title: inout Title) {
    let (first, last) = (title.lines.lowerBound, title.lines.upperBound)
    guard first > 0, title.score > parameters.leastTitleScore - parameters.cohesionReach else { return }
    let reach = parameters.linesOfTopic
    note(.sameTopic, log1p(pairs.common(max(0, first - reach)..<first, last + 1..<last + 1 + reach)), in: &title)
  }

  /// No sentence ends with the line, nothing hangs on it, and it is no short line.
  private func leavesOpen(_ index: Int) -> Bool {
    let line = galley[index]
    return !line.endsSentence && line.hanging.isEmpty && line.jumps.isEmpty && line.breadth >= fit.columns[index] - 2.8
  }
}
