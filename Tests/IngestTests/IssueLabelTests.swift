import Ingest
import Testing

struct IssueLabelTests {
  @Test(
    arguments: [
      ("2025-1", 2025, 1), ("2025", 2025, nil), ("2025-spring", 2025, nil), ("spring", nil, nil), ("78", nil, nil),
    ] as [(String, Int?, Int?)])
  func `a label names a year and perhaps a number`(_ label: String, _ year: Int?, _ number: Int?) {
    let facts = IssueFacts(label: label)
    #expect(facts?.year == year)
    #expect(facts?.number == number)
  }

  private static let text = """
    云湖大桥正式通车市民出行更方便
    本报讯（记者张三）3月6日，云湖市在大桥南岸举行云湖大桥通车典礼，市民代表和建设者三百多人参加了典礼。
    云湖大桥由本市建筑公司承建，历时三年。
    """

  @Test func `the year of a given label serves a text that names none`() throws {
    var parameters = IngestParameters()
    parameters.issue = IssueFacts(label: "2023-3")
    let report = try Ingest.read(bytes: Array(Self.text.utf8), parameters: parameters)
    #expect(report.facts.label == "2023-3")
    #expect(report.items.first?.records.events.first?.startsOn?.value == Day(2023, 3, 6))
  }

  @Test func `a text that names its year keeps it`() throws {
    var parameters = IngestParameters()
    parameters.issue = IssueFacts(label: "2023-3")
    let report = try Ingest.read(bytes: Array("2024. NO.2 总 36\n\(Self.text)".utf8), parameters: parameters)
    #expect(report.facts.year == 2024)
    #expect(report.facts.number == 2)
  }

  @Test(arguments: ["文 / 张立新", "文／张立新", "□ 本刊记者 张立新"])
  func `an author is read with blanks round the stroke`(_ line: String) throws {
    let text = "云湖大桥正式通车市民出行更方便\n\(line)\n市民期盼已久的云湖大桥昨天正式通车，大桥连接老城与新区，全长两公里，\n桥上有人行道。"
    let item = try #require(try Ingest.read(bytes: Array(text.utf8)).items.first)
    #expect(item.authors.map(\.name) == ["张立新"])
  }

  @Test func `a reporter in brackets is text, wherever the line stands`() throws {
    let text = "云湖大桥正式通车市民出行更方便\n（本报记者张立新）\n市民期盼已久的云湖大桥昨天正式通车，大桥连接老城与新区，全长两公里，\n桥上有人行道。"
    let item = try #require(try Ingest.read(bytes: Array(text.utf8)).items.first)
    #expect(item.authors.isEmpty)
    #expect(item.paragraphs.contains { $0.text.contains("（本报记者张立新）") })
  }
}
