import Testing

@testable import Ingest

private let reports: [(Story, [String])] = [
  (
    story("江城模协第五届第二次理事会在江城召开", "3月18日上午，江城模具工业协会（以下简称“江模协”）第五届第二次理事会在江城饭店召开。会议由会长主持。", "本次会议由江模协主办，大江精工有限公司承办。"),
    ["江城模具工业协会第五届第二次理事会 | 2025-03-18/2025-03-18 | 江城饭店 | 江城模具工业协会"]
  ),
  (
    story("江城模协成功举办春季技术沙龙", "3月8日-9日，由江城模具工业协会主办、大江精工有限公司承办的2025年春季技术沙龙在大江精工会议中心成功举办，60余人参加。"),
    ["2025年春季技术沙龙 | 2025-03-08/2025-03-09 | 大江精工会议中心 | 江城模具工业协会"]
  ),
  (
    story("“精工致远”——江城压铸论坛举行", "2025 年 4月 1日，由江城模具协会与大江精工有限公司联合主办的“精工致远”——江城压铸论坛在大江精工有限公司成功举行。"),
    ["“精工致远”——江城压铸论坛 | 2025-04-01/2025-04-01 | 大江精工有限公司 | 江城模具协会+大江精工有限公司"]
  ),
  (
    story("江城国际压铸展圆满落幕", "4月12日，为期三天的第五届江城国际压铸展览会在江城国际展览中心圆满落幕。本届展会由江城铸造协会主办，观众2万人次。"),
    ["第五届江城国际压铸展览会 | 2025-04-10/2025-04-12 | 江城国际展览中心 | 江城铸造协会"]
  ),
  (
    story("压铸展闭幕", "4月12日，第五届江城国际压铸展览会在江城国际展览中心闭幕。"),
    ["第五届江城国际压铸展览会 | -/2025-04-12 | 江城国际展览中心 | -"]
  ),
  (
    story("全市港口发展大会召开", "2 月 5 日上午，江城市委、市政府隆重召开全市港口发展大会。"),
    ["全市港口发展大会 | 2025-02-05/2025-02-05 | - | 江城市委、市政府"]
  ),
  (
    story("大江精工参加港口展", "3月26日，第二十届港口装备产业论坛暨江城国际港口展览会（PEX）于江城博览中心隆重开幕。大江精工有限公司应邀参展。"),
    ["第二十届港口装备产业论坛暨江城国际港口展览会（PEX） | 2025-03-26/2025-03-26 | 江城博览中心 | -"]
  ),
  (
    story("匠心闪耀山南城", "2 月 10 日 -12 日，大江精工有限公司海外团队参加 2025 年港口行业盛会。", subtitle: "大江精工有限公司参加北国港口展 PEX 2025"),
    ["北国港口展PEX 2025 | 2025-02-10/2025-02-12 | 山南城 | -"]
  ),
  (
    story("供应链大会举行", "2025年 1月 17日，以“同舟共进”为主题的海川集团 2025 年供应链伙伴大会在山城盛大开幕。", "2025年 1月 20日，以“向新而行”为主题的 2025 年蓝海伙伴大会在江省江城隆重召开。"),
    [
      "海川集团2025年供应链伙伴大会 | 2025-01-17/2025-01-17 | 山城 | 海川集团",
      "2025年蓝海伙伴大会 | 2025-01-20/2025-01-20 | 江省江城 | -",
    ]
  ),
  (
    story("江城協會舉辦會員大會", "江城模具協會於114年3月15日在江城會館舉辦第三屆會員大會，理事長致詞。"),
    ["第三屆會員大會 | 2025-03-15/2025-03-15 | 江城會館 | 江城模具協會"]
  ),
  (
    story("江城國際書展開幕", "【記者王小明江城報導】第十二屆江城國際書展於3月6日至3月11日在江城世貿中心舉行。"),
    ["第十二屆江城國際書展 | 2025-03-06/2025-03-11 | 江城世貿中心 | -"]
  ),
  (
    story("茶话会举行", "本报江城1月23日电（记者赵海）江城市港口局、江城市文联今天在江城举办迎春茶话会。"),
    ["迎春茶话会 | 2025-01-23/2025-01-23 | 江城 | 江城市港口局+江城市文联"]
  ),
  (
    story("茶话会举行", "本报江城1月1日电 江城市港口局昨天在江城举办迎春茶话会。"),
    ["迎春茶话会 | 2024-12-31/2024-12-31 | 江城 | 江城市港口局"]
  ),
  (
    story("江城模协六届三次会员大会暨2024年度盛典成功举办", "2025年1月9日，江城模协六届三次会员大会暨 2024年年度盛典在江城酒店盛大举行。"),
    ["江城模协六届三次会员大会暨2024年度盛典 | 2025-01-09/2025-01-09 | 江城酒店 | -"]
  ),
]

