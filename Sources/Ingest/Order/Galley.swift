import Foundation

/// The lines of an issue with all that a joint between two of them is judged by.
package struct Galley: Sendable {
  package let facts: [LineFacts]
  package let language: LanguageModel
  let own: LetterCounts
  let lines: [JointLine]
  /// First words of Latin lines, lower case.
  let firstWords: [[UInt16]]
  let marks: [OpenMarks]
  let numbers: [ListPlace]
  let topics: PageTopics
  let stretches: [Stretch]
  let openings: [Opening]
  let kindHabits: Habits
  let glyphHabits: Habits
  /// Index of the first line of each page, and the count of all lines at the end.
  package let pageStarts: [Int]
  let logWords: Double
  let logLatin: Double

  package init(pages: [Page], language: LanguageModel) {
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
    numbers = ListPlace.read(facts)
    var starts = [0]
    for page in pages { starts.append((starts.last ?? 0) + page.lines.count) }
    pageStarts = starts
    stretches = Stretch.read(facts)
    openings = facts.map(Opening.init)
    kindHabits = Habits.kinds(facts)
    glyphHabits = Habits.glyphs(facts)
    topics = PageTopics(LinePairs(facts), pageStarts: starts)
    logWords = log(max(1, language.table.totals[1]))
    logLatin = log(max(1, language.table.totals[2]))
  }

  /// Indices of the lines of a page.
  package func lines(of page: Int) -> Range<Int> { pageStarts[page]..<pageStarts[page + 1] }
}
