import Testing

@testable import Ingest

struct JumpTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var lines: [String]
    var mended: [String]
    var testDescription: String { lines.joined(separator: " | ") }
  }

  private static let cases = [
    Case(lines: ["大桥昨天通车（下转第", "3页）渡口"], mended: ["大桥昨天通车（下转第3页）", "渡口"]),
    Case(lines: ["大桥昨天通车（下转", "第三版）"], mended: ["大桥昨天通车", "（下转第三版）"]),
    Case(lines: ["（上接第", "2 页）渡口换船"], mended: ["", "（上接第2 页）渡口换船"]),
    Case(lines: ["the bridge opened (continued on", "page 4)"], mended: ["the bridge opened ", "(continued onpage 4)"]),
    Case(lines: ["大桥（下转第3页）", "渡口）"], mended: ["大桥（下转第3页）", "渡口）"]),
    Case(lines: ["大桥（长两公里，宽", "三十米）通车"], mended: ["大桥（长两公里，宽", "三十米）通车"]),
  ]

  @Test(arguments: cases)
  func `a pointer broken over two lines becomes whole, any other bracket stays`(_ test: Case) {
    let lines = test.lines.enumerated().map { SourceLine(number: $0 + 1, text: $1) }
    #expect(Jump.mended(lines).map(\.text) == test.mended)
  }

  @Test func `a line that only held the half of a pointer is still in one place`() throws {
    let text = """
      云湖大桥正式通车
      本报讯（记者张三）市民期盼已久的云湖大桥昨天正式通车，大桥连（上接第
      2页）接老城与新区。
      """
    let report = try Ingest.read(bytes: Array(text.utf8))
    #expect(report.coverage == 1)
    #expect(report.items.flatMap(\.paragraphs).allSatisfy { !$0.text.contains("上接") })
  }
}
