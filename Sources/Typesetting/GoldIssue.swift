import Foundation
import Ingest

/// An issue with what a careful person reads in it; lines are numbered over the non-empty lines, from 1.
package struct GoldIssue: Codable, Sendable {
  package struct Header: Codable, Sendable {
    package var id: String
    package var file: String
    package var encoding: String
    package var nonempty_lines: Int
    package var year: Int?
    package var number: Int?
  }

  package struct Mark: Codable, Sendable {
    package var line: Int
    package var text: String
    package var dir: String?
    package var page: Int?
  }

  package struct Gap: Codable, Sendable {
    package var between: [Int]
    package var what: String
  }

  package struct Paragraph: Codable, Sendable {
    package var role: String
    package var lines: [[Int]]
    package var text: String
  }

  package struct Item: Codable, Sendable {
    package var id: String
    package var kind: String?
    package var kind_alt: [String]?
    package var title: String
    package var title_alt: [String]?
    package var subtitle: String?
    package var byline: String?
    package var author: String?
    package var author_affiliation: String?
    package var page_start: Int?
    package var page_end: Int?
    package var page_alt: [[Int]]?
    package var section: String?
    package var section_basis: String?
    package var lines: [[Int]]
    package var title_lines: [[Int]]
    package var subtitle_lines: [[Int]]
    package var author_lines: [[Int]]
    package var byline_lines: [[Int]]
    package var jump_only_lines: [[Int]]
    package var whitespace_lines: [[Int]]
    package var hyphen_lines: [Int]?
    package var inline_byline: [Mark]?
    package var jumps: [Mark]?
    package var gaps: [Gap]?
    package var paragraphs: [Paragraph]
  }

  package var format: String
  package var issue: Header
  package var furniture: [[Int]]
  package var items: [Item]

  package static func read(_ path: String) throws -> GoldIssue {
    try JSONDecoder().decode(GoldIssue.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
  }

  /// The numbers that `[[1, 3], [7, 7]]` stands for.
  package static func numbers(_ ranges: [[Int]]) -> [Int] { ranges.flatMap { $0.count == 2 ? Array($0[0]...$0[1]) : [] } }
}

extension GoldIssue {
  /// The pages of the issue's text by its gold furniture, for judging the order alone; lines carry their gold numbers.
  package func pages(of source: SourceText) -> [Page] {
    let furniture = Set(GoldIssue.numbers(furniture))
    var pages: [Page] = []
    var turn = true
    for (index, line) in source.lines.enumerated() {
      let number = index + 1
      if furniture.contains(number) {
        turn = true
        continue
      }
      let marked =
        line.followsFormFeed || (line.text.hasPrefix(" ") && !line.text.hasPrefix("  ") && source.lines.contains { !$0.followsFormFeed })
      if turn || marked || pages.isEmpty { pages.append(Page(lines: [])) }
      turn = false
      var line = line
      line.number = number
      pages[pages.count - 1].lines.append(line)
    }
    return pages
  }

  /// Reading order of the items: each line's next one, the breaks where text is lost, and the title lines.
  package func truth() -> (next: [Int: Int], gaps: Set<Int>, titles: Set<Int>) {
    var next: [Int: Int] = [:]
    var gaps = Set<Int>()
    var titles = Set<Int>()
    for item in items {
      let order = GoldIssue.numbers(item.lines)
      for (a, b) in zip(order, order.dropFirst()) { next[a] = b }
      for gap in item.gaps ?? [] where gap.between.count == 2 { gaps.insert(gap.between[0]) }
      titles.formUnion(GoldIssue.numbers(item.title_lines + item.subtitle_lines + item.author_lines))
    }
    return (next, gaps, titles)
  }

  /// The order that `read` found, judged against the gold.
  package func score(_ order: ReadingOrder, pages: [Page]) -> OrderScore {
    let truth = truth()
    return OrderScore(
      sequence: order.sequence, next: truth.next, gaps: truth.gaps, file: pages.flatMap { $0.lines.map(\.number) }, titles: truth.titles)
  }
}
