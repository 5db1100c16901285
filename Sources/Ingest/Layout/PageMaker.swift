/// Cuts the lines into pages and numbers them from the folios, by counting, and from jumps where no folio is printed.
struct PageMaker {
  let lines: [SourceLine]
  let clues: [LineClue]
  let roles: [Furniture.Role?]
  let folios: [FolioChain.Candidate]
  let marks: [Bool]
  /// Key of the head that names the journal.
  let journal: String?
  let parameters: FurnitureParameters
  private var starts: [Int] = []

  init(
    lines: [SourceLine], clues: [LineClue], roles: [Furniture.Role?], folios: [FolioChain.Candidate], marks: [Bool],
    journal: String?, parameters: FurnitureParameters
  ) {
    self.lines = lines
    self.clues = clues
    self.roles = roles
    self.folios = folios
    self.marks = marks
    self.journal = journal
    self.parameters = parameters
  }

  /// One page found: its lines' indices and the printed numbers it may have.
  private struct Sheet {
    var lines: [Int]
    var furniture: [Int]
    var number: Int?
    var lastNumber: Int?
  }

  mutating func pages() -> [Page] {
    starts = marks.indices.filter { marks[$0] }
    if starts.first != 0 { starts.insert(0, at: 0) }
    addFurnitureCuts()
    var sheets = sheets()
    number(&sheets)
    splitDoubles(&sheets)
    let sections = sections(of: sheets)
    return sheets.indices.compactMap { index in
      let sheet = sheets[index]
      guard !sheet.lines.isEmpty else { return nil }
      return Page(lines: sheet.lines.map { lines[$0] }, number: sheet.number, lastNumber: sheet.lastNumber, section: sections[index])
    }
  }

  // MARK: Cutting

  /// Furniture between two pages that no mark parts: the numbers of a spread, or any run where the file has no marks.
  private mutating func addFurnitureCuts() {
    let marked = starts.count > 1
    var cuts = Set(starts)
    let runs = furnitureRuns()
    // Where most runs print a number, one without stands at the other end of its page, or amid it.
    let numbered = runs.filter { run in folios.contains { run.contains($0.line) } }
    for run in numbered.count >= 2 && numbered.count * 2 >= runs.count ? numbered : runs
    where run.upperBound + 1 < lines.count && run.lowerBound > 0 {
      let touchesMark = (run.lowerBound...run.upperBound + 1).contains { marks[$0] }
      guard !touchesMark else { continue }
      let isSpread = folios.contains { run.contains($0.line) && $0.pages.count == 2 }
      if isSpread { cuts.insert(run.upperBound + 1) } else if !marked { cuts.insert(headsComeFirst ? run.lowerBound : run.upperBound + 1) }
    }
    starts = cuts.sorted()
  }

  /// The file opens with furniture: then furniture heads its page.
  private var headsComeFirst: Bool { roles.first.map { $0 != nil } ?? false && (roles.last.map { $0 == nil } ?? true) }

  private func furnitureRuns() -> [ClosedRange<Int>] {
    var found: [ClosedRange<Int>] = []
    for index in roles.indices where roles[index] != nil {
      if let last = found.last, last.upperBound == index - 1 {
        found[found.count - 1] = last.lowerBound...index
      } else {
        found.append(index...index)
      }
    }
    return found
  }

  private func sheets() -> [Sheet] {
    starts.indices.map { position in
      let end = position + 1 < starts.count ? starts[position + 1] : lines.count
      let range = starts[position]..<end
      return Sheet(lines: range.filter { roles[$0] == nil }, furniture: range.filter { roles[$0] != nil })
    }
  }

  // MARK: Numbering

  private struct Anchor {
    var sheet: Int
    var pages: [Int]
  }

