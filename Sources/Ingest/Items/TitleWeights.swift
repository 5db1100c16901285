/// What each clue counts, in nats. A block of lines is a title from `ItemParameters.leastTitleScore`.
///
/// Fitted by logistic regression on some eighty issues that were set from invented and from free texts, in file order as it was found and
/// in true order, with a pull towards values set by hand; the lengths are raised so that a title missed costs more than one too many.
package struct TitleWeights: Sendable, Equatable {
  private var values: [Double]

  init(_ table: KeyValuePairs<TitleClue, Double>) {
    values = [Double](repeating: 0, count: TitleClue.allCases.count)
    for (clue, weight) in table { values[clue.rawValue] = weight }
  }

  subscript(_ clue: TitleClue) -> Double { values[clue.rawValue] }

  static let shipped = TitleWeights([
    // What stands before it.
    .firstInIssue: 2.05, .afterByline: 2.05, .afterSignature: 1.7, .afterJump: 0.8, .afterShortEnd: 0.65, .afterFullEnd: 0.7,
    .afterDate: 1.2, .afterUnfinishedMoved: -0.4, .afterUnfinishedApart: -0.15, .afterUnfinished: -1, .flushInColumn: -0.85,
    .afterShortLine: -1.65, .firstOnPage: 0.9, .pageAmidSentence: -0.15, .movedHere: 0.35, .fileBeforeUnfinished: 0.8,
    // The block itself.
    .veryShort: -1.6, .short: 0.7, .ratherShort: 0.7, .longEnough: 0.8, .withSubtitle: 2.25, .loneSubtitle: -2.35, .softBreak: 2.75,
    .firstLineInColumn: -1.7, .twoPlaces: -3.4, .firstLineShort: -1.9, .secondLine: -1, .widerThanColumn: 1.65, .comma: -1.3,
    .flushComma: -1.55, .flushCommaNarrow: -0.4, .couplet: 1.2, .fullLines: -1.75, .fullLineWithComma: -1.1, .endsOnParticle: -2.35,
    .beginsWithinWord: -2, .pause: -1.25, .oddBracket: -3.25, .oddQuote: -1.7, .namesDocument: 2.2, .capitalsLater: -2, .capitals: 3.55,
    .tiedBefore: -1.3, .columnName: 2.45, .bracketed: -0.2, .quoted: 0.65, .beginsSmall: -2,
    // What stands after it.
    .nothingFollows: -3.05, .tiedAfter: -1.8, .dateline: 2.3, .documentNumber: 2.25, .author: 3.05, .addressee: 2.15, .timeOpens: 1.65,
    .shortBeforeOpening: -0.15, .sentenceEndsNext: -1.6, .dateFollows: -3, .numberGoesOn: -4.05, .noText: -2.1, .indentFollows: 1.3,
    .fullFollows: -0.65, .likeFirstLine: -0.8, .shortWithoutStop: 1.45, .wordWouldFit: 0.9, .capitalsGoOn: -2.05,
    .smallAfterCapitals: -0.5, .smallFollows: -2.75, .cannotOpen: -3, .shortFollows: -2.1, .movedFollows: 0.5, .fullBeforeMoved: 0.2,
    .recurs: 0.7,
    // How the words read on.
    .lettersBefore: -0.75, .wordBefore: -0.3, .pairBefore: -0.85, .lettersAfter: -0.65, .wordAfter: -0.3, .pairAfter: -1.45,
    .lettersAround: 0.3, .wordAround: 0.45, .pairAround: 0.25, .lettersWithin: 0.2, .wordWithin: 0.05, .pairWithin: -0.2,
    .sameTopic: -0.2,
    // What is usual in the issue.
    .shorterThanTitles: -1.5, .inRow: -0.35,
  ])
}
