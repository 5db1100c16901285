/// Joins the halves of stories that go on elsewhere: `（下转第3页）` and `（上接第2页）`.
struct JumpLinks {
  let galley: Galley
  let pages: [Page]

  /// From this much title evidence on a line begins another story and is no heading of the one that goes on.
  private static let sureTitle = 1.0

  /// Costs of a wrong pairing, in nats.
  private enum Cost {
    static let pageApart = 0.4
    static let printedApart = 1.2
    static let backwards = 6.0
  }

  /// `path` with every half that was jumped to set behind the half that jumps there.
  func spliced(_ path: [Int]) -> [Int] {
    let links = pairs(path)
    guard !links.isEmpty else { return path }
    let place = Dictionary(uniqueKeysWithValues: path.enumerated().map { ($1, $0) })
    var taken = [Bool](repeating: false, count: path.count)
    var after: [Int: ArraySlice<Int>] = [:]
    for (from, to) in links {
      guard let start = place[to], let origin = place[from], start != origin + 1 else { continue }
      let end = segmentEnd(path, from: start)
      // A half can't be set behind itself.
      guard !(start..<end).contains(origin) else { continue }
      after[from] = path[start..<end]
      for i in start..<end { taken[i] = true }
    }
    var out: [Int] = []
    func emit(_ line: Int, depth: Int) {
      out.append(line)
      guard depth < path.count, let half = after.removeValue(forKey: line) else { return }
      for next in half { emit(next, depth: depth + 1) }
    }
    for (i, line) in path.enumerated() where !taken[i] { emit(line, depth: 0) }
    // Halves that only point at each other in a ring stay where they were.
    let done = Set(out)
    return done.count == path.count ? out : path
  }

  /// Pairs of a jumping line and the line jumped to, best first, each used once.
  private func pairs(_ path: [Int]) -> [(Int, Int)] {
    let tails = path.filter { galley.facts[$0].jumpsOn }
    let heads = path.filter { galley.facts[$0].jumpedHere }
    var all: [(Int, Int, Double)] = []
    for a in tails { for b in heads { all.append((a, b, cost(a, b))) } }
    var usedTails = Set<Int>()
    var usedHeads = Set<Int>()
    var out: [(Int, Int)] = []
    for (a, b, _) in all.sorted(by: { ($0.2, $0.0, $0.1) < ($1.2, $1.0, $1.1) }) where !usedTails.contains(a) && !usedHeads.contains(b) {
      usedTails.insert(a)
      usedHeads.insert(b)
      out.append((a, b))
    }
    return out
  }

  private func cost(_ a: Int, _ b: Int) -> Double {
    let (from, to) = (galley.facts[a].page, galley.facts[b].page)
    var cost = Cost.pageApart * Double(abs(to - from))
    if to < from { cost += Cost.backwards }
    let target = galley.facts[a].jumpsTo
    let origin = galley.facts[b].jumpedFrom
    if let target, let page = pages[to].number { cost += Cost.printedApart * Double(min(3, abs(target - page))) }
    if let origin, let page = pages[from].number { cost += Cost.printedApart * Double(min(3, abs(origin - page))) }
    if let target, let origin { cost += Cost.printedApart * Double(min(3, abs(abs(target - origin) - abs(to - from)))) / 2 }
    return cost
  }

  /// True at the first line of a title that a news lead or an addressee follows.
  private func opensStory(_ path: [Int], at place: Int) -> Bool {
    guard galley.facts[path[place]].isTitle, !galley.facts[path[place - 1]].isTitle else { return false }
    let after = path[place...].first { !galley.facts[$0].isTitle }
    return after.map { galley.facts[$0].isDateline || galley.facts[$0].head == .address } ?? false
  }

  /// One past the last line of the half that begins at `start`.
  private func segmentEnd(_ path: [Int], from start: Int) -> Int {
    var end = start
    while end < path.count {
      let fact = galley.facts[path[end]]
      if end > start, fact.jumpedHere { return end }
      if end > start, fact.title > JumpLinks.sureTitle, galley.facts[path[end - 1]].isStoryPause { return end }
      if end > start, opensStory(path, at: end) { return end }
      end += 1
      if fact.jumpsOn || fact.hasByline { return end }
      if end < path.count, galley.facts[path[end]].page != fact.page, galley.facts[path[end]].head == .title { return end }
    }
    return end
  }
}

extension LineFacts {
  /// A story may end after the line.
  var isStoryPause: Bool { endsSentence || closesStory }

  /// A byline, signature or jump: the story does not go on below.
  var closesStory: Bool { hasByline || hangs || jumpsOn }
}
