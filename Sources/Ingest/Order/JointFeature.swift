/// The features of a joint, by the place of their weight.
package enum JointFeature {
  static let kinds = 0
  static let glyphs = kinds + TailKind.allCases.count * HeadKind.allCases.count
  /// How much the head looks like a title, by the kind of the tail.
  static let titles = glyphs + GlyphClass.allCases.count * GlyphClass.allCases.count
  /// How much the tail looks like a title, by the kind of the head.
  static let titleTails = titles + TailKind.allCases.count
  static let language = titleTails + HeadKind.allCases.count
  static let extras = language + Gate.allCases.count * Language.allCases.count
  /// Features of one script; Latin lines have a set of their own, for they break between words and show no indent.
  static let set = extras + Extra.allCases.count
  package static let count = 2 * set

  /// Which weights the language features use: an unfinished tail needs a continuation, a finished one does not.
  enum Gate: Int, CaseIterable {
    case open, full, finished

    init(_ tail: TailKind) {
      switch tail {
      case .openFull, .openMiddle, .commaFull, .pageTop: self = .open
      case .finishedFull, .colon, .commaShort: self = .full
      case .jump, .closed, .finishedByTab, .finishedShort, .openShort, .title: self = .finished
      }
    }
  }

  enum Language: Int, CaseIterable {
    case words, letters, pairOwn, tripleOwn, fourOwn, fiveOwn, affinityOwn, earlier
  }

  enum Extra: Int, CaseIterable {
    case kindsOwn, glyphsOwn
    case topicOpen, topicFinished, titleAhead, textThenTitle
    case bracketsMeet, bracketUnopened, bracketUnclosed, quotesMeet, quoteUnopened, quoteUnclosed
    case numberNext, numberWrong, entryNext, entryWrong
    case sameColumn, columnDrop, widthDrop
    case titleThenStory, titleThenSequel, endThenStory, endThenSequel, closedThenStory, closedThenSequel
    case wordWouldFit, hyphenWord, hyphenLower, hyphenOther, latinPair, latinPairOwn
  }

  /// A name for every weight, for the data file and for `--explain`.
  package static let names: [String] = {
    var names: [String] = []
    for tail in TailKind.allCases { for head in HeadKind.allCases { names.append("\(tail)>\(head)") } }
    for tail in GlyphClass.allCases { for head in GlyphClass.allCases { names.append("\(tail)|\(head)") } }
    for tail in TailKind.allCases { names.append("\(tail).title") }
    for head in HeadKind.allCases { names.append("titled.\(head)") }
    for gate in Gate.allCases { for feature in Language.allCases { names.append("\(gate).\(feature)") } }
    names += Extra.allCases.map { "\($0)" }
    return names + names.map { "latin." + $0 }
  }()
}
