import Foundation

/// The lines of an issue with all that a joint between two of them is judged by.
package struct Galley: Sendable {
  package private(set) var facts: [LineFacts]
  package let language: LanguageModel
  let own: LetterCounts
  private(set) var lines: [JointLine]
  /// First words of Latin lines, lower case.
  let firstWords: [[UInt16]]
  let marks: [OpenMarks]
  private(set) var numbers: [ListPlace] = []
  let topics: PageTopics
  private(set) var stretches: [Stretch] = []
  let openings: [Opening]
  private(set) var kindHabits = Habits()
  private(set) var glyphHabits = Habits()
  /// Index of the first line of each page, and the count of all lines at the end.
  package let pageStarts: [Int]
  let logWords: Double
  let logLatin: Double

  /// `titles` are the weights of `TitleFeature`.
  package init(pages: [Page], language: LanguageModel, titles: [Double] = OrderParameters.shipped.titleWeights) {
    let glyphs = Glyphs(lines: pages.flatMap { $0.lines.map(\.text) })
    let facts = LineFacts.read(pages, glyphs: glyphs)
    let own = LetterCounts(facts.map(\.units))
    self.facts = facts
    self.language = language
    self.own = own
    lines = facts.enumerated().map { JointLine($1, index: $0, language: language, own: own) }
    firstWords = facts.map { fact in
      fact.isLatin ? Array(fact.text.prefix { $0 != " " }.lowercased().filter { $0.isLetter || $0 == "'" }.utf16) : []
    }
    marks = OpenMarks.read(facts)
    var starts = [0]
    for page in pages { starts.append((starts.last ?? 0) + page.lines.count) }
    pageStarts = starts
    openings = facts.map(Opening.init)
    topics = PageTopics(LinePairs(facts), pageStarts: starts)
    logWords = log(max(1, language.table.totals[1]))
    logLatin = log(max(1, language.table.totals[2]))
    markTitles(titles)
  }

  /// Candidates for titles, with what the text around them says.
  package var titleBlocks: TitleBlocks { TitleBlocks(facts, readsOn: readsOn) }

  /// Sets what depends on which lines are titles.
  private mutating func markTitles(_ weights: [Double]) {
    let (titles, evidence) = titleBlocks.evidence(weights: weights)
    for i in facts.indices { facts[i].title = evidence[i] }
    for title in titles { for i in title.lines { lines[i].titleStarts = title.lines.lowerBound } }
    for i in facts.indices {
      facts[i].classify()
      lines[i].classify(facts[i])
    }
    numbers = ListPlace.read(facts)
    stretches = Stretch.read(facts)
    kindHabits = Habits.kinds(facts)
    glyphHabits = Habits.glyphs(facts)
  }

  /// True where both lines are of one block that was found to be a title.
  func areOneTitle(_ a: Int, _ b: Int) -> Bool { facts[a].isTitle && facts[b].isTitle && lines[a].titleStarts == lines[b].titleStarts }

  /// Indices of the lines of a page.
  package func lines(of page: Int) -> Range<Int> { pageStarts[page]..<pageStarts[page + 1] }
}
