import Foundation

/// The lines of an issue with all that a joint between two of them is judged by.
package struct Galley: Sendable {
  package let facts: [LineFacts]
  package let language: LanguageModel
  let own: LetterCounts
  let sides: [JointSide]
  let marks: [OpenMarks]
  let numbers: [ListPlace]
  let topics: [PageTopics]
  /// Index of the first line of each page, and the count of all lines at the end.
  package let pageStarts: [Int]

  package init(pages: [Page], language: LanguageModel) {
    let glyphs = Glyphs(lines: pages.flatMap { $0.lines.map(\.text) })
    let facts = LineFacts.read(pages, glyphs: glyphs)
    self.facts = facts
    self.language = language
    own = LetterCounts(facts.map(\.units))
    sides = facts.map { JointSide($0, language: language) }
    marks = OpenMarks.read(facts)
    numbers = ListPlace.read(facts)
    var starts = [0]
    for page in pages { starts.append((starts.last ?? 0) + page.lines.count) }
    pageStarts = starts
    let pairs = LinePairs(facts)
    topics = pages.indices.map { PageTopics(pairs, lines: starts[$0]..<starts[$0 + 1]) }
  }

  /// Indices of the lines of a page.
  package func lines(of page: Int) -> Range<Int> { pageStarts[page]..<pageStarts[page + 1] }
}
