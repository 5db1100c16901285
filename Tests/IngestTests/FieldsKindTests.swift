import Testing

@testable import Ingest

private let kinds: [(Story, String)] = [
  (story("江城模协理事会召开", "3月18日，江城模具协会理事会在江城饭店召开。", byline: "江城模协供稿"), "article event_report"),
  (story("全市安全生产工作会议召开", "本报讯（记者 李平）昨日，全市安全生产工作会议在市会议中心召开。"), "article event_report"),
  (story("大江精工荣获“金帆奖”", "3月5日，大江精工有限公司荣获“金帆奖”。"), "article award_report"),
  (story("金帆戏剧奖首次颁奖", "本报讯 首届金帆戏剧奖今天颁奖，五篇文章获奖。"), "article award_report"),
  (story("江城地铁三号线开通", "本报江城4月2日电（记者赵海）江城地铁三号线昨日开通运营。"), "article news"),
  (story("省厅领导走访大江精工", "3月20日，副厅长钱明一行走访大江精工有限公司。"), "article news"),
  (story("薄壁压铸件变形控制研究", "针对薄壁压铸件变形问题，本文分析了原因。"), "article technical"),
  (story("嵌件工艺 失效案例探讨", "在电子行业中，嵌件注塑方式较多。"), "article technical"),
  (
    Story(title: "谈谈压铸", paragraphs: [.init("压铸是一种工艺。")], authors: [.init(name: "林一舟", affiliation: "大江精工有限公司")]),
    "article technical"
  ),
  (story("2025年港口补贴政策全解析：企业申报指南", "本文梳理政策。", "按照《细则》（江港发〔2024〕8号），最高补贴500万元。"), "article policy_guide"),
  (story("一图读懂：设备更新补贴政策", "问：补贴标准是多少？", "请于2025年6月30日前申报。"), "article policy_guide"),
  (story("老匠人", "清晨六点，他已经站在钳台前。", section: "人物"), "article feature"),
  (story("寒冬里的炉火", "十二月的一天，老赵又点起了炉火。"), "article news"),
  (story("江城海关公布2024年十大典型案例", "本报讯 江城海关日前公布2024年十大典型案例。"), "article news"),
  (story("江城加快打造科技创新中心", "江城承载着重大使命。2025年，江城将加快建设创新平台矩阵。"), "article news"),
  (story("江省出台意见支持模具集群", "近日，江省工业和信息化厅印发《关于支持模具产业集群的若干意见》（江工信规〔2025〕3号）。"), "notice news"),
  (story("关于做好港口工作的通知", "江港发〔2025〕4号", "各单位：", "现将有关事项通知如下：", "江城市港口局", "2025年3月9日"), "notice official"),
  (story("对第118号建议的答复", "林一舟代表：", "您的建议收悉，现答复如下：", "江城市港口局", "2023年6月12日"), "notice official"),
  (story("江城港口条例", "第一条 为了安全，制定本条例。", "第二条 本条例所称港口……", "第三条 附则。"), "notice official"),
  (
    story("2025年度“金帆奖”认定工作的通知", "各有关单位：", "江城模具协会继续开展“金帆奖”认定。", "截止日期：2025年4月30日，逾期不予受理。", "联系人：陈静", "电话：0510-85551234"),
    "notice call"
  ),
  (story("關於修正管理要點的公告", "主旨：修正管理要點，並自即日生效。", "依據：商港法。"), "notice official"),
  (story("江城市政府 函", "發文日期：中華民國114年4月2日", "發文字號：府教字第1140067890號", "主旨：有關申請補助案，請查照。"), "notice official"),
  (
    story(
      "Executive Order on Port Safety", "By the authority vested in me as President, it is hereby ordered as follows:",
      "Section 1. Purpose."), "notice official"
  ),
  (story("Notice of Annual General Meeting", "NOTICE IS HEREBY GIVEN that the meeting will be held on 14 May 2025."), "notice official"),
  (
    story("Safety Zone; Riverton Harbour", "AGENCY: Harbour Office.", "ACTION: Temporary rule.", "SUMMARY: The office sets a zone."),
    "notice official"
  ),
  (story("Harbour Safety Act", "Be it enacted by the Assembly:", "Section 1. Short title.", "Section 2. Scope."), "notice official"),
  (story("江城港口自治條例", "第 1 條　為港口安全，特制定本自治條例。", "第 2 條　主管機關為港務局。", "第 3 條　本自治條例自公布日施行。"), "notice official"),
  (story("江城港務局說明通車", "（中央社記者王小明江城5日電）江城港務局今天公布，新橋通車。"), "article news"),
  (story("Riverton Library Reopens", "RIVERTON, March 5 — The library reopened on Tuesday, officials said in a notice."), "article news"),
  (story("本报评论：通知不能一发了之", "本报评论员 近日，某地下发通知，要求整改。通知发了，效果如何？"), "article news"),
  (story("政府工作报告引发热议", "新华社北京3月5日电 代表们今天审议政府工作报告。"), "article news"),
]

