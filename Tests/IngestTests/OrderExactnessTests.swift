import Testing

@testable import Ingest

/// Chance with a printed seed.
private struct Chance: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}

@Suite struct OrderExactnessTests {
  /// The best gain over all sets of swaps that do not overlap, by trying every one.
  private func bruteForce(_ n: Int, from start: Int, gain: (Int, Int, Int) -> Double?) -> Double {
    guard start < n else { return 0 }
    var best = bruteForce(n, from: start + 1, gain: gain)
    for middle in (start + 1)..<max(start + 1, n) {
      for last in middle..<n {
        guard let won = gain(start - 1, middle, last) else { continue }
        best = max(best, won + bruteForce(n, from: last + 2, gain: gain))
      }
    }
    return best
  }

  /// A page of seven lines and the search over it, with weights by chance: the search must be exact for any.
  private func chanceful(_ seed: Int) -> (search: BlockSwaps, table: JointTable) {
    var chance = Chance(state: UInt64(seed))
    let letters = Array("春夏秋冬山水风云日月星河花鸟虫鱼工业农商学文教科")
    let lines = (0..<7).map { n in
      SourceLine(
        number: n + 1, text: String((0..<Int.random(in: 4...9, using: &chance)).map { _ in letters.randomElement(using: &chance) ?? "春" }))
    }
    let page = Page(lines: lines)
    let galley = Galley(pages: [page], language: .shipped)
    var parameters = OrderParameters.shipped
    parameters.weights = (0..<JointFeature.count).map { _ in Double.random(in: -3...3, using: &chance) }
    parameters.leap = 1
    parameters.leastGain = 0.1
    parameters.leastTurn = 0.1
    let scorer = JointScorer(galley: galley, parameters: parameters)
    let table = JointTable(page: 0, scorer: scorer, bound: BoundLines.read(galley.facts, pages: [page]))
    return (BlockSwaps(facts: galley.facts, definitions: Definitions.read(galley.facts), parameters: parameters), table)
  }

  @Test(arguments: 1...20) func `the search finds the best set of swaps`(_ seed: Int) {
    var (search, table) = chanceful(seed)
    let found = search.best(Array(0..<7), previous: nil, next: nil, table: &table).reduce(0) { $0 + $1.gain }
    var other = table
    let best = bruteForce(7, from: 0) { before, middle, last in
      let gain = search.gain(Array(0..<7), before, middle, last, previous: nil, next: nil, table: &other)
      return gain > search.parameters.leastGain ? gain : nil
    }
    #expect(abs(found - best) < 1e-6, "seed \(seed)")
  }

  @Test(arguments: 1...20) func `a swap gives back what the joints that it parts were granted`(_ seed: Int) throws {
    var (search, table) = chanceful(seed)
    let swaps = search.best(Array(0..<7), previous: nil, next: nil, table: &table)
    guard let first = swaps.first(where: { $0.cuts[0] > 0 }) else { return }
    let parted = BlockSwaps.Joint(from: first.cuts[0] - 1, to: first.cuts[0])
    let again = search.best(Array(0..<7), previous: nil, next: nil, table: &table, grants: [parted: first.gain + 100])
    #expect(!again.contains { $0.cuts[0] == first.cuts[0] }, "seed \(seed)")
    #expect(again.reduce(0) { $0 + $1.gain } <= swaps.reduce(0) { $0 + $1.gain }, "seed \(seed)")
  }

  @Test(arguments: 1...20) func `the search finds the best turn of three blocks`(_ seed: Int) {
    var (search, table) = chanceful(seed)
    let lines = Array(0..<7)
    func total(_ order: [Int]) -> Double {
      zip(order, order.dropFirst()).reduce(table.opening(order[0])) { $0 + table.score($1.0, $1.1) }
    }
    var best: Double?
    for a in 0..<5 {
      for b in (a + 1)..<6 {
        for c in (b + 1)..<7 {
          for end in (c + 1)...7 {
            let turned = Array(lines[..<a] + lines[c..<end] + lines[b..<c] + lines[a..<b] + lines[end...])
            let gain = total(turned) - total(lines) + search.shape(lines, [a, b, c, end], previous: nil, next: nil)
            if gain > max(search.parameters.leastTurn, best ?? -.infinity) { best = gain }
          }
        }
      }
    }
    let found = search.turn(lines, previous: nil, next: nil, table: &table)
    #expect((found == nil) == (best == nil) && abs((found?.gain ?? 0) - (best ?? 0)) < 1e-4, "seed \(seed)")
  }

  @Test func `every weight has a name of its own`() {
    #expect(JointFeature.names.count == JointFeature.count)
    #expect(Set(JointFeature.names).count == JointFeature.count)
  }

  @Test(arguments: [("一、范围", ListMark.Style.han, 1), ("（十二）附则", .bracketedHan, 12), ("3．方法", .digits, 3), ("第二十一条 本法", .article, 21)])
  func `a list mark is read`(_ text: String, _ style: ListMark.Style, _ number: Int) {
    #expect(ListMark(text)?.style == style)
    #expect(ListMark(text)?.number == number)
  }

  @Test(arguments: ["2.5 公里", "一切都好", "（以下简称办法）"]) func `no mark is read where none is`(_ text: String) {
    #expect(ListMark(text) == nil)
  }

  @Test func `the shipped table knows the language`() {
    let table = CountTable.shipped
    #expect(table.logCount(.word, "发展".utf16) ?? 0 > table.logCount(.word, "展发".utf16) ?? -1)
    #expect(table.logCount(.letters2, "规定".utf16) != nil)
    #expect(table.logCount(.letters4, "鼙鼓鼙鼓".utf16) == nil)
  }
}
