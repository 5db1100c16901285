/// Tells the page's own lines from the stories': page numbers that count upwards, lines that name the issue, and what repeats beside them.
struct FurnitureFinder {
  let clues: [LineClue]
  let parameters: FurnitureParameters
  var role: [Furniture.Role?]
  /// How often a page number is set off from its head in the same way.
  private let styles: [String: Int]
  /// Where each head is printed.
  let prints: [String: [Int]]
  /// The same for heads printed twice or more, in file order.
  let repeated: [[Int]]
  var folios: [FolioChain.Candidate] = []
  private static let rules = Set("|｜·•—–-")
  /// Key of the head that names the journal.
  var journal: String?

  init(clues: [LineClue], parameters: FurnitureParameters) {
    self.clues = clues
    self.parameters = parameters
    role = [Furniture.Role?](repeating: nil, count: clues.count)
    var prints: [String: [Int]] = [:]
    for (index, clue) in clues.enumerated() {
      if let key = clue.key, clue.breadth <= parameters.widestHead || clue.glued != nil || clue.issue != nil {
        prints[key, default: []].append(index)
      }
    }
    self.prints = prints
    styles = clues.reduce(into: [:]) { count, clue in clue.gluedStyle.map { count[$0, default: 0] += 1 } }
    repeated = prints.values.filter { $0.count >= 2 }.sorted { $0[0] < $1[0] }
  }

  /// The role of each line; nil for text.
  mutating func roles() -> [Furniture.Role?] {
    markIssueLines()
    chooseFolios()
    markIssueLinesBesideFolios()
    spread()
    markLoneHeads()
    spread()
    markEnclosed()
    markCredits()
    markLoneSections()
    markSectionsByPlace()
    dropFoliosInTheOpen()
    nameHeads()
    return role
  }

  // MARK: Seeds

  /// Lines that name the issue twice or more, whatever else stands in them.
  private mutating func markIssueLines() {
    var same: [IssueFacts: [Int]] = [:]
    for (index, clue) in clues.enumerated() {
      if let issue = clue.issue, issue.isComplete || issue.rest.isEmpty { same[issue.facts, default: []].append(index) }
      if isUnmistakable(index) { role[index] = .issue }
    }
    for lines in same.values where lines.count >= 2 {
      for line in lines where isPlainHead(line) { role[line] = .issue }
    }
  }

  /// `2025. NO.1 总 78`: year, number and total, and nothing else; or `7 云湖季刊 第63期`: page, journal and number, and nothing else.
  private func isUnmistakable(_ index: Int) -> Bool {
    let clue = clues[index]
    guard clue.leadingTabs == 0 else { return false }
    if clue.glued != nil, IssueLine.numbers(clue.text), clue.breadth <= parameters.widestHead {
      return IssueLine.namesPeriodical(clue.text)
    }
    guard let issue = clue.issue, issue.isComplete, issue.rest.allSatisfy(\.isSpace) else { return false }
    return issue.facts.number != nil && (issue.facts.total != nil || issue.facts.volume != nil)
  }

  private func isPlainHead(_ index: Int) -> Bool {
    guard let issue = clues[index].issue else { return false }
    let rest = issue.rest.filter { !$0.isSpace }
    if rest.isEmpty { return true }
    guard breadth(of: rest) <= parameters.widestHead / 2 || clues[index].glued != nil else { return false }
    // What else stands there must be a name that is printed elsewhere too.
    return clues[index].key.map { (prints[$0]?.count ?? 0) >= 2 } ?? (rest.count <= 2)
  }

  private mutating func markIssueLinesBesideFolios() {
    for (index, clue) in clues.enumerated() where role[index] == nil {
      guard let issue = clue.issue else { continue }
      let small = issue.rest.filter { !$0.isSpace }.count <= 12
      if small, clue.leadingTabs <= parameters.mostTabsBeforeHead, touchesFurniture(index) || isPageEdge(index) && issue.isComplete {
        role[index] = .issue
      }
    }
  }

