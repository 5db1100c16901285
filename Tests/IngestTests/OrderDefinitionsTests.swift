import Testing

@testable import Ingest

@Suite struct OrderDefinitionsTests {
  @Test(arguments: [
    ("市协会印发《夜校办学名录》（以下简称《名录》），自", "《名录》"),
    ("这家公司（简称：“河湾厂”）去年", "“河湾厂”"),
    ("本會（以下簡稱「本會」）", "「本會」"),
    ("学校（以下简称为《办法", nil),
    ("学校简称", nil),
    ("他简称自己为老师", nil),
  ]) func `a line gives a short name`(_ text: String, _ name: String?) {
    #expect(Definitions.name(givenBy: Array(text)) == name)
  }

  @Test func `a finished frame that opens with a short name follows the frame that gives it`() {
    let second = ["《名录》收入夜校四十所，分布在全市十二个镇街", "和开发区，课程有插花、烘焙和二胡等六十门，学", "员可以凭身份证报名，也可以在网上选课。"]
    let first = ["近日，为让上班的人晚上有课可上，市总工会会同", "市教育局印发《夜校办学名录》（以下简称《名录》", "），办学期为两年，经费由市财政和学员分担。"]
    let text = ["夜校办学有了名录"] + second + first
    let lines = text.enumerated().map { SourceLine(number: $0 + 1, text: $1) }
    let order = ReadingOrder.read(pages: [Page(lines: lines)])
    #expect(order.sequence == [1, 5, 6, 7, 2, 3, 4])
  }
}