/// Names and hosts that are harder to cut out.
private let knots: [(Story, [String])] = [
  (
    story("系列会议召开", "3月19-20日，由江城模具协会主办的2025年模具行业组织负责人工作会议、第十届压铸展览会预备会在山城召开。江城模具协会代表参加。"),
    ["2025年模具行业组织负责人工作会议、第十届压铸展览会预备会 | 2025-03-19/2025-03-20 | 山城 | 江城模具协会"]
  ),
  (
    story("港口论坛举行", "4月3日，“第二届江城港口论坛暨中国主办者大会”在江城会展中心盛大举行。"),
    ["第二届江城港口论坛暨中国主办者大会 | 2025-04-03/2025-04-03 | 江城会展中心 | -"]
  ),
  (
    story("大江精工获奖", "3月8日，大江精工有限公司一行参加了江城玻璃协会在山城召开的六届五次理事（会员代表）大会。"),
    ["六届五次理事（会员代表）大会 | 2025-03-08/2025-03-08 | 山城 | 江城玻璃协会"]
  ),
  (
    story("表彰大会召开", "3月26日，江城十大展会表彰大会在山城召开，由江城五金协会主办的五金展榜上有名。"),
    ["江城十大展会表彰大会 | 2025-03-26/2025-03-26 | 山城 | -"]
  ),
  (
    story("庆典召开", "2024年10月28日-30日，江城模协成立40周年庆典暨江城模具协会九届七次理事扩大会议在山城宾馆成功召开。"),
    ["江城模协成立40周年庆典暨江城模具协会九届七次理事扩大会议 | 2024-10-28/2024-10-30 | 山城宾馆 | -"]
  ),
  (
    story("大奖发布", "3月19日上午，第七届港口大奖发布会在京隆重举行。"), ["第七届港口大奖发布会 | 2025-03-19/2025-03-19 | - | -"]
  ),
  (
    story("办公会召开", "江城酒店联盟于2025年1月21日下午在山城饭店召开了江城酒店联盟主席办公会。"),
    ["江城酒店联盟主席办公会 | 2025-01-21/2025-01-21 | 山城饭店 | 江城酒店联盟"]
  ),
]

/// Stories that report nothing a calendar could hold.
private let eventless: [Story] = [
  story("江城地铁三号线开通", "经过五年建设，江城地铁三号线3月5日正式开通运营。市长出席开通仪式并讲话。"),
  story("便民措施公布", "1月11日，一条水管漏水，管线处职工20分钟即赶到现场。"),
  story("协会的三十年", "协会成立于1993年5月1日。每年3月，协会都召开会员大会。"),
  story("老匠人与他的钳台", "1987年3月5日，他第一次走进工厂。后来厂里召开大会，他没有去。"),
  story("发言人答问", "本报1月23日电 发言人今天宣布：某国总统将于2月5日至10日访问。"),
  story("压铸件变形研究", "2018年10月27日，课题组召开了研讨会。", "关键词：压铸"),
  story("我会组织会员参观", "4月2日，江城模协组织30家会员单位赴海川科技股份有限公司参观学习。"),
  story("工厂见闻", "会议指出，要定期举办培训班，鼓励企业举办论坛。"),
]

