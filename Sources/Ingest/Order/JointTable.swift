/// The scores of all joints that the search on one page may ask for, each worked out once.
struct JointTable {
  private let scorer: JointScorer
  private let bound: BoundLines
  private let first: Int
  private let side: Int
  private var cells: [Float]

  init(page: Int, scorer: JointScorer, bound: BoundLines) {
    let lines = scorer.galley.lines(of: page)
    self.scorer = scorer
    self.bound = bound
    first = lines.lowerBound
    side = lines.count
    cells = [Float](repeating: .nan, count: side * side)
  }

  /// Works out the joints that blocks of at most `reach` lines bring together while the file's order stands, on all cores.
  mutating func fill(reach: Int) {
    let table = self
    let bands = (0..<side).map { max(0, $0 - 2 * reach)..<min(side, $0 + reach + 1) }
    let rows = concurrently(Array(bands.indices)) { row in
      bands[row].map { Float(table.worked(table.first + row, table.first + $0)) }
    }
    for (row, scores) in rows.enumerated() {
      for (column, score) in zip(bands[row], scores) { cells[row * side + column] = score }
    }
  }

  /// The score of reading `b` after `a`, what it costs to leave file order taken off; a joint across pages weighs less.
  mutating func score(_ a: Int, _ b: Int) -> Double {
    let (x, y) = (a - first, b - first)
    guard x >= 0, y >= 0, x < side, y < side else {
      return scorer.parameters.pageTurn * (scorer.score(a, b) - leap(a, b))
    }
    let cell = x * side + y
    if !cells[cell].isNaN { return Double(cells[cell]) }
    let score = worked(a, b)
    cells[cell] = Float(score)
    return score
  }

  private func worked(_ a: Int, _ b: Int) -> Double {
    var score = scorer.score(a, b) - leap(a, b)
    if b == a + 1, bound.bound[a] { score += scorer.parameters.bound }
    if b == a + 1, scorer.galley.areOneTitle(a, b) { score += scorer.parameters.oneTitle }
    return score
  }

  /// The score of beginning the issue with a line: with a title, and with the file's first, best of all.
  func opening(_ line: Int) -> Double {
    let fact = scorer.galley.facts[line]
    return (fact.isTitle || fact.isDateline ? 0 : -scorer.parameters.leap) - (line == 0 ? 0 : scorer.parameters.leap)
  }

  private func leap(_ a: Int, _ b: Int) -> Double {
    let (tail, head) = (scorer.galley.facts[a], scorer.galley.facts[b])
    let changes = abs(tail.column - head.column) > 0.5 && tail.page == head.page
    if b == a + 1 { return (changes ? scorer.parameters.columnChange : 0) + (bound.isFrameEnd(a) ? scorer.parameters.frameEnd : 0) }
    if tail.isStoryPause && (head.head == .title || head.jumpedHere) { return scorer.parameters.storyLeap }
    return scorer.parameters.leap + (changes ? scorer.parameters.leapChange : 0)
  }
}