struct FieldsKindTests {
  @Test(arguments: kinds)
  func `a story is of the kind its title and form say`(_ story: Story, _ expected: String) {
    #expect(Records.read(story).kindLine == expected)
  }

  @Test func `an article's cited documents stand in its own list`() {
    let read = Records.read(story("补贴政策全解析", "1. 《港口办法》江港发〔2017〕188 号。", "2. 《细则》（江港发〔2018〕5号），见江港发〔2017〕188号。"))
    #expect(read.cites.map(\.documentNumber) == ["江港发〔2017〕188号", "江港发〔2018〕5号"])
    #expect(read.cites.map(\.title) == ["港口办法", "细则"])
    #expect(read.notice == nil)
  }

  @Test func `a short name is kept with its organisation`() {
    let read = Records.read(story("年会召开", "江城模具工业协会（以下简称：江模协）与大江精工有限公司（简称“大江”）签约。"))
    #expect(read.organisations.map { ([$0.name.value] + $0.shortNames).joined(separator: "=") } == ["江城模具工业协会=江模协", "大江精工有限公司=大江"])
  }

  @Test func `issuers and grantors are organisations of the story`() {
    let notice = Records.read(story("江城市港口局 江城市财政局关于补贴的通知", "江港发〔2025〕4号", "各单位：", "现将有关事项通知如下：", "江城市港口局", "江城市财政局", "2025年3月9日"))
    #expect(notice.organisations.map(\.name.value) == ["江城市港口局", "江城市财政局"])
    let award = Records.read(story("林一舟获奖", "3月5日，江城市港口局授予林一舟“港口工匠”称号。"))
    #expect(award.organisations.map(\.name.value) == ["江城市港口局"])
  }

  /// Text, and the organisations of which it names the full name.
  @Test(arguments: [
    ("让协会成员了解到协会过去一年的工作。", []), ("由江城模具协会与海川科技股份有限公司主办。", ["江城模具协会", "海川科技股份有限公司"]), ("报名表发送至协会秘书处。", []),
    ("萃江（江城）知识产权有限公司成立。", ["萃江（江城）知识产权有限公司"]), ("充分发挥国家级行业协会作用。", []), ("副总经理兼研究院院长。", []), ("江城进出口有限公司来访。", ["江城进出口有限公司"]),
  ])
  func `an organisation's name begins where it begins`(_ text: String, _ expected: [String]) {
    #expect(OrganisationNames(Manuscript(Story(title: "消息", paragraphs: [.init(text)]))).entries.map(\.name) == expected)
  }

  @Test func `nothing is read from an empty story`() {
    let read = Records.read(Story(title: "", paragraphs: []))
    #expect(read.events.isEmpty && read.awards.isEmpty && read.notice == nil && read.cites.isEmpty && read.organisations.isEmpty)
  }

  @Test(arguments: ["（", "”", "《", "2025年", "〔2025〕", "获", "在", "由主办", "：", "附件：", "荣获“”奖", "1.", "民国", "电话：", "在举行", "的，。、"])
  func `a fragment breaks nothing`(_ fragment: String) {
    let read = Records.read(Story(title: fragment, paragraphs: [.init(fragment), .init(fragment + fragment)]))
    #expect(read.awards.isEmpty && read.events.isEmpty)
  }
}