  private mutating func chooseFolios() {
    var candidates: [FolioChain.Candidate] = []
    for (index, clue) in clues.enumerated() {
      guard let folio = clue.folio ?? clue.glued else { continue }
      let weight = weight(of: index)
      guard weight >= parameters.chainedFolio else { continue }
      for reading in folio.readings { candidates.append(.init(line: index, pages: reading, weight: weight)) }
    }
    let starts = clues.indices.filter { clues[$0].startsPage }
    let chain = FolioChain.choose(candidates, pageStarts: starts, parameters: parameters)
    for link in chain where link.weight >= parameters.surefolio || supported(link, in: chain) {
      folios.append(link)
      role[link.line] = clues[link.line].folio != nil ? .pageNumber : .runningHead
    }
  }

  /// A bare number counts only among enough others like it.
  private func supported(_ link: FolioChain.Candidate, in chain: [FolioChain.Candidate]) -> Bool {
    let glued = clues[link.line].folio == nil
    let like = chain.filter { (clues[$0.line].folio == nil) == glued }
    guard like.count >= (clues[link.line].gluedStyle == nil ? parameters.shortestChain : 2) else { return false }
    return !glued || link.weight >= 1
  }

  private func weight(of index: Int) -> Double {
    let clue = clues[index]
    if let folio = clue.folio {
      guard clue.leadingTabs <= parameters.mostTabsBeforeHead else { return 0 }
      var weight = folio.isDecorated ? parameters.decoratedFolio : 0.6
      if hasHeadNear(index) { weight += 2.4 }
      if isPageEdge(index) { weight += 1 }
      if index == clues.count - 1 || index == 0 { weight += 0.5 }
      return weight
    }
    guard let key = clue.key, !clue.text.isEmpty else { return 0 }
    let style = clue.gluedStyle.map { styles[$0] ?? 0 } ?? 0
    var weight = SectionName.isUsual(key.scalarArray) ? 1.0 : 0
    let repeats = prints[key]?.count ?? 0
    if clue.issue?.isComplete == true { weight += 1.6 }
    if repeats >= 2 { weight += repeats >= 3 ? 1.6 : 1.2 }
    if clue.glued?.isDecorated == true { weight += 0.6 }
    if repeats >= 2, IssueLine.numbers(clue.text) { weight += 0.8 }
    if style > 0 { weight += style >= 2 || isPageEdge(index) ? 1.5 : 1 }
    // `远方 | 5` is set as nothing in a text is.
    if style > 0, isShortName(key), clue.gluedStyle?.allSatisfy(Self.rules.contains) == true { weight += 0.9 }
    if isPageEdge(index) { weight += 0.8 }
    if hasHeadNear(index) { weight += 1 }
    return weight
  }

  /// An issue line or a line printed twice or more stands within two lines, with nothing but furniture-like lines between.
  private func hasHeadNear(_ index: Int) -> Bool {
    for step in [-1, 1] {
      var at = index + step
      while clues.indices.contains(at), abs(at - index) <= 3 {
        if role[at] == .issue || clues[at].issue?.isComplete == true && clues[at].breadth <= parameters.widestHead { return true }
        guard clues[at].folio != nil || clues[at].key != nil && clues[at].breadth <= parameters.widestHead else { break }
        if let key = clues[at].key, let lines = prints[key], lines.count >= 2, lines.allSatisfy({ hasFolioNear($0) || isPageEdge($0) }) {
          return true
        }
        at += step
      }
    }
    return false
  }

  private func hasFolioNear(_ index: Int) -> Bool {
    (max(0, index - 3)...min(clues.count - 1, index + 3)).contains { clues[$0].folio != nil || clues[$0].issue != nil }
  }

  func isPageEdge(_ index: Int) -> Bool {
    let reach = 2
    for offset in 0...reach {
      let back = index - offset
      if back >= 0, clues[back].startsPage { return true }
      let next = index + 1 + offset
      if next < clues.count, clues[next].startsPage { return true }
    }
    return index == 0 || index >= clues.count - 1
  }
}
