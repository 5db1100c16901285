/// What speaks for or against a block of lines being a title. Each counts its weight in `TitleWeights`, as often as it occurs.
enum TitleClue: Int, CaseIterable, Sendable {
  // What stands before it.
  case firstInIssue, afterByline, afterSignature, afterJump, afterShortEnd, afterFullEnd, afterDate, afterUnfinishedMoved
  case afterUnfinishedApart, afterUnfinished, flushInColumn, afterShortLine, firstOnPage, pageAmidSentence, movedHere
  case fileBeforeUnfinished
  // The block itself.
  case veryShort, short, ratherShort, longEnough, withSubtitle, loneSubtitle, softBreak, firstLineInColumn, twoPlaces, firstLineShort
  case secondLine, widerThanColumn, comma, flushComma, flushCommaNarrow, couplet, fullLines, fullLineWithComma, endsOnParticle
  case beginsWithinWord, pause, oddBracket, oddQuote, namesDocument, capitalsLater, capitals, tiedBefore, columnName, bracketed, quoted
  case beginsSmall
  // What stands after it.
  case nothingFollows, tiedAfter, dateline, documentNumber, author, addressee, timeOpens, shortBeforeOpening, sentenceEndsNext
  case dateFollows, numberGoesOn, noText, indentFollows, fullFollows, likeFirstLine, shortWithoutStop, wordWouldFit, capitalsGoOn
  case smallAfterCapitals, smallFollows, cannotOpen, shortFollows, movedFollows, fullBeforeMoved, recurs
  // How the words read on.
  case lettersBefore, wordBefore, pairBefore, lettersAfter, wordAfter, pairAfter, lettersAround, wordAround, pairAround
  case lettersWithin, wordWithin, pairWithin, sameTopic
  // What is usual in the issue.
  case shorterThanTitles, inRow

  /// The clue in words, for `--explain`.
  var wording: String {
    switch self {
    case .firstInIssue: "first in the issue"
    case .afterByline: "after a byline"
    case .afterSignature: "after a signature"
    case .afterJump: "after a jump"
    case .afterShortEnd: "after a paragraph's last line"
    case .afterFullEnd: "after a finished sentence"
    case .afterDate: "after a date"
    case .afterUnfinishedMoved: "after an unfinished line of another place"
    case .afterUnfinishedApart: "after an unfinished line, apart from it"
    case .afterUnfinished: "after an unfinished line"
    case .flushInColumn: "flush in a running column"
    case .afterShortLine: "after a short line"
    case .firstOnPage: "first on its page"
    case .pageAmidSentence: "the page before ends amid a sentence"
    case .movedHere: "at a frame's start"
    case .fileBeforeUnfinished: "an unfinished line before it in the file"
    case .veryShort: "very short"
    case .short: "short"
    case .ratherShort: "rather short"
    case .longEnough: "long enough"
    case .withSubtitle: "with a subtitle"
    case .loneSubtitle: "a subtitle without its title"
    case .softBreak: "no blank line within"
    case .firstLineInColumn: "first line in the column"
    case .twoPlaces: "lines from two places"
    case .firstLineShort: "first line short"
    case .secondLine: "several lines"
    case .widerThanColumn: "wider than the column"
    case .comma: "commas"
    case .flushComma, .flushCommaNarrow: "full lines with commas"
    case .couplet: "couplet"
    case .fullLines: "full lines"
    case .fullLineWithComma: "a full line with a comma"
    case .endsOnParticle: "ends on a particle"
    case .beginsWithinWord: "begins within a word"
    case .pause: "pauses"
    case .oddBracket: "a bracket without its partner"
    case .oddQuote: "a quotation mark without its partner"
    case .namesDocument: "names a document"
    case .capitalsLater: "capitals begin later"
    case .capitals: "headline capitals"
    case .tiedBefore: "tied to the line before"
    case .columnName: "names its column in brackets"
    case .bracketed: "all in brackets"
    case .quoted: "all in quotation marks"
    case .beginsSmall: "begins small"
    case .nothingFollows: "nothing follows"
    case .tiedAfter: "tied to the line after"
    case .dateline: "a dateline follows"
    case .documentNumber: "a document number follows"
    case .author: "an author follows"
    case .addressee: "an addressee follows"
    case .timeOpens: "a date opens the text"
    case .shortBeforeOpening: "short before an opening"
    case .sentenceEndsNext: "the sentence ends on the next line"
    case .dateFollows: "a date follows, as under a signature"
    case .numberGoesOn: "a number goes on"
    case .noText: "no text follows"
    case .indentFollows: "an indented line follows"
    case .fullFollows: "a full line follows"
    case .likeFirstLine: "like a paragraph's first line"
    case .shortWithoutStop: "short without a stop"
    case .wordWouldFit: "a word would have fitted"
    case .capitalsGoOn: "goes on in capitals"
    case .smallAfterCapitals, .smallFollows: "what follows begins small"
    case .cannotOpen: "what follows can't begin a text"
    case .shortFollows: "a short line follows"
    case .movedFollows: "what follows stands elsewhere in the file"
    case .fullBeforeMoved: "full, and what follows stands elsewhere in the file"
    case .recurs: "its words come again"
    case .lettersBefore, .wordBefore, .pairBefore: "reads on from the line before"
    case .lettersAfter, .wordAfter, .pairAfter: "the line after reads on from it"
    case .lettersAround, .wordAround, .pairAround: "the lines around it read on over it"
    case .shorterThanTitles: "shorter than the issue's titles"
    case .inRow: "others like it near by"
    case .sameTopic: "one topic before and after it"
    case .lettersWithin, .wordWithin, .pairWithin: "its lines read on"
    }
  }
}
