import Testing

@testable import Ingest

private func galley(_ text: String) -> Galley {
  let lines = text.split(separator: "\n").enumerated().map { SourceLine(number: $0 + 1, text: String($1)) }
  return Galley(pages: [Page(lines: lines)], language: .shipped)
}

/// Numbers of the lines taken for titles.
private func titles(_ text: String) -> [Int] { galley(text).facts.filter(\.isTitle).map(\.number) }

@Suite struct OrderTitleTests {
  @Test func `a line wider than its column is a title`() {
    let text = """
      渔港扩建工程昨天正式开工建设
      ，预计两年半以后全部建成投入使
      用。
      老灯塔换上节能新灯具 夜航渔船看得更远更清楚
      本报讯港务局昨天给老灯塔换
      上了新的灯具，灯塔的光照得更
      远，也更省电，渔民们都说夜航
      比从前安心得多了。
      """
    #expect(titles(text) == [4])
  }

  @Test func `a title of two lines is one block`() {
    let text = """
      停靠三百条大渔船，年卸货量比
      现在增加一倍。
      老灯塔换上节能新灯具夜航渔
      船看得更清楚
      本报讯港务局昨天给老灯塔换
      上了新的灯具，灯塔的光照得更
      远，也更省电，渔民们都说夜航
      比从前安心得多了。
      """
    let found = galley(text)
    #expect(found.facts.filter(\.isTitle).map(\.number) == [3, 4])
    #expect(found.lines[3].titleStarts == 2)
    #expect((1...3).map { found.areOneTitle($0, $0 + 1) } == [false, true, false])
  }

  @Test func `text is no title`() {
    let text = """
      渔港扩建工程昨天正式开工建设
      ，预计两年半以后全部建成投入使
      用，届时可以停靠三百条大渔船，
      年卸货量比现在增加整整一倍多，
      渔民上岸后可以就近交易和补给
      ，不必再绕道几十里外的旧码头。
      """
    #expect(titles(text).isEmpty)
  }

  @Test(arguments: [
    "渔港建成了。渔民说好", "一、渔港扩建工程", "\t\t\t\t\t\t\t\t供稿组供稿", "，渔港扩建工程", "（上接第2页）渔港扩建工程", "本报讯渔港昨天开工",
    "案例三：防波堤断裂", "图 2：渔港扩建工程", "步骤十、清理",
  ])
  func `what no headline is stands in none`(_ line: String) {
    #expect(!galley(line).facts[0].mayStandInTitle)
  }

  @Test(arguments: ["图书馆：渔港的新去处", "例会一月一次", "问题一一解决"])
  func `a word that numbers no part may open a headline`(_ line: String) {
    #expect(galley(line).facts[0].mayStandInTitle)
  }

  @Test(arguments: [("渔港扩建 灯塔换灯", true), ("渔港扩建工程开工", false), ("2025 年渔港扩建", false), ("渔 港 扩 建", false)])
  func `a couplet has a blank between words`(_ line: String, _ expected: Bool) {
    #expect(galley(line).facts[0].hasCoupletGap == expected)
  }

  @Test func `no two titles share a line`() {
    let text = (0..<12).map { "第\($0)回渔港扩建灯塔换灯老码头重开" }.joined(separator: "\n")
    let blocks = galley(text).titleBlocks.evidence(weights: OrderParameters.shipped.titleWeights.map { $0 + 1 }).titles
    #expect(!blocks.isEmpty)
    for (a, b) in zip(blocks, blocks.dropFirst()) { #expect(a.lines.upperBound <= b.lines.lowerBound) }
  }
}