struct FieldsEventTests {
  @Test(arguments: reports)
  func `a report's event is read with its days, venue and organisers`(_ story: Story, _ expected: [String]) {
    #expect(Records.read(story).events.map(\.line) == expected)
  }

  @Test(arguments: [
    (
      "The 12th Annual Die Makers Conference was held in Riverton from March 5 to 7, 2025, drawing 300 members.",
      ["12th Annual Die Makers Conference | 2025-03-05/2025-03-07 | Riverton | -"]
    ),
    (
      "RIVERTON — The Harbour Forum took place at the Town Hall on 5 March 2025.",
      ["Harbour Forum | 2025-03-05/2025-03-05 | the Town Hall | -"]
    ),
    (
      "It was announced that the Riverton Forum will be held on 14 May 2025 at the Town Hall.",
      ["Riverton Forum | 2025-05-14/2025-05-14 | the Town Hall | -"]
    ),
    ("The library was first opened on May 3, 1921.", []), ("He was held in Riverton on March 5, 2025.", []),
    ("The Harbour Forum was held in Riverton.", []),
  ])
  func `an English sentence tells its event`(_ sentence: String, _ expected: [String]) {
    #expect(Records.read(story("Riverton Report", sentence)).events.map(\.line) == expected)
  }

  @Test(arguments: knots)
  func `a name is cut where it ends`(_ story: Story, _ expected: [String]) {
    #expect(Records.read(story).events.map(\.line) == expected)
  }

  @Test(arguments: eventless)
  func `a story without a dated event has none`(_ story: Story) {
    #expect(Records.read(story).events.map(\.line) == [])
  }

  @Test func `a call's labelled lines give its event`() {
    let call = story(
      "关于召开江城模具工业协会六届一次会员大会的通知", "各会员单位：", "现将有关事项通知如下：", "一、会议时间：2025年5月16日上午9:00", "二、会议地点：江城饭店三楼会议厅",
      "江城模具工业协会", "2025年4月20日")
    #expect(Records.read(call).events.map(\.line) == ["江城模具工业协会六届一次会员大会 | 2025-05-16/2025-05-16 | 江城饭店三楼会议厅 | -"])
  }

  @Test(arguments: [("江省山城市人民路饭店", "山城市"), ("山城市人民路饭店", "山城市"), ("江省山城饭店", nil), ("北京", nil)])
  func `a city is noted where the venue names it`(_ venue: String, _ city: String?) {
    let report = story("论坛举行", "3月5日，江城压铸论坛在\(venue)举行。")
    #expect(Records.read(report).events.map { $0.city?.value } == [city])
  }

  @Test func `a notice announces what is still to come`() {
    let notice = story(
      "第九届模具之都博览会组委会公告", "第九届模具之都博览会定于2025年6月6日至9日在江城会展中心举办，由江城市人民政府主办，江城模具协会承办。现将有关事项公告如下：", "特此公告。",
      "第九届模具之都博览会组委会", "2025年3月3日")
    #expect(Records.read(notice).events.map(\.line) == ["第九届模具之都博览会 | 2025-06-06/2025-06-09 | 江城会展中心 | 江城市人民政府"])
  }

  @Test func `an official document's past meetings are no events`() {
    let reply = story("江城市港口局对第118号建议的答复", "林一舟代表：", "您的建议收悉。我局于2024年12月28日召开港口工作会议，听取汇报。", "江城市港口局", "2025年1月9日")
    #expect(Records.read(reply).events.isEmpty)
  }

  @Test func `a value names the lines it was read from`() {
    let report = Records.read(story("论坛举行", "开头。", "3月5日，江城压铸论坛在江城饭店举行。"))
    #expect(report.events.first?.venue?.lines == [3...3])
  }
}
