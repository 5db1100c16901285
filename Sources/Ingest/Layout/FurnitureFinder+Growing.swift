extension FurnitureFinder {
  // MARK: Growing

  func touchesFurniture(_ index: Int) -> Bool {
    (index > 0 && role[index - 1] != nil) || (index + 1 < clues.count && role[index + 1] != nil)
  }

  /// Takes what repeats beside furniture, until nothing more does.
  mutating func spread() {
    var changed = true
    while changed {
      changed = false
      for lines in repeated {
        let free = lines.filter { role[$0] == nil }
        guard !free.isEmpty, !isSignature(lines) else { continue }
        let beside = lines.filter { role[$0] != nil || touchesFurniture($0) || $0 == 0 || $0 == clues.count - 1 }
        guard Double(beside.count) >= parameters.leastShareBesideFurniture * Double(lines.count), beside.count >= 2 else { continue }
        for line in free where touchesFurniture(line) && clues[line].breadth <= parameters.widestHead {
          role[line] = .runningHead
          changed = true
        }
      }
    }
  }

  /// Running heads of issues that print neither page numbers nor issue lines beside them.
  mutating func markLoneHeads() {
    markRemainingPrints()
    for lines in repeated where lines.count >= parameters.leastRepeatsWithoutFolio {
      let edge = lines.filter { isPageEdge($0) || role[$0] != nil }
      let amid = lines.filter { interrupts($0) }
      let share = Double(edge.count) / Double(lines.count)
      let spaced = zip(lines, lines.dropFirst()).allSatisfy { Double($1 - $0) >= parameters.fewestLinesOfPage }
      guard spaced, isName(lines), !isSignature(lines) else { continue }
      guard
        share >= 0.8
          || amid.count >= 2
            && Double(amid.count + edge.count) >= (lines.count >= 5 ? 0.3 : parameters.leastShareBesideFurniture) * Double(lines.count)
      else { continue }
      for line in lines where role[line] == nil { role[line] = .runningHead }
    }
  }

  /// The tail of a heading comes again as often as a name does: a name is long enough, or usual, and opens with no particle.
  private func isName(_ lines: [Int]) -> Bool {
    let text = clues[lines[0]].text
    guard let first = text.first, !"的了和与及等们".unicodeScalars.contains(first) else { return false }
    return breadth(of: text) >= parameters.narrowestLoneHead || SectionName.isUsual(text)
      || lines.allSatisfy { isPageEdge($0) || role[$0] != nil }
  }

  /// A head that is furniture nearly everywhere is so where it stands alone, too.
  private mutating func markRemainingPrints() {
    for lines in repeated {
      let texts = Dictionary(grouping: lines) { clues[$0].text }
      for same in texts.values where same.count >= parameters.leastRepeatsWithoutFolio {
        let free = same.filter { role[$0] == nil }
        guard free.count * 2 <= same.count, isName(same), !isSignature(same) else { continue }
        for line in free where clues[line].leadingTabs == 0 { role[line] = .runningHead }
      }
    }
  }

  /// A short line with furniture right above and below it, on one page.
  mutating func markEnclosed() {
    for index in clues.indices.dropFirst().dropLast() where role[index] == nil && role[index - 1] != nil && role[index + 1] != nil {
      let clue = clues[index]
      guard clue.leadingTabs <= parameters.mostTabsBeforeHead, clue.breadth <= parameters.widestEnclosed, !clues[index + 1].startsPage,
        clue.key != nil || clue.issue != nil
      else { continue }
      role[index] = clue.issue == nil ? .runningHead : .issue
    }
  }

  /// `责任编辑：某某` beside a running head: who made the page, not a story.
  mutating func markCredits() {
    for index in clues.indices where role[index] == nil && touchesFurniture(index) && PageCredit.opens(clues[index].text) {
      role[index] = .runningHead
    }
  }

  /// The sentence before the line goes on after it.
  private func interrupts(_ index: Int) -> Bool {
    guard index > 0, index + 1 < clues.count, let before = clues[index - 1].text.last, let after = clues[index + 1].text.first else {
      return false
    }
    let open = !before.isFullStop && !before.isCloser && before != "：" && before != "；"
    let wide = clues[index - 1].breadth > clues[index].breadth
    // A line after it that opens a paragraph goes on with nothing.
    let next = clues[index + 1]
    let goesOn = next.breadth > clues[index - 1].breadth - 1.3 || next.text.last?.isFullStop == true
    return open && wide && goesOn && (after.isHan || after.isLatin || after.isForbiddenAtLineStart)
      && ListLabel.read(clues[index + 1].text) == nil
  }

  /// Issuers that sign with a date under their name repeat too.
  private func isSignature(_ lines: [Int]) -> Bool {
    let dated = lines.filter {
      $0 + 1 < clues.count && role[$0 + 1] == nil && (DatedLine.isDate(clues[$0 + 1].text) || clues[$0 + 1].leadingTabs > 2)
    }
    return dated.count * 2 >= lines.count
  }

  /// A section's name printed once stands beside a page number and the journal's name.
  mutating func markLoneSections() {
    let sectionsAreNamed =
      Set(clues.indices.filter { role[$0] == .runningHead && clues[$0].glued == nil }.compactMap { clues[$0].key }).count >= 2
    for run in runs() where run.count >= 2 {
      let names = run.filter { clues[$0].key != nil && role[$0] != .issue && role[$0] != .pageNumber }
      guard names.count <= 1, run.contains(where: { role[$0] == .pageNumber || role[$0] == .issue }) else { continue }
      for candidate in [run.upperBound + 1, run.lowerBound - 1] where clues.indices.contains(candidate) && role[candidate] == nil {
        let isNamed = sectionsAreNamed && candidate > run.upperBound && clues[candidate].breadth <= parameters.widestUnusualSection
        guard SectionName.isUsual(clues[candidate].text) || isNamed, isLoneSection(candidate) else { continue }
        role[candidate] = .section
        break
      }
    }
  }

  /// Runs of one build, each with a short name after it: the place of the section's name.
  mutating func markSectionsByPlace() {
    let builds = Dictionary(grouping: runs().filter { $0.count >= 2 }) { run in
      run.map { role[$0] == .pageNumber || role[$0] == .issue ? role[$0] : .journal }
    }
    for (build, runs) in builds where runs.count >= 2 || builds[build + [.journal]] != nil {
      let places = runs.map { $0.upperBound + 1 }
      guard places.allSatisfy({ clues.indices.contains($0) && role[$0] == nil && isShortName(clues[$0]) }) else { continue }
      for place in places { role[place] = .section }
    }
  }

  private func isShortName(_ clue: LineClue) -> Bool {
    clue.key != nil && clue.leadingTabs == 0 && isShortName(String(scalars: clue.text))
  }

  func isShortName(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy(\.isHan) && Double(text.unicodeScalars.count) <= parameters.widestUnusualSection
  }

  private func isLoneSection(_ index: Int) -> Bool {
    let clue = clues[index]
    guard clue.key != nil, clue.leadingTabs == 0, clue.folio == nil, clue.issue == nil, clue.breadth <= parameters.widestLoneSection else {
      return false
    }
    guard clue.text.allSatisfy({ $0.isHan || $0.isLatin || $0.isSpace }) else { return false }
    // The tail of a broken sentence is as short: the line before it, or the run before it, must not leave one open.
    var before = index - 1
    while before >= 0, role[before] != nil { before -= 1 }
    if SectionName.isUsual(clue.text) { return true }
    guard !isSignature([index]) else { return false }
    guard before >= 0, clues[before].leadingTabs == 0 else { return true }
    return clues[before].text.last.map { $0.isFullStop || $0.isCloser } ?? true
  }

  private func runs() -> [ClosedRange<Int>] {
    var found: [ClosedRange<Int>] = []
    for index in clues.indices where role[index] != nil {
      if let last = found.last, last.upperBound == index - 1 {
        found[found.count - 1] = last.lowerBound...index
      } else {
        found.append(index...index)
      }
    }
    return found
  }

  /// A bare number with no furniture beside it, off the page's edge, is a number in the text unless all folios are such, or it is
  /// the first page's, which often goes without a running head.
  mutating func dropFoliosInTheOpen() {
    let bare = folios.filter {
      clues[$0.line].folio?.isDecorated == false && !touchesFurniture($0.line) && !isPageEdge($0.line) && !isBareFirst($0)
    }
    let accompanied = folios.count { touchesFurniture($0.line) }
    guard bare.count < folios.count, accompanied * 2 >= folios.count else { return }
    for folio in bare {
      role[folio.line] = nil
      folios.removeAll { $0.line == folio.line }
    }
  }

  /// The first folio, one less than the second, after a line that is finished or a story's byline.
  private func isBareFirst(_ folio: FolioChain.Candidate) -> Bool {
    guard folios.count >= 2, folio.line == folios[0].line, folio.pages.upperBound + 1 == folios[1].pages.lowerBound, folio.line > 0 else {
      return false
    }
    let before = clues[folio.line - 1].text
    return before.last.map { $0.isFullStop || $0.isCloser } ?? true || Byline.ends(before)
  }

  // MARK: Naming

  /// Where heads are printed once only, the one beside the issue's number names the journal.
  private func nameBesideIssue() -> String? {
    clues.indices.first { index in
      guard role[index] == .runningHead, clues[index].glued == nil, clues[index].key != nil, !SectionName.isUsual(clues[index].text) else {
        return false
      }
      return (index > 0 && role[index - 1] == .issue) || (index + 1 < clues.count && role[index + 1] == .issue)
    }.flatMap { clues[$0].key }
  }

  /// The name that stands in most runs is the journal's; the others are sections.
  mutating func nameHeads() {
    var count: [String: Int] = [:]
    for index in clues.indices where role[index] == .runningHead || role[index] == .issue || role[index] == .section {
      if let key = clues[index].key { count[key, default: 0] += 1 }
    }
    let name = count.max {
      ($0.value, SectionName.isUsual($0.key.scalarArray) ? 0 : 1, $0.key.count) < (
        $1.value, SectionName.isUsual($1.key.scalarArray) ? 0 : 1, $1.key.count
      )
    }
    journal = name.flatMap { $0.value > 1 ? $0.key : nil } ?? nameBesideIssue()
    for index in clues.indices where role[index] == .runningHead && clues[index].glued == nil && !PageCredit.opens(clues[index].text) {
      guard let key = clues[index].key else { continue }
      role[index] = key == journal ? .journal : .section
    }
  }
}
