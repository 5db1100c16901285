extension ReadingOrder {
  /// Finds the order in which a person reads the lines of `pages`.
  ///
  /// Every page is improved by the exact best set of block swaps, given its neighbours, until nothing gains; then the halves of
  /// stories that jump are joined. A pure function: the same pages, model and parameters give the same order.
  ///
  /// What is longer than any page is ordered in sheets, and what is longer than any issue is left as it stands: time and memory
  /// have a bound whatever is sent.
  package static func read(
    pages: [Page], language: LanguageModel = .shipped, parameters: OrderParameters = .shipped
  ) -> ReadingOrder {
    let lines = pages.flatMap(\.lines)
    guard lines.count <= parameters.longestIssue else { return ReadingOrder(sequence: lines.map(\.number)) }
    let sheets = pages.flatMap { $0.sheets(of: parameters.longestPage) }
    return read(galley: Galley(pages: sheets, language: language, titles: parameters.titleWeights), pages: sheets, parameters: parameters)
  }

  /// The same for an issue whose facts are known.
  package static func read(galley: Galley, pages: [Page], parameters: OrderParameters = .shipped) -> ReadingOrder {
    var press = PageOrder(galley: galley, pages: pages, parameters: parameters)
    press.improve()
    let path = JumpLinks(galley: galley, pages: pages).spliced(press.path)
    return ReadingOrder(
      sequence: path.map { galley.facts[$0].number }, moved: press.moved(in: path), brokenAfter: press.broken(in: path))
  }
}

/// The search for the best order of every page.
struct PageOrder {
  private let galley: Galley
  private let parameters: OrderParameters
  private let search: BlockSwaps
  private let scorer: JointScorer
  /// What the joints of each page score, as far as the search has asked: a page is searched more than once.
  private var tables: [JointTable]
  /// Line indices of each page, in reading order.
  private var pages: [[Int]]
  /// What each joint that was made has gained.
  private var gains: [Joint: Double] = [:]

  /// What each joint was granted by the shape of its swap.
  private var grants: [Joint: Double] = [:]

  private typealias Joint = BlockSwaps.Joint

  init(galley: Galley, pages: [Page], parameters: OrderParameters) {
    self.galley = galley
    self.parameters = parameters
    search = BlockSwaps(facts: galley.facts, definitions: Definitions.read(galley.facts), parameters: parameters)
    scorer = JointScorer(galley: galley, parameters: parameters)
    let bound = BoundLines.read(galley.facts, pages: pages)
    tables = pages.indices.map { [scorer] in JointTable(page: $0, scorer: scorer, bound: bound) }
    self.pages = pages.indices.map { Array(galley.lines(of: $0)) }
    for page in pages.indices where pages[page].lines.count > parameters.tallPage { tables[page].fill(reach: parameters.longestBlock) }
  }

  /// All lines in reading order, page after page.
  var path: [Int] { pages.flatMap { $0 } }

  /// Of the pages that may gain, the odd ones are improved at once, then the even ones: what stands around a page holds still.
  mutating func improve() {
    var stale = Set(pages.indices)
    for _ in 0..<parameters.rounds where !stale.isEmpty {
      var changed = Set<Int>()
      for side in 0...1 {
        let open = stale.filter { $0 % 2 == side }.sorted()
        let now = self
        for (page, (swaps, table)) in zip(open, concurrently(open) { now.swaps($0) }) {
          tables[page] = table
          if swaps.isEmpty { continue }
          for swap in swaps.sorted(by: { $0.cuts[0] > $1.cuts[0] }) { apply(swap, page) }
          changed.formUnion([page - 1, page, page + 1])
        }
      }
      stale = changed.filter { pages.indices.contains($0) }
    }
  }

  /// The best swaps of a page; a turn takes the place of those that overlap it if it gains more than they do.
  private func swaps(_ page: Int) -> ([BlockSwaps.Swap], JointTable) {
    var table = tables[page]
    let (previous, next) = neighbours(page)
    let best = search.best(pages[page], previous: previous, next: next, table: &table, grants: grants)
    guard let turn = search.turn(pages[page], previous: previous, next: next, table: &table, grants: grants) else {
      return (best, table)
    }
    let (apart, overlapping) = (best.filter { !$0.overlaps(turn) }, best.filter { $0.overlaps(turn) })
    return overlapping.reduce(0) { $0 + $1.gain } < turn.gain ? (apart + [turn], table) : (best, table)
  }

  /// The line before a page and the line after it.
  private func neighbours(_ page: Int) -> (previous: Int?, next: Int?) {
    (pages[..<page].last { !$0.isEmpty }?.last, pages[(page + 1)...].first { !$0.isEmpty }?.first)
  }

  private mutating func apply(_ swap: BlockSwaps.Swap, _ page: Int) {
    let (previous, next) = neighbours(page)
    let old = pages[page]
    let blocks = zip(swap.cuts, swap.cuts.dropFirst()).map { old[$0..<$1] }.reversed()
    pages[page] = Array(old[..<swap.cuts[0]]) + blocks.joined() + old[swap.cuts[blocks.count]...]
    for cut in swap.cuts {
      let (from, to) = (cut == 0 ? previous : old[cut - 1], cut == old.count ? next : old[cut])
      if let from, let to { grants[Joint(from: from, to: to)] = nil }
    }
    let from = swap.cuts[0] == 0 ? previous : old[swap.cuts[0] - 1]
    let to = swap.cuts[blocks.count] == old.count ? next : old[swap.cuts[blocks.count]]
    for (from, to) in zip([from] + blocks.map(\.last), blocks.map(\.first) + [to]) {
      guard let from, let to else { continue }
      gains[Joint(from: from, to: to)] = swap.gain
      grants[Joint(from: from, to: to)] = swap.grant
    }
  }

  /// The joints of `path` that leave file order, with what they gained.
  func moved(in path: [Int]) -> [ReadingOrder.Joint] {
    zip(path, path.dropFirst()).compactMap { a, b in
      guard b != a + 1 else { return nil }
      let gain = gains[Joint(from: a, to: b)] ?? 0
      return ReadingOrder.Joint(
        from: galley.facts[a].number, to: galley.facts[b].number, margin: gain, reasons: scorer.reasons(a, b))
    }
  }

  /// The lines after which text is missing.
  func broken(in path: [Int]) -> [Int] {
    zip(path, path.dropFirst()).compactMap { a, b in
      let tail = galley.facts[a].tail
      guard tail == .openFull || tail == .commaFull else { return nil }
      return scorer.score(a, b) < parameters.missingBelow ? galley.facts[a].number : nil
    }
  }
}
