import Testing

@testable import Ingest

struct LineTests {
  @Test(arguments: [
    ("（下转第3页）", Jump.Direction.to, 3), ("（转5页）", .to, 5), ("（接4页）", .from, 4), ("（紧接第3版）", .from, 3), ("下转A3版", .to, 3),
    ("也在其中。下转第3版", .to, 3), ("上接第1版　水面以上", .from, 1), ("rising costs. Continued on page 6", .to, 6),
    ("Continued from page 4 costs, he said", .from, 4), ("（下轉第12頁）", .to, 12), ("……生产（下转第 17页）", .to, 17), ("（上接第 2 页）联网；", .from, 2),
    ("(continued on page 4)", .to, 4),
    ("(Continued from p. 12)", .from, 12), ("（下轉第十二頁）", .to, 12), ("下转第8版", .to, 8),
  ])
  func `a jump is read`(_ line: String, _ direction: Jump.Direction, _ page: Int) throws {
    let jump = try #require(Jump.find(in: line.scalarArray).first)
    #expect(jump.direction == direction)
    #expect(jump.page == page)
  }

  @Test(arguments: ["（下转换器）", "见第 3 页", "上接天气", "（第 3 页）", "continued on the road"])
  func `what points nowhere is no jump`(_ line: String) {
    #expect(Jump.find(in: line.scalarArray).isEmpty)
  }

  @Test(arguments: [
    ("一、工作目标", ListLabel.Style.chinese, 1), ("（二）给予贴息", .bracketedChinese, 2), ("3. 改单向走刀", .arabic, 3), ("10．涉及安全", .arabic, 10),
    ("(4) 其他", .bracketedArabic, 4),
    ("②审查水平", .circled, 2), ("- 线上平台", .bullet, 0), ("第三章 附则", .chapter, 3), ("1. 2025年版目录", .arabic, 1),
  ])
  func `a list label is read`(_ line: String, _ style: ListLabel.Style, _ value: Int) throws {
    let label = try #require(ListLabel.read(line.scalarArray))
    #expect(label.style == style)
    #expect(label.value == value)
  }

  @Test(arguments: ["3.5 万元", "2025 年", "一二期工程", "——破折号", "-5 度", "第三人民医院", "十分重要"])
  func `what only looks like a label is none`(_ line: String) {
    #expect(ListLabel.read(line.scalarArray) == nil)
  }

  @Test(arguments: [
    ("恒川精工供稿", true), ("本刊综合报道", true), ("By the news desk", true), ("他昨天来投稿，", false), ("据悉，已经供稿。", false), ("云湖市工业局", false),
  ])
  func `a byline is told by its last word`(_ line: String, _ isByline: Bool) {
    #expect(Byline.ends(line.scalarArray) == isByline)
  }

  @Test func `a byline's source is who is left without the credit`() {
    #expect(Byline.source("恒川精工供稿") == "恒川精工")
    #expect(Byline.source("供稿") == nil)
  }

  @Test(arguments: [
    (["会员大会今", "天召开"], "会员大会今天召开"), (["Yunhu", "Expo 开幕"], "Yunhu Expo 开幕"), (["the associ-", "ation met"], "the association met"),
    (["well-", "Known"], "well-Known"), (["云 湖 大 桥 今 天 通 车： 全", "项目"], "云湖大桥今天通车：全项目"), (["大桥，\t连同", "原因 的影响"], "大桥，连同原因的影响"),
    (["到2027 年", "2 月"], "到2027 年2 月"),
  ])
  func `hard line breaks go without a trace`(_ lines: [String], _ joined: String) {
    #expect(LineJoiner.join(lines.map(\.scalarArray)) == joined)
  }

  @Test func `a couplet keeps its gap and a stray blank goes`() {
    #expect(LineJoiner.joinTitle(["云湖之光  照亮大桥".scalarArray, "协会 年会".scalarArray]) == "云湖之光 照亮大桥协会年会")
  }

  @Test(arguments: [("（2024)9 号", "（2024）9 号"), ("(2024 版）", "（2024 版）"), ("f(x)", "f(x)"), ("没有）开头", "没有）开头")])
  func `a bracket is mended only where its pair is known`(_ text: String, _ mended: String) {
    #expect(Brackets.mended(text) == mended)
  }

  @Test(arguments: [
    (Story.Role.heading, "一、目标", "## 一、目标"), (.list, "- 平台*", "- 平台\\*"), (.list, "2．表格", "2. 表格"), (.body, "# 不是标题", "\\# 不是标题"),
    (.body, "1. 不是列表", "1\\. 不是列表"),
    (.body, "a_b <script>", "a\\_b \\<script>"),
  ])
  func `Markdown says what was printed and no more`(_ role: Story.Role, _ text: String, _ markdown: String) {
    #expect(Markdown.body([Story.Paragraph(text, role: role)]) == markdown)
  }

  @Test(arguments: ["2024 年 3 月 6 日", "二〇二五年三月二十日", "2025.3.24", "March 24, 2025", "民國114年3月"])
  func `a line that is a date`(_ line: String) {
    #expect(DatedLine.isDate(line.scalarArray))
  }
}
