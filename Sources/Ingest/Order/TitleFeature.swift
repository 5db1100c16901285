/// What is looked at to tell whether a run of one to four lines is a title.
package enum TitleFeature: Int, CaseIterable, Sendable {
  case bias, twoLines, threeLines, fourLines
  // Before.
  case afterNothing, afterParagraph, afterFullStop, afterCredit, afterOpenLine, afterOpenShort, afterPause, afterTitleLine
  case readsOnBefore, tiedBefore, afterOtherColumn
  // Inside.
  case wider, widerBy, flushAlone, shortAlone, indentAlone, lastShort, lastFull, linesEqual, growsWider, softBreak
  case readsOnInside, coupletGap, commas, pauses, particleAtEnd, unbalanced, bracketAtEnd, questionAtEnd, colonInside, namesDocument
  case digits, functionWords, lettersFew, lettersSome, lettersMany, quoteFirst
  case titleCase, capitals, startsLower
  // After.
  case beforeNothing, beforeDateline, beforeAddress, beforeIndent, beforeFull, beforeLastShort, beforeOpenShort, beforeCloser, beforeTab
  case beforeJump, beforeList, beforeAuthor, beforeStory, beforeSequel, beforeLower, readsOnAfter, tiedAfter, beforeOtherColumn
  // Topic.
  case recursAfter, recursBefore

  /// Latin lines have weights of their own.
  package static let count = 2 * allCases.count
  package static let names: [String] = {
    let names = allCases.map { "title.\($0)" }
    return names + names.map { "latin." + $0 }
  }()
}
