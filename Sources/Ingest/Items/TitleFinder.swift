/// Finds the blocks of lines that are titles, by what stands before, in and after them. Nothing here knows a word of any title.
struct TitleFinder {
  struct Title {
    /// Indices into the galley.
    var lines: ClosedRange<Int>
    var score: Double
    var evidence: [(clue: TitleClue, amount: Double)] = []
  }

  let galley: [GalleyLine]
  let facts: [TitleLine]
  let fit: ColumnFit.Fit
  let parameters: ItemParameters
  /// The column most lines of the issue stand in.
  let usualColumn: Double
  let pairs: LetterPairs
  let flow: LineFlow
  /// Galley index of each position in the file.
  let places: [Int: Int]

  init(galley: [GalleyLine], fit: ColumnFit.Fit, parameters: ItemParameters) {
    self.galley = galley
    self.fit = fit
    self.parameters = parameters
    pairs = LetterPairs(galley)
    flow = LineFlow(galley)
    facts = galley.indices.map { TitleLine(galley[$0], next: $0 + 1 < galley.count ? galley[$0 + 1] : nil) }
    places = Dictionary(galley.indices.map { (galley[$0].position, $0) }, uniquingKeysWith: { first, _ in first })
    // An issue of nothing but page numbers has no columns, and no titles.
    usualColumn = fit.columns.isEmpty ? 0 : fit.columns.sorted()[fit.columns.count / 2]
  }

  /// Titles in reading order, none overlapping.
  func find() -> [Title] {
    let possible = candidates(from: parameters.leastTitleScore - parameters.habitReach)
    return choose(weighed(possible))
  }

  /// All blocks of some score.
  private func candidates(from least: Double) -> [Title] {
    var found: [Title] = []
    for start in galley.indices {
      for count in 1...parameters.mostTitleLines where start + count <= galley.count {
        guard facts[start + count - 1].mayStand else { break }
        if let title = score(start...(start + count - 1)), title.score >= least { found.append(title) }
      }
    }
    return found
  }

  /// The same with what the issue's surest titles say of the others.
  func weighed(_ possible: [Title]) -> [Title] {
    let chosen = choose(possible)
    let sure = chosen.filter { $0.score >= parameters.leastTitleScore + parameters.sureTitleMargin }
    guard let habits = TitleHabits(sure, galley: galley) else { return possible }
    let doubtful = chosen.filter { !TitleHabits.isMarked($0) }.map(\.lines.lowerBound)
    return possible.map { title in
      var title = title
      note(.shorterThanTitles, habits.shortness(of: title, galley: galley), in: &title)
      guard !TitleHabits.isMarked(title) else { return title }
      let start = title.lines.lowerBound
      let near = doubtful.count { !title.lines.contains($0) && abs($0 - start) <= parameters.linesOfRow }
      note(.inRow, Double(min(parameters.mostInRow, near)), in: &title)
      return title
    }
  }

  /// The best that do not overlap.
  private func choose(_ titles: [Title]) -> [Title] {
    var taken = [Bool](repeating: false, count: galley.count)
    var chosen: [Title] = []
    for title in titles.sorted(by: { ($0.score, -$0.lines.lowerBound) > ($1.score, -$1.lines.lowerBound) }) {
      guard title.score >= parameters.leastTitleScore, !title.lines.contains(where: { taken[$0] }) else { continue }
      for line in title.lines { taken[line] = true }
      chosen.append(title)
    }
    return chosen.sorted { $0.lines.lowerBound < $1.lines.lowerBound }
  }

  /// What spoke for a title and against it, each with what it counted.
  func reasons(_ title: Title) -> [String] {
    title.evidence.compactMap { clue, amount in
      let points = ((amount * parameters.titles[clue]) * 100).rounded() / 100
      return points == 0 ? nil : "\(clue.wording) \(points > 0 ? "+" : "")\(points)"
    }
  }

  // MARK: Scoring

  func score(_ range: ClosedRange<Int>) -> Title? {
    guard !addresses(range.lowerBound), let total = breadth(of: range) else { return nil }
    var title = Title(lines: range, score: 0)
    title.evidence.reserveCapacity(16)
    before(&title)
    inside(&title, total: total)
    after(&title)
    flow(&title)
    cohesion(&title)
    return title
  }

  /// How much a block looks like a title by itself, wherever it stands; nil if it can't be one.
  func appearance(of range: ClosedRange<Int>) -> Double? {
    guard let total = breadth(of: range) else { return nil }
    var title = Title(lines: range, score: 0)
    inside(&title, total: total)
    return title.score
  }

  func note(_ clue: TitleClue, _ amount: Double = 1, in title: inout Title) {
    guard amount != 0 else { return }
    title.evidence.append((clue, amount))
    title.score += amount * parameters.titles[clue]
  }

  /// The breadth of a block that may be a title; nil for any other.
  private func breadth(of range: ClosedRange<Int>) -> Double? {
    guard facts[range.upperBound].mayEnd, !facts[range.lowerBound].isLabelled, range.allSatisfy({ facts[$0].mayStand }) else { return nil }
    let total = range.reduce(0) { $0 + galley[$1].breadth }
    return total >= parameters.narrowestTitle && total <= parameters.widestTitle ? total : nil
  }

  /// The first line of `各县（市、区）主管部门、各直属单位：` under a document's number.
  private func addresses(_ index: Int) -> Bool {
    index > 0 && index + 1 < galley.count && facts[index - 1].isDocumentNumber && facts[index].addresses
  }
}
