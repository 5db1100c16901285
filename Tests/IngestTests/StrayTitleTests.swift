import Ingest
import Testing

struct StrayTitleTests {
  private static let story = [
    "本报云湖3月6日电市民期盼已久的云湖大桥昨",
    "天正式通车，大桥连接老城与新区，全长两公里。",
    "云湖大桥由本市建筑公司承建，历时三年。大桥通车",
    "后，从老城到新区只要五分钟，市民出行更加方便。",
  ]

  @Test func `a title set amid its story's text goes before the dateline`() throws {
    var lines = Self.story
    lines.insert("云湖大桥正式通车市民出行更方便", at: 3)
    let report = try Ingest.read(bytes: Array(lines.joined(separator: "\n").utf8))
    #expect(report.items.map(\.title) == ["云湖大桥正式通车市民出行更方便"])
    #expect(report.items.first?.paragraphs.first?.text.hasPrefix("本报云湖") == true)
    #expect(report.coverage == 1)
  }

  @Test func `two titles that stand with each other's story change places`() throws {
    let ferry = [
      "本报青岭3月7日电青岭渡口的渡船今天换成电动",
      "渡船，渡口两岸的居民免费试坐。电动渡船一次能坐",
      "八十人，青岭渡口每天开四十班。",
    ]
    let lines = ["云湖大桥正式通车市民出行更方便"] + ferry + Self.story[..<3] + ["青岭渡口换上电动渡船"] + Self.story[3...]
    let report = try Ingest.read(bytes: Array(lines.joined(separator: "\n").utf8))
    #expect(Set(report.items.map(\.title)) == ["云湖大桥正式通车市民出行更方便", "青岭渡口换上电动渡船"])
    for item in report.items {
      #expect(item.paragraphs.first?.text.hasPrefix(item.title.hasPrefix("云湖") ? "本报云湖" : "本报青岭") == true)
    }
    #expect(report.coverage == 1)
  }

  @Test(arguments: ["By Jane Holm", "By Jane Holm, Staff Writer"])
  func `an author named below a title is no byline`(_ line: String) throws {
    let text =
      "Council Approves New Footbridge Over River\n\(line)\nThe town council voted on Monday to build a\nfootbridge over the river."
    let item = try #require(try Ingest.read(bytes: Array(text.utf8)).items.first)
    #expect(item.authors.map(\.name) == ["Jane Holm"])
    #expect(item.byline == nil)
    #expect(item.paragraphs.count == 1)
  }

  @Test func `an English item is joined with its spaces and without its hyphens`() throws {
    let text = """
      Council Approves New Footbridge Over River
      HARBOR TOWN, March 4 — The town council voted
      on Monday to build a footbridge, “long awaited,”
      said one resident of the old harbor associ-
      ation, which had asked for it for years.
      """
    let report = try Ingest.read(bytes: Array(text.utf8))
    let item = try #require(report.items.first)
    #expect(item.title == "Council Approves New Footbridge Over River")
    #expect(
      item.paragraphs.map(\.text).joined(separator: " ").contains("“long awaited,” said one resident of the old harbor association, which"))
  }
}
