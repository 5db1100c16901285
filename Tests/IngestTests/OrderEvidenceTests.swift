import Testing

@testable import Ingest

private func page(_ text: String) -> Page {
  Page(lines: text.split(separator: "\n").enumerated().map { SourceLine(number: $0 + 1, text: String($1)) })
}

private func facts(_ text: String) -> [LineFacts] {
  Galley(pages: [page(text)], language: .shipped).facts
}

@Suite struct OrderEvidenceTests {
  @Test func `an issue shows by itself what follows what`() {
    // Nine times class 0 goes before 1, once before 2.
    let habits = Habits(Array(repeating: (0, 1), count: 9) + [(0, 2)] + Array(repeating: (1, 0), count: 10), tailClasses: 3, headClasses: 3)
    #expect(habits.gain(0, 1, isNatural: false) > 0.5)
    #expect(habits.gain(0, 0, isNatural: false) < -0.5)
    #expect(habits.gain(0, 2, isNatural: false) > habits.gain(0, 0, isNatural: false))
  }

  @Test func `a joint of the file does not vouch for itself`() {
    let habits = Habits([(0, 1), (1, 0), (1, 0), (1, 0)], tailClasses: 2, headClasses: 2)
    #expect(habits.gain(0, 1, isNatural: true) < habits.gain(0, 1, isNatural: false))
  }

  @Test(arguments: [
    ("近日，我市举行了渔业技术交流会。", Opening.story), ("3月5日，老码头重新开放。", .story), ("他说，明年的鱼会更多。", .sequel), ("此外，河道也清理干净了。", .sequel),
    ("渔船一早就出了港，傍晚才回来。", .plain), ("以下介绍几种养殖的办法。", .sequel), ("However, the ferry was late.", .sequel), ("The ferry was late.", .plain),
  ])
  func `the first words say where in a story a paragraph stands`(_ line: String, _ expected: Opening) {
    #expect(Opening(facts(line)[0]) == expected)
  }

  private struct Parts: Sendable {
    var line: String
    var body: String
    var hangs = false
    var endsWithGap = false
    var hasByline = false
  }

  @Test(arguments: [
    Parts(line: "灯塔很亮。\t\t\t灯塔组供稿", body: "灯塔很亮。", hasByline: true),
    Parts(line: "灯塔很亮。          灯塔组", body: "灯塔很亮。", hasByline: true),
    Parts(line: "灯塔很亮。 灯塔组供稿", body: "灯塔很亮。", hasByline: true),
    Parts(line: "灯塔\t很亮，照得远", body: "灯塔\t很亮，照得远"),
    Parts(line: "灯塔 很亮，照得远", body: "灯塔 很亮，照得远"),
    Parts(line: "\t灯塔组", body: "灯塔组", hangs: true),
    Parts(line: "            灯塔组", body: "灯塔组", hangs: true),
    Parts(line: "灯塔组供稿", body: "灯塔组供稿", hangs: true),
    Parts(line: "By the lighthouse crew", body: "By the lighthouse crew"),
    Parts(line: "\u{3000}\u{3000}灯塔很亮，照得远", body: "灯塔很亮，照得远"),
    Parts(line: "灯塔很亮。\t", body: "灯塔很亮。", endsWithGap: true),
    Parts(line: "灯塔很亮。   ", body: "灯塔很亮。", endsWithGap: true),
    Parts(line: "灯塔很亮。 ", body: "灯塔很亮。"),
  ])
  private func `blanks in a row say what tabs say`(_ expected: Parts) {
    let parts = LineParts(expected.line)
    #expect(parts.body == expected.body)
    #expect(parts.hangs == expected.hangs)
    #expect(parts.endsWithGap == expected.endsWithGap)
    #expect(parts.hasByline == expected.hasByline)
  }

