import Ingest

/// The truth about a broken issue: which line a person reads after which.
package struct Truth: Sendable {
  /// For each line in file order the line after it in its story; nil at a story's end.
  package var next: [Int?]
  /// Lines after which a frame was lost: what follows them in the story is no joint.
  package var gaps: Set<Int>
  /// The lines of each title.
  package var titles: [Range<Int>]

  package init(next: [Int?], gaps: Set<Int>, titles: [Range<Int>] = []) {
    self.next = next
    self.gaps = gaps
    self.titles = titles
  }
}

extension BrokenIssue {
  /// The pages as the order stage gets them, furniture taken out, and the truth; lines are numbered from 1 in file order.
  package func proof(seed: UInt64) -> (pages: [Page], truth: Truth) {
    var dice = Dice(seed: seed)
    let smear = Smear(dialect: dialect)
    let all = pages.flatMap(\.lines)
    let lastOf = Dictionary(grouping: all.filter { $0.role == .body }, by: { [$0.story, $0.paragraph] }).mapValues {
      $0.map(\.place).max() ?? 0
    }
    var number = 0
    var out: [Page] = []
    for page in pages {
      var lines: [SourceLine] = []
      for (index, line) in page.lines.enumerated() {
        number += 1
        let ends = lastOf[[line.story, line.paragraph]] == line.place
        lines.append(
          SourceLine(
            number: number, text: smear.smear(line, endsParagraph: ends, dice: &dice),
            followsBlank: hasBlank(line, before: index > 0 ? page.lines[index - 1] : nil)))
      }
      out.append(Page(lines: lines, number: page.number))
    }
    return (out, truth(all))
  }

  private func hasBlank(_ line: SetLine, before: SetLine?) -> Bool {
    switch dialect.blankLines {
    case .never: false
    case .betweenFrames: line.opensFrame
    case .betweenLines: !(line.softBreak && before.map { $0.story == line.story && $0.place == line.place - 1 } ?? false)
    }
  }

  private func truth(_ all: [SetLine]) -> Truth {
    var next = [Int?](repeating: nil, count: all.count)
    var gaps = Set<Int>()
    for (story, lines) in Dictionary(grouping: all.indices, by: { all[$0].story }) {
      let order = lines.sorted { all[$0].place < all[$1].place }
      for (a, b) in zip(order, order.dropFirst()) {
        next[a] = b
        if all[b].place != all[a].place + 1 { gaps.insert(a) }
      }
      _ = story
    }
    return Truth(next: next, gaps: gaps, titles: titles(all))
  }

  private func titles(_ all: [SetLine]) -> [Range<Int>] {
    var out: [Range<Int>] = []
    for (index, line) in all.enumerated() where line.role == .title {
      if let last = out.last, last.upperBound == index, all[index - 1].story == line.story {
        out[out.count - 1] = last.lowerBound..<index + 1
      } else {
        out.append(index..<index + 1)
      }
    }
    return out
  }
}
