/// Tells the page's own lines from the stories': page numbers that count upwards, lines that name the issue, and what repeats beside them.
struct FurnitureFinder {
  let clues: [LineClue]
  let parameters: FurnitureParameters
  private var role: [Furniture.Role?]
  private var prints: [String: [Int]] = [:]
  private(set) var folios: [FolioChain.Candidate] = []

  init(clues: [LineClue], parameters: FurnitureParameters) {
    self.clues = clues
    self.parameters = parameters
    role = [Furniture.Role?](repeating: nil, count: clues.count)
    for (index, clue) in clues.enumerated() {
      if let key = clue.key, clue.breadth <= parameters.widestHead || clue.glued != nil || clue.issue != nil {
        prints[key, default: []].append(index)
      }
    }
  }

  /// The role of each line; nil for text.
  mutating func roles() -> [Furniture.Role?] {
    markIssueLines()
    chooseFolios()
    markIssueLinesBesideFolios()
    spread()
    markLoneHeads()
    spread()
    markLoneSections()
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
    }
    for (_, lines) in same where lines.count >= 2 {
      for line in lines where isPlainHead(line) { role[line] = .issue }
    }
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
    guard like.count >= parameters.shortestChain else { return false }
    return !glued || chain.count >= 2 && link.weight >= 1
  }

  private func weight(of index: Int) -> Double {
    let clue = clues[index]
    if let folio = clue.folio {
      guard clue.leadingTabs <= parameters.mostTabsBeforeHead else { return 0 }
      var weight = folio.isDecorated ? 1.6 : 0.6
      if hasHeadNear(index) { weight += 2.4 }
      if isPageEdge(index) { weight += 1 }
      if index == clues.count - 1 || index == 0 { weight += 0.5 }
      return weight
    }
    guard let key = clue.key, !clue.text.isEmpty else { return 0 }
    var weight = SectionName.isUsual(key.scalarArray) ? 1.0 : 0
    let repeats = prints[key]?.count ?? 0
    if clue.issue?.isComplete == true { weight += 1.6 }
    if repeats >= 2 { weight += repeats >= 3 ? 1.6 : 1.2 }
    if clue.glued?.isDecorated == true { weight += 0.6 }
    if isPageEdge(index) { weight += 0.8 }
    if hasHeadNear(index) { weight += 0.6 }
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

  private func isPageEdge(_ index: Int) -> Bool {
    let reach = 2
    for offset in 0...reach {
      let back = index - offset
      if back >= 0, clues[back].startsPage { return true }
      let next = index + 1 + offset
      if next < clues.count, clues[next].startsPage { return true }
    }
    return index == 0 || index >= clues.count - 1
  }

  // MARK: Growing

  private func touchesFurniture(_ index: Int) -> Bool {
    (index > 0 && role[index - 1] != nil) || (index + 1 < clues.count && role[index + 1] != nil)
  }

  /// Takes what repeats beside furniture, until nothing more does.
  private mutating func spread() {
    var changed = true
    while changed {
      changed = false
      for (_, lines) in prints where lines.count >= 2 {
        let free = lines.filter { role[$0] == nil }
        guard !free.isEmpty, !isSignature(lines) else { continue }
        let beside = lines.filter { role[$0] != nil || touchesFurniture($0) }
        guard Double(beside.count) >= parameters.leastShareBesideFurniture * Double(lines.count), beside.count >= 2 else { continue }
        for line in free where touchesFurniture(line) && clues[line].breadth <= parameters.widestHead {
          role[line] = .runningHead
          changed = true
        }
      }
    }
  }

  /// Running heads of issues that print neither page numbers nor issue lines beside them.
  private mutating func markLoneHeads() {
    for (_, lines) in prints where lines.count >= parameters.leastRepeatsWithoutFolio {
      let edge = lines.filter { isPageEdge($0) || role[$0] != nil }
      let amid = lines.filter { interrupts($0) }
      let share = Double(edge.count) / Double(lines.count)
      let spaced = zip(lines, lines.dropFirst()).allSatisfy { Double($1 - $0) >= parameters.fewestLinesOfPage }
      guard spaced, !isSignature(lines) else { continue }
      guard
        share >= 0.8
          || amid.count >= 2
            && Double(amid.count + edge.count) >= (lines.count >= 5 ? 0.3 : parameters.leastShareBesideFurniture) * Double(lines.count)
      else { continue }
      for line in lines where role[line] == nil { role[line] = .runningHead }
    }
  }

  /// The sentence before the line goes on after it.
  private func interrupts(_ index: Int) -> Bool {
    guard index > 0, index + 1 < clues.count, let before = clues[index - 1].text.last, let after = clues[index + 1].text.first else {
      return false
    }
    let open = !before.isFullStop && !before.isCloser && before != "：" && before != "；"
    let wide = clues[index - 1].breadth > clues[index].breadth
    return open && wide && (after.isHan || after.isLatin || after.isForbiddenAtLineStart) && ListLabel.read(clues[index + 1].text) == nil
  }

  /// Issuers that sign with a date under their name repeat too.
  private func isSignature(_ lines: [Int]) -> Bool {
    let dated = lines.filter {
      $0 + 1 < clues.count && role[$0 + 1] == nil && (DatedLine.isDate(clues[$0 + 1].text) || clues[$0 + 1].leadingTabs > 2)
    }
    return dated.count * 2 >= lines.count
  }

  /// A section's name printed once stands beside a page number and the journal's name.
  private mutating func markLoneSections() {
    let sectionsAreNamed =
      Set(clues.indices.filter { role[$0] == .runningHead && clues[$0].glued == nil }.compactMap { clues[$0].key }).count >= 2
    for run in runs() where run.count >= 2 {
      let names = run.filter { clues[$0].key != nil && role[$0] != .issue && role[$0] != .pageNumber }
      guard names.count <= 1, run.contains(where: { role[$0] == .pageNumber || role[$0] == .issue }) else { continue }
      for candidate in [run.upperBound + 1, run.lowerBound - 1] where clues.indices.contains(candidate) && role[candidate] == nil {
        guard SectionName.isUsual(clues[candidate].text) || sectionsAreNamed, isLoneSection(candidate) else { continue }
        role[candidate] = .section
        break
      }
    }
  }

  private func isLoneSection(_ index: Int) -> Bool {
    let clue = clues[index]
    guard clue.key != nil, clue.leadingTabs == 0, clue.folio == nil, clue.issue == nil, clue.breadth <= parameters.widestLoneSection else {
      return false
    }
    guard clue.text.allSatisfy({ $0.isHan || $0.isLatin || $0.isSpace }) else { return false }
    guard !isSignature([index]) else { return false }
    // The tail of a broken sentence is as short: the line before it, or the run before it, must not leave one open.
    var before = index - 1
    while before >= 0, role[before] != nil { before -= 1 }
    if SectionName.isUsual(clue.text) { return true }
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

  /// A bare number with no furniture beside it, off the page's edge, is a number in the text unless all folios are such.
  private mutating func dropFoliosInTheOpen() {
    let bare = folios.filter { clues[$0.line].folio?.isDecorated == false && !touchesFurniture($0.line) && !isPageEdge($0.line) }
    let accompanied = folios.count { touchesFurniture($0.line) }
    guard bare.count < folios.count, accompanied * 2 >= folios.count else { return }
    for folio in bare {
      role[folio.line] = nil
      folios.removeAll { $0.line == folio.line }
    }
  }

  // MARK: Naming

  /// The name that stands in most runs is the journal's; the others are sections.
  private mutating func nameHeads() {
    var count: [String: Int] = [:]
    for index in clues.indices where role[index] == .runningHead || role[index] == .issue || role[index] == .section {
      if let key = clues[index].key { count[key, default: 0] += 1 }
    }
    let journal = count.max {
      ($0.value, SectionName.isUsual($0.key.scalarArray) ? 0 : 1, $0.key.count) < (
        $1.value, SectionName.isUsual($1.key.scalarArray) ? 0 : 1, $1.key.count
      )
    }
    for index in clues.indices where role[index] == .runningHead && clues[index].glued == nil {
      guard let key = clues[index].key else { continue }
      role[index] = key == journal?.key && (journal?.value ?? 0) > 1 ? .journal : .section
    }
  }
}

/// Names that journals give their sections; a lone short head is taken for one at once if it ends so.
enum SectionName {
  private static let endings = [
    "活动", "活動", "传递", "傳遞", "动态", "動態", "园地", "園地", "论坛", "論壇", "天地", "要闻", "要聞", "新闻", "新聞", "资讯", "資訊", "信息", "之窗", "专栏", "專欄", "专版",
    "專版", "专题", "專題",
    "综合", "綜合", "国际", "國際", "国内", "國內", "体育", "文化", "经济", "經濟", "副刊", "政策", "法规", "法規", "广角", "廣角", "视点", "視點", "快讯", "快訊", "交流", "技术",
    "技術", "评论", "評論",
    "文摘", "之声", "风采", "之家", "公告", "通知", "公报", "公報", "文件", "批复", "答复", "来信", "特写", "观察", "觀察", "研究", "园區", "社会", "社會", "教育", "科技", "生活",
    "财经", "財經",
  ]

  static func isUsual(_ text: [Unicode.Scalar]) -> Bool {
    let name = String(scalars: text.filter { !$0.isSpace })
    return name.unicodeScalars.count <= 8 && endings.contains { name.hasSuffix($0) }
  }
}