  @Test(arguments: [(1, false), (2, true)]) func `blank lines part frames only where there are enough of them`(_ blanks: Int, _ part: Bool)
  {
    let lines = (0..<160).map { n in
      SourceLine(number: n + 1, text: n % 4 == 3 ? "渔民都说好。" : "老灯塔昨天换上了新的灯具，照得", followsBlank: n > 0 && n <= blanks * 20 && n % 20 == 0)
    }
    let page = Page(lines: lines)
    let bound = BoundLines.read(Galley(pages: [page], language: .shipped).facts, pages: [page])
    #expect(bound.framesAreSetOff == part)
    #expect(bound.isFrameEnd(19) == part)
  }

  @Test func `a stretch ends at a byline and at a title`() {
    let lines = facts(
      """
      渔港扩建
      本报讯渔港扩建工程昨天开工，工期两年半左右。
      工程由本市自筹资金。
      \t\t\t\t\t\t\t\t供稿组供稿
      灯塔换灯
      本报讯老灯塔昨天换上了新灯，照得更远也更省电。
      """)
    let stretches = Stretch.read(lines)
    #expect(stretches[0].end == 4)
    #expect(stretches[2] == Stretch(start: 0, end: 4))
    #expect(stretches[5].start == 4)
  }

  @Test func `a byline keeps the column of the lines before it`() {
    let wide = ["渔港扩建工程昨天正式开工建设，", "预计两年半以后全部建成投入使", "用，届时可以停靠三百条大渔船，", "年卸货量比现在增加整整一倍多"]
    let narrow = ["老灯塔换上了", "新的灯具，照", "得更远也更省", "电，渔民都说"]
    let lines = facts((wide + ["很好。\t\t\t\t\t\t供稿组供稿"] + narrow).joined(separator: "\n"))
    #expect(lines[4].column == lines[3].column)
    #expect(lines[5].column < lines[4].column)
  }

  @Test(arguments: [
    // Counted 0 of 1000 times where 50 were to be expected; 200 times; never counted at all; a context too rare to say.
    (0.0, 1000.0, 0.05, 0.0..<0.02), (200, 1000, 0.05, 0.15..<0.2), (0, 0, 0.05, 0.05..<0.051), (0, 2, 0.05, 0.045..<0.051),
  ])
  func `a letter is as likely as it was counted, and by the shorter context where little was`(
    _ whole: Double, _ context: Double, _ shorter: Double, _ expected: Range<Double>
  ) {
    #expect(expected.contains(LanguageModel.probability(whole: whole, context: context, shorter: shorter, length: 1)))
  }

  @Test func `numbers that meet are no evidence`() {
    let galley = Galley(pages: [page("联系电话010-8813457\n0925688传真同上\n电话010-8813457")], language: .shipped)
    var spoke: Set<Int> = []
    galley.features(0, 1) { index, _ in spoke.insert(index) }
    let language = JointFeature.language..<JointFeature.extras
    #expect(spoke.isDisjoint(with: language))
    spoke = []
    galley.features(1, 2) { index, _ in spoke.insert(index) }
    #expect(!spoke.isDisjoint(with: language))
  }
}

@Suite struct LinePartsTests {
  @Test(arguments: [
    ("全长八百米，连（下转第3页）", "全长八百米，连", 3), ("全长八百米，连（转5版）", "全长八百米，连", 5), ("全長八百米，連（下轉第十二頁）", "全長八百米，連", 12),
    ("The bridge is (continued on page 4)", "The bridge is", 4), ("The bridge is Continued on page 4", "The bridge is", 4),
    ("全长八百米，连接两岸。", "全长八百米，连接两岸。", nil),
  ])
  func `a pointer at the end says where the text goes on`(_ line: String, _ body: String, _ page: Int?) {
    let parts = LineParts(line)
    #expect(parts.body == body)
    #expect(parts.jumpsTo == page)
    #expect(parts.jumpedFrom == nil)
  }

  @Test(arguments: [("（上接第 2 页）接两岸的道路", "接两岸的道路", 2), ("(continued from page 2) the road", "the road", 2)])
  func `a pointer at the start says where the text comes from`(_ line: String, _ body: String, _ page: Int) {
    let parts = LineParts(line)
    #expect(parts.body == body)
    #expect(parts.jumpedFrom == page)
    #expect(parts.jumpsTo == nil)
  }
}
