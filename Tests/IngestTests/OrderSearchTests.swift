import Testing

@testable import Ingest

/// Little pages of our own, broken as a press breaks them.
private func page(_ text: String) -> Page {
  Page(lines: text.split(separator: "\n").enumerated().map { SourceLine(number: $0 + 1, text: String($1)) })
}

@Suite struct OrderSearchTests {
  @Test func `every line of every page is read once`() {
    let pages = [page("春天的故事\n小河边的柳树发了芽，孩\n子们都跑出来放风筝。"), page("夏天很热。\n大家去游泳。")]
    var numbered = pages
    for i in numbered[1].lines.indices { numbered[1].lines[i].number += 3 }
    #expect(ReadingOrder.read(pages: numbered).sequence.sorted() == [1, 2, 3, 4, 5])
  }

  @Test func `swapped columns are read in their order`() {
    let text = """
      全市工业企业座谈会在本市召开
      续改进服务，帮助企业解决生产中遇到的实际困
      难，让各项扶持政策落到实处，使更多的中小企
      业得到发展，推动全市工业经济持续健康发展，
      为完成全年的目标任务打下坚实的基础，以优异
      的成绩迎接新的一年到来。
      本报讯全市工业企业座谈会昨天在会议中心召
      开，来自各行各业的代表参加了会议，就当前工
      业经济运行中的问题进行了讨论，提出了许多宝
      贵的意见和建议。会议要求，各级主管部门要认
      真研究企业反映的问题，采取有力措施，继
      """
    let order = ReadingOrder.read(pages: [page(text)])
    #expect(order.sequence == [1, 7, 8, 9, 10, 11, 2, 3, 4, 5, 6])
    #expect(order.moved.map(\.from).contains(11))
  }

  @Test func `text in its right order is left alone`() {
    let text = """
      全市工业企业座谈会在本市召开
      本报讯全市工业企业座谈会昨天在会议中心召
      开，来自各行各业的代表参加了会议，就当前工
      业经济运行中的问题进行了讨论，提出了许多宝
      贵的意见和建议。会议要求，各级主管部门要认
      真研究企业反映的问题，采取有力措施，继续改
      进服务，帮助企业解决生产中遇到的实际困难。
      """
    #expect(ReadingOrder.read(pages: [page(text)]).sequence == Array(1...7))
  }

  @Test func `the halves of a story that jumps are joined`() {
    let first = page("城南新桥通车\n城南新桥昨天正式通车，全长八百米，连（下转第3页）\n邮局延长服务时间\n市邮政局宣布，各支局延长服务时间一小时。")
    var second = page("（上接第2页）接两岸的主要道路，方便了群众的出行。")
    second.lines[0].number = 5
    #expect(ReadingOrder.read(pages: [first, second]).sequence == [1, 2, 5, 3, 4])
  }

  @Test func `what is longer than a page or an issue loses no line`() {
    let pages = [
      Page(lines: (1...7).map { SourceLine(number: $0, text: "春夏秋冬") }), Page(lines: []), Page(lines: [SourceLine(number: 8, text: "山")]),
    ]
    var parameters = OrderParameters.shipped
    parameters.longestPage = 3
    #expect(pages[0].sheets(of: 3).map { $0.lines.map(\.number) } == [[1, 2, 3], [4, 5, 6], [7]])
    #expect(pages[0].sheets(of: 7) == [pages[0]])
    #expect(Set(ReadingOrder.read(pages: pages, parameters: parameters).sequence) == Set(1...8))
    parameters.longestIssue = 7
    #expect(ReadingOrder.read(pages: pages, parameters: parameters) == ReadingOrder(sequence: Array(1...8)))
  }
}