  private func number(_ sheets: inout [Sheet]) {
    var anchors = folioAnchors(sheets)
    if anchors.isEmpty { anchors = jumpAnchors(sheets) }
    guard let chosen = choose(anchors) else { return }
    for (sheet, page) in chosen { sheets[sheet].number = page }
    guard let first = chosen.first, let last = chosen.last else { return }
    for index in stride(from: first.sheet - 1, through: 0, by: -1) {
      sheets[index].number = sheets[index + 1].number.flatMap { $0 > 1 ? $0 - 1 : nil }
    }
    for index in last.sheet + 1..<max(last.sheet + 1, sheets.count) { sheets[index].number = sheets[index - 1].number.map { $0 + 1 } }
    for (left, right) in zip(chosen, chosen.dropFirst()) { fill(&sheets, from: left, to: right) }
  }

  /// Between two numbered sheets: count up; pages left over go to the longest sheet.
  private func fill(_ sheets: inout [Sheet], from left: (sheet: Int, page: Int), to right: (sheet: Int, page: Int)) {
    guard right.sheet > left.sheet + 0 else { return }
    let between = left.sheet..<right.sheet
    var surplus = (right.page - left.page) - (right.sheet - left.sheet)
    var extra = [Int](repeating: 0, count: sheets.count)
    while surplus > 0, let longest = between.max(by: { share(sheets[$0], extra[$0]) < share(sheets[$1], extra[$1]) }) {
      extra[longest] += 1
      surplus -= 1
    }
    var page = left.page
    for index in between {
      sheets[index].number = page
      if extra[index] > 0 { sheets[index].lastNumber = page + extra[index] }
      page += 1 + extra[index]
    }
  }

  private func share(_ sheet: Sheet, _ extra: Int) -> Double { Double(sheet.lines.count) / Double(extra + 1) }

  /// The numbers that furniture on a sheet, or at the border to the next, allows it.
  private func folioAnchors(_ sheets: [Sheet]) -> [Anchor] {
    sheets.indices.compactMap { index in
      let found = folios.filter { sheets[index].furniture.contains($0.line) }
      guard let folio = found.max(by: { ($0.weight, -$0.pages.count) < ($1.weight, -$1.pages.count) }) else { return nil }
      if let single = found.first(where: { $0.pages.count == 1 }) { return Anchor(sheet: index, pages: [single.pages.lowerBound]) }
      let atHead = sheets[index].lines.first.map { folio.line < $0 } ?? false
      return Anchor(
        sheet: index, pages: atHead ? [folio.pages.upperBound, folio.pages.lowerBound] : [folio.pages.lowerBound, folio.pages.upperBound])
    }
  }

  private func jumpAnchors(_ sheets: [Sheet]) -> [Anchor] {
    var tails: [(sheet: Int, to: Int)] = []
    var anchors: [Int: Int] = [:]
    for (index, sheet) in sheets.enumerated() {
      for line in sheet.lines {
        for jump in Jump.find(in: clues[line].text) {
          if jump.direction == .to { tails.append((index, jump.page)) }
          if jump.direction == .from,
            let tail = tails.last(where: { $0.sheet < index && jump.page < $0.to && $0.to - jump.page >= index - $0.sheet })
          {
            anchors[tail.sheet] = jump.page
            anchors[index] = tail.to
          }
        }
      }
    }
    return anchors.keys.sorted().map { Anchor(sheet: $0, pages: [anchors[$0] ?? 0]) }
  }

  /// One number an anchor, so that numbers grow as the sheets do; anchors that can't be reconciled are left out.
  private func choose(_ anchors: [Anchor]) -> [(sheet: Int, page: Int)]? {
    var states: [(sheet: Int, page: Int, cost: Double, previous: Int?)] = []
    for anchor in anchors {
      let earlier = states.indices.filter { states[$0].sheet < anchor.sheet }
      for (rank, page) in anchor.pages.enumerated() {
        let preference = 0.2 * Double(rank)
        let skipped = Double(Set(earlier.map { states[$0].sheet }).count)
        var best: (cost: Double, previous: Int?) = (3 * skipped + preference, nil)
        for index in earlier where page - states[index].page >= anchor.sheet - states[index].sheet {
          let left = Double(anchors.count { $0.sheet > states[index].sheet && $0.sheet < anchor.sheet })
          let surplus = Double(page - states[index].page - (anchor.sheet - states[index].sheet))
          let cost = states[index].cost + 3 * left + min(surplus * 0.5, 2) + preference
          if cost < best.cost { best = (cost, index) }
        }
        states.append((anchor.sheet, page, best.cost, best.previous))
      }
    }
    let ends = states.indices.map { index in states[index].cost + 3 * Double(anchors.count { $0.sheet > states[index].sheet }) }
    guard let last = ends.indices.min(by: { ends[$0] < ends[$1] }) else { return nil }
    var chain: [(sheet: Int, page: Int)] = []
    var at: Int? = last
    while let index = at {
      chain.append((states[index].sheet, states[index].page))
      at = states[index].previous
    }
    return chain.reversed()
  }

