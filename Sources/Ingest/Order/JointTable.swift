/// The scores of all joints that the search may ask for, each worked out once.
struct JointTable {
  private let galley: Galley
  let scorer: JointScorer
  private let parameters: OrderParameters
  private let bound: BoundLines
  private var page = -1
  private var first = 0
  private var side = 0
  private var cells: [Float] = []

  init(galley: Galley, parameters: OrderParameters, bound: BoundLines) {
    self.galley = galley
    scorer = JointScorer(galley: galley, parameters: parameters)
    self.parameters = parameters
    self.bound = bound
  }

  /// Makes room for the joints of one page.
  mutating func open(page: Int) {
    guard page != self.page else { return }
    let lines = galley.lines(of: page)
    self.page = page
    first = lines.lowerBound
    side = lines.count
    cells = [Float](repeating: .nan, count: side * side)
  }

  /// The score of reading `b` after `a`, what it costs to leave file order taken off; a joint across pages weighs less.
  mutating func score(_ a: Int, _ b: Int) -> Double {
    let (x, y) = (a - first, b - first)
    guard x >= 0, y >= 0, x < side, y < side else {
      return parameters.pageTurn * (scorer.score(a, b) - leap(a, b))
    }
    let cell = x * side + y
    if !cells[cell].isNaN { return Double(cells[cell]) }
    var score = scorer.score(a, b) - leap(a, b)
    if b == a + 1, bound.bound[a] { score += parameters.bound }
    cells[cell] = Float(score)
    return score
  }

  /// The score of beginning the issue with a line: with a title, and with the file's first, best of all.
  func opening(_ line: Int) -> Double {
    let fact = galley.facts[line]
    return (fact.isTitle || fact.isDateline ? 0 : -parameters.leap) - (line == 0 ? 0 : parameters.leap)
  }

  private func leap(_ a: Int, _ b: Int) -> Double {
    let (tail, head) = (galley.facts[a], galley.facts[b])
    let changes = abs(tail.column - head.column) > 0.5 && tail.page == head.page
    if b == a + 1 { return (changes ? parameters.columnChange : 0) + (bound.isFrameEnd(a) ? parameters.frameEnd : 0) }
    if tail.isStoryPause && (head.head == .title || head.jumpedHere) { return parameters.storyLeap }
    return parameters.leap + (changes ? parameters.leapChange : 0)
  }
}
