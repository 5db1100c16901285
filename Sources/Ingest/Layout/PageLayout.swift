/// Lines -> pages without their furniture, and what the furniture says of the issue.
package enum PageLayout {
  /// Pure: the same text and parameters give the same layout.
  package static func read(_ source: SourceText, parameters: FurnitureParameters = FurnitureParameters()) -> IssueLayout {
    let starts = pageMarks(source.lines, parameters)
    let clues = source.lines.enumerated().map { LineClue($1, startsPage: starts[$0], parameters: parameters) }
    var finder = FurnitureFinder(clues: clues, parameters: parameters)
    let roles = finder.roles()
    let furniture = source.lines.indices.compactMap { index in
      roles[index].map { Furniture(line: source.lines[index].number, text: String(scalars: clues[index].text), role: $0) }
    }
    var maker = PageMaker(
      lines: source.lines, clues: clues, roles: roles, folios: finder.folios, marks: starts, journal: finder.journal, parameters: parameters
    )
    let pages = maker.pages().map { page in
      var page = page
      page.lines = Jump.mended(page.lines)
      return page
    }
    var facts = facts(clues, roles)
    facts.firstPage = pages.lazy.compactMap(\.number).first
    facts.lastPage = pages.lazy.compactMap { $0.lastNumber ?? $0.number }.last
    return IssueLayout(pages: pages, furniture: furniture, facts: facts)
  }

  /// True where a line starts a page: by form feed, or by one leading space where those are rare.
  static func pageMarks(_ lines: [SourceLine], _ parameters: FurnitureParameters) -> [Bool] {
    let spaced = lines.map { line in
      let head = line.text.unicodeScalars.prefix(2)
      return head.count == 2 && head.first == " " && head.last.map { $0 != " " && $0 != "\t" && $0 != "\u{3000}" } == true
    }
    let share = Double(spaced.count { $0 }) / Double(max(1, lines.count))
    let spacesMark = share <= parameters.mostSpaceMarks
    return lines.indices.map { lines[$0].followsFormFeed || spacesMark && spaced[$0] }
  }

  private static func facts(_ clues: [LineClue], _ roles: [Furniture.Role?]) -> IssueFacts {
    var facts = IssueFacts()
    var journals: [String: Int] = [:]
    for (index, clue) in clues.enumerated() where roles[index] != nil {
      if let named = clue.issue?.facts {
        facts.year = facts.year ?? named.year
        facts.number = facts.number ?? named.number
        facts.total = facts.total ?? named.total
        facts.volume = facts.volume ?? named.volume
      }
      if roles[index] == .journal { journals[printedName(clue), default: 0] += 1 }
      if roles[index] == .issue || roles[index] == .runningHead, clue.key != nil { journals[printedName(clue), default: 0] += 1 }
    }
    facts.journal = journals.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    return facts
  }

  /// The head without its page number and issue line.
  private static func printedName(_ clue: LineClue) -> String {
    if let issue = clue.issue, !issue.rest.isEmpty { return squeezed(issue.rest) }
    if clue.glued != nil, let found = Folio.glued(clue.text) { return squeezed(found.head) }
    return squeezed(clue.text)
  }

  /// Runs of white space as one space; none between ideographs.
  private static func squeezed(_ text: [Unicode.Scalar]) -> String {
    LineJoiner.tidied(text)
  }
}