  // MARK: Spreads

  /// A sheet that counts as two pages and is as long as two is cut at the title nearest its middle.
  private func splitDoubles(_ sheets: inout [Sheet]) {
    let lengths = sheets.map(\.lines.count).sorted()
    let usual = Double(lengths.isEmpty ? 0 : lengths[lengths.count / 2])
    var result: [Sheet] = []
    for sheet in sheets {
      guard let number = sheet.number, sheet.lastNumber == number + 1, Double(sheet.lines.count) >= parameters.doublePage * usual,
        let cut = titleNearMiddle(of: sheet.lines)
      else {
        result.append(sheet)
        continue
      }
      let head = Array(sheet.lines[..<cut])
      let tail = Array(sheet.lines[cut...])
      result.append(Sheet(lines: head, furniture: sheet.furniture.filter { $0 < tail[0] }, number: number))
      result.append(Sheet(lines: tail, furniture: sheet.furniture.filter { $0 >= tail[0] }, number: number + 1))
    }
    sheets = result
  }

  private func titleNearMiddle(of lines: [Int]) -> Int? {
    let middle = lines.count / 2
    let reach = lines.count / 6
    let usual = lines.map { clues[$0].breadth }.sorted()[middle]
    let near = (max(1, middle - reach)..<min(lines.count - 1, middle + reach)).filter { looksLikeTitle(lines[$0], columnBreadth: usual) }
    return near.min { abs($0 - middle) < abs($1 - middle) }
  }

  /// Short, unpunctuated, no list entry, and text of full breadth after it.
  private func looksLikeTitle(_ index: Int, columnBreadth: Double) -> Bool {
    let text = clues[index].text
    guard let last = text.last, text.count >= 6, !last.isFullStop, !last.isPause, !last.isCloser, clues[index].leadingTabs == 0 else {
      return false
    }
    guard ListLabel.read(text) == nil, !DatedLine.isDate(text), !Byline.ends(text), Jump.find(in: text).isEmpty else { return false }
    return clues[index].breadth <= 0.85 * columnBreadth && index + 1 < clues.count && clues[index + 1].breadth > clues[index].breadth
  }

  // MARK: Sections

  /// The name alone on its line, or what a page number is glued to and is not the journal's name.
  private func sectionName(_ line: Int) -> String? {
    if roles[line] == .section { return LineJoiner.tidied(clues[line].text) }
    guard roles[line] == .runningHead, clues[line].issue == nil, let head = Folio.glued(clues[line].text)?.head, clues[line].key != journal
    else { return nil }
    return LineJoiner.tidied(head)
  }

  /// Printed on the page, or the same on the nearest pages before and after.
  private func sections(of sheets: [Sheet]) -> [String?] {
    var printed = sheets.map { sheet in
      sheet.furniture.lazy.compactMap { sectionName($0) }.first
    }
    // A spread's one head speaks for both its pages.
    for (index, sheet) in sheets.enumerated() where printed[index] == nil {
      for near in [index - 1, index + 1] where sheets.indices.contains(near) {
        guard let number = sheet.number, let section = printed[near] else { continue }
        let shares = folios.contains { sheets[near].furniture.contains($0.line) && $0.pages.count == 2 && $0.pages.contains(number) }
        if shares { printed[index] = section }
      }
    }
    return printed.indices.map { index in
      if let own = printed[index] { return own }
      let before = printed[..<index].last { $0 != nil } ?? nil
      let after = printed[(index + 1)...].first { $0 != nil } ?? nil
      guard let before, let after else { return before ?? after }
      return before == after ? before : nil
    }
  }
}
