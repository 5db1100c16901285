import Testing

@testable import Ingest

struct TitleTests {
  private static func titles(_ lines: [String]) throws -> [String] {
    try Ingest.read(bytes: Array(lines.joined(separator: "\n").utf8)).items.map(\.title)
  }

  private static func reply(_ number: Int, _ topic: String, documentNumber: [String]) -> [String] {
    ["对省十四届人大二次会议第\(number)号建议的答复"] + documentNumber + [
      "程思齐代表：",
      "您提出的《关于推进\(topic)的建议》收悉，",
      "现答复如下：近年来，我厅把\(topic)列为重点",
      "任务，先后出台了三个配套文件。",
      "感谢您对\(topic)工作的关心和支持。",
      "\t\t\t\t\t\t\t\t云湖省水利厅",
      "\t\t\t\t\t\t\t\t2024年6月12日",
    ]
  }

  @Test func `replies whose titles differ by a number only are items of their own`() throws {
    let lines = Self.reply(2301, "节水型企业建设", documentNumber: []) + Self.reply(4410, "山塘水库管护", documentNumber: [])
    #expect(try Self.titles(lines) == ["对省十四届人大二次会议第2301号建议的答复", "对省十四届人大二次会议第4410号建议的答复"])
  }

  @Test func `a document number broken over two lines stands below its title, not in it`() throws {
    let lines = Self.reply(2301, "节水型企业建设", documentNumber: ["云水函〔2024〕20", "号"])
    #expect(try Self.titles(lines) == ["对省十四届人大二次会议第2301号建议的答复"])
  }

  @Test(
    arguments: [
      ("坚守平凡岗位（今日谈）", TitleFinder.BracketEnd.column), ("（作者为某大学教授）", .whole), ("云湖大桥通车（2024）", nil), ("云湖大桥通车", nil),
    ] as [(String, TitleFinder.BracketEnd?)])
  func `a bracket at the end names a column, holds the whole line, or neither`(_ text: String, _ end: TitleFinder.BracketEnd?) {
    #expect(TitleFinder.bracketEnd(Array(text.unicodeScalars)) == end)
  }

  @Test func `letters that follow each other in the language read on, strangers do not`() throws {
    let flow = LineFlow(["各级人民政府应当加强领导，认真组织实", "施，并向社会公布。", "云湖大桥正式通车"].map(Self.line))
    let (on, apart) = (try #require(flow.gain(0, 1)), try #require(flow.gain(0, 2)))
    #expect(on.words > apart.words)
    #expect(on.letters > apart.letters)
  }

  @Test func `what two stretches share counts by how rare it is`() {
    let lines = ["云湖大桥昨天通车", "大桥由本地公司承建", "渡船改用电池", "渡口两岸居民"].map(Self.line)
    let pairs = LetterPairs(lines)
    #expect(pairs.common(0..<1, 1..<2) > 0)
    #expect(pairs.common(0..<2, 2..<4) == 0)
  }

  @Test func `a title with nothing under it goes before the document that has none`() {
    let first = Self.reply(2301, "节水型企业建设", documentNumber: ["云水函〔2024〕20号"])
    let second = Self.reply(4410, "山塘水库管护", documentNumber: ["云水函〔2024〕27号"])
    // The first title was left above the second story, its own stands below.
    let lines = [0..<1, first.count..<first.count + second.count, 1..<first.count]
    let galley = lines.flatMap { frame in
      frame.map { position in
        var line = Self.line((first + second)[position])
        (line.position, line.isMoved) = (position, position == frame.lowerBound && position != 0)
        return line
      }
    }
    let fit = Setting(galley: galley, parameters: ParagraphParameters()).fit
    let order = StrayTitles(galley: galley, fit: fit, parameters: ItemParameters()).rehomed()?.map(\.position)
    #expect(order == Array(first.count..<first.count + second.count) + Array(0..<first.count))
  }

  private static func line(_ text: String) -> GalleyLine {
    GalleyReader(parameters: ItemParameters()).cut(SourceLine(number: 1, text: text))
  }
}
