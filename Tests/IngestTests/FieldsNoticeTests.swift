import Testing

@testable import Ingest

private let joint = story(
  "关于做好2025年港口培训工作的通知", "江人社发〔2025〕9号", "各市人力资源社会保障局、财政局：", "为做好培训工作，现就有关事项通知如下：",
  "二、申报材料请于6月15日前寄送（地址：江城市中山路12号，邮编：210001），逾期不予受理。",
  "本通知自2025年4月1日起执行，有效期至2027年12月31日。《关于做好2022年培训工作的通知》（江人社发〔2022〕3号）同时废止。",
  "联 系 人：陈静  联系电话：0510－85551234  传真：0510-85551235", "E-mail：jmx@example.org  QQ：123456789", "附件：1．培训计划表", "2．《申报办法》（2025版）详见官网",
  "江省人力资源和社会保障厅  江省财政厅", "2025年3月10日", "（此件公开发布）")

struct FieldsNoticeTests {
  @Test func `a joint notice gives every field`() throws {
    let read = Records.read(joint)
    let notice = try #require(read.notice)
    #expect(read.kindLine == "notice official")
    #expect(notice.issuers.map(\.value) == ["江省人力资源和社会保障厅", "江省财政厅"])
    #expect(notice.documentNumber?.value == "江人社发〔2025〕9号")
    #expect(notice.documentNumber?.lines == [2...2])
    #expect(notice.issuedOn?.value == Day(2025, 3, 10))
    #expect(notice.effectiveOn?.value == Day(2025, 4, 1))
    #expect(notice.expiresOn?.value == Day(2027, 12, 31))
    #expect(notice.deadlines.map { "\($0.kind.rawValue) \($0.on.value)" } == ["application 2025-06-15"])
    #expect(notice.repeals.map(\.value) == ["江人社发〔2022〕3号"])
    #expect(notice.cites.map(\.documentNumber) == ["江人社发〔2022〕3号"])
    #expect(notice.cites.first?.title == "关于做好2022年培训工作的通知")
    #expect(notice.attachments.map(\.value) == ["培训计划表", "《申报办法》（2025版）"])
    #expect(notice.addressee?.value == "各市人力资源社会保障局、财政局")
    #expect(notice.signature?.value == "江省人力资源和社会保障厅 江省财政厅\n2025年3月10日")
    let contacts = notice.contacts.map { "\($0.kind.rawValue) \($0.value.value)" }
    #expect(
      contacts == [
        "address 江城市中山路12号", "postcode 210001", "person 陈静", "phone 0510-85551234", "fax 0510-85551235", "email jmx@example.org",
        "qq 123456789",
      ])
  }

  /// Title, paragraphs, and `issuers | number | issued | effective`.
  @Test(arguments: [
    (
      ["国务院办公厅关于印发《港口方案》的通知", "国办函〔2018〕71号", "各省、自治区、直辖市人民政府：", "《港口方案》已经同意，现印发给你们。", "国务院办公厅", "2018年 10月 27日"],
      "国务院办公厅 | 国办函〔2018〕71号 | 2018-10-27 | -"
    ),
    (
      ["国务院办公厅对第11号建议的答复", "国办函〔2006〕69 号", "林一舟代表：", "您的建议收悉，现答复如下：", "感谢支持。", "国务院办公厅", "二〇〇六年九月七日"],
      "国务院办公厅 | 国办函〔2006〕69号 | 2006-09-07 | -"
    ),
    (["国务院关于同意设立综合保税区的批复", "国函〔2019〕31号", "江省人民政府：", "请示收悉。现批复如下：", "国务院", "2019年4月2日"], "国务院 | 国函〔2019〕31号 | 2019-04-02 | -"),
    (
      ["国务院、中央军委关于港口防汛的紧急通知", "国发〔1991〕24号", "各省、自治区、直辖市人民政府：", "现紧急通知如下：", "国务院", "中央军委", "一九九一年六月十六日"],
      "国务院+中央军委 | 国发〔1991〕24号 | 1991-06-16 | -"
    ),
    (
      ["工业和信息化部 财政部 海关总署关于调整目录的通知", "有关事项通知如下：", "一、目录自2025 年 3 月 1 日起执行。", "工业和信息化部", "财政部", "海关总署", "2025 年 2 月 5 日"],
      "工业和信息化部+财政部+海关总署 | - | 2025-02-05 | 2025-03-01"
    ),
    (["工业和信息化部 财政部 海关总署关于调整目录的通知", "有关事项通知如下：", "一、调整目录。", "工业和信息化部财政部海关总署", "2025 年 2 月 5 日"], "工业和信息化部+财政部+海关总署 | - | 2025-02-05 | -"),
    (
      ["财政部 税务总局关于税收政策的公告", "财政部 税务总局公告2025年第2号", "现将有关税收政策公告如下：", "特此公告。", "财政部 税务总局", "2025年1月16日"],
      "财政部+税务总局 | 财政部税务总局公告2025年第2号 | 2025-01-16 | -"
    ),
    (
      ["江城港口安全条例", "中华人民共和国国务院令", "第 801 号", "现公布《江城港口安全条例》，自2025年5月1日起施行。", "总理 林一舟", "2025年3月1日", "第一条 为了安全，制定本条例。"],
      "国务院 | 中华人民共和国国务院令第801号 | 2025-03-01 | 2025-05-01"
    ),
    (["中共江城市委 江城市人民政府关于港口发展的若干意见", "（2025年2月10日）", "现提出如下意见。"], "中共江城市委+江城市人民政府 | - | 2025-02-10 | -"),
    (
      ["关于印发《港口规划》的通知", "江政办发〔2021〕112号 各县（市）、区人民政府：", "《港口规划》已经市政府同意，现印发给你们。江城市人民政府办公室2021年12月30日"],
      "江城市人民政府办公室 | 江政办发〔2021〕112号 | 2021-12-30 | -"
    ),
    (
      [
        "批转港口建设报告的通知", "江政发〔1987〕23号", "各区、县人民政府：", "市人民政府同意《报告》，现转发给你们，望遵照执行。", "一九八七年五月四日", "关于港口建设的报告", "市人民政府：", "以上报告请批转。", "江城市计划委员会",
        "一九八七年四月二日",
      ], "市人民政府 | 江政发〔1987〕23号 | 1987-05-04 | -"
    ),
    (
      [
        "国务院办公厅转发地震局报告的通知", "国办发〔1996〕2 号", "各省人民政府：", "报告已经国务院同意，现转发给你们。", "国务院办公厅", "一九九六年二月五日", "报告", "国务院：", "以上意见请批转。", "国家地震局",
        "一九九六年一月二十五日",
      ], "国务院办公厅 | 国办发〔1996〕2号 | 1996-02-05 | -"
    ),
    (["江城港務管理要點公告", "發文日期：中華民國114年3月5日", "發文字號：港務字第1140001234號", "主旨：修正管理要點，並自中華民國一百一十四年四月一日生效。"], "- | 港務字第1140001234號 | 2025-03-05 | -"),
    (["修正「江城市公園管理辦法」", "中華民國一百十四年三月五日江城市政府府法字第1140000123號令", "第三條　主管機關為公園處。"], "- | 府法字第1140000123號 | 2025-03-05 | -"),
    (
      ["港口培训办法", "为规范培训，制定本办法。", "第一条 港口培训。", "第二条 培训对象。", "第三条 本办法自发布之日起施行。", "江城市港口局（盖章）", "2025年3月9日"],
      "江城市港口局 | - | 2025-03-09 | 2025-03-09"
    ),
    (
      ["关于港口岸电补贴的通知", "江港发〔2025〕4号", "各单位：", "补贴自2025年1月1日起执行，有效期五年。", "特此通知。", "江城市港口局", "2024年12月9日"],
      "江城市港口局 | 江港发〔2025〕4号 | 2024-12-09 | 2025-01-01"
    ),
  ])
  func `an official document names issuer, number and day`(_ text: [String], _ expected: String) throws {
    let read = Records.read(Story(title: text[0], paragraphs: text.dropFirst().map { .init($0) }))
    let notice = try #require(read.notice)
    let issuers = notice.issuers.isEmpty ? "-" : notice.issuers.map(\.value).joined(separator: "+")
    let days = [notice.issuedOn, notice.effectiveOn].map { $0?.value.description ?? "-" }
    #expect(([issuers, notice.documentNumber?.value ?? "-"] + days).joined(separator: " | ") == expected)
  }

  @Test func `a day of adoption in brackets under the title is the day of issue`() {
    let law = Story(
      title: "江省人民代表大会常务委员会关于港口安全的决定",
      paragraphs: [.init("（2015年12月27日江省第十二届人民代表大会常务委员会第十八次会议通过）"), .init("为了港口安全，决定如下：")])
    let notice = Records.read(law).notice
    #expect(notice?.issuedOn?.value == Day(2015, 12, 27))
    #expect(notice?.issuers.map(\.value) == ["江省人民代表大会常务委员会"])
  }

  @Test func `a sentence that ends with a colon is no addressee`() {
    let decision = story("国务院关于修改《港口条例》的决定", "国务院决定对《港口条例》作如下修改：", "一、第三条修改为：“略”", "本决定自2018年3月19日起施行。")
    #expect(Records.read(decision).notice?.addressee == nil)
    #expect(Records.read(decision).notice?.effectiveOn?.value == Day(2018, 3, 19))
  }

  @Test func `a number may share its line with the issuer`() {
    let notice = story("关于印发《资金办法》的通知", "江财规〔2024〕11 号  江省财政厅", "各设区市财政局：", "现将《资金办法》印发给你们。", "江省财政厅  2024年11月5日")
    #expect(Records.read(notice).notice?.documentNumber?.value == "江财规〔2024〕11号")
    #expect(Records.read(notice).notice?.issuers.map(\.value) == ["江省财政厅"])
  }

  @Test func `the marks of a notice are found in displaced frames`() {
    let shuffled = Story(
      title: "江城市港口局转发安全局意见的通知",
      paragraphs: [
        .init("二、落实责任。"), .init("以上意见请批转。"), .init("江城市安全局"), .init("2025年1月25日"), .init("一、提高认识。"), .init("三、加强检查。"), .init("江港发〔2025〕2号"),
        .init("各单位："), .init("现转发给你们，请认真贯彻执行。"), .init("江城市港口局"), .init("2025年2月5日"),
      ])
    let notice = Records.read(shuffled).notice
    #expect(notice?.documentNumber?.value == "江港发〔2025〕2号")
    #expect(notice?.issuers.map(\.value) == ["江城市港口局"])
    #expect(notice?.issuedOn?.value == Day(2025, 2, 5))
  }

  @Test func `a term in years ends the day before its anniversary`() {
    let notice = story("关于岸电补贴的通知", "江港发〔2025〕4号", "各单位：", "补贴自2025年3月1日起施行，有效期五年。", "江城市港口局", "2025年2月9日")
    #expect(Records.read(notice).notice?.expiresOn?.value == Day(2030, 2, 28))
  }

  /// A sentence, and the deadlines read in it.
  @Test(arguments: [
    ("请于2025年4月30日前将申报材料报送我局。", ["application 2025-04-30"]), ("申报截止日期为2025年4月30日。", ["application 2025-04-30"]),
    ("2025 年 4 月 30 日，逾期不予受理。", ["application 2025-04-30"]), ("报名截止：4月30日", ["registration 2025-04-30"]),
    ("请于4月30日前反馈意见。", ["comment 2025-04-30"]), ("于 2025 年12 月底前报送备案。", ["submission 2025-12-31"]),
    ("意见反馈截止时间为2025年4月15日。", ["comment 2025-04-15"]), ("每年 2 月底前报送上一年度情况。", []), ("在 2025 年 8 月31 日前进口设备。", []),
    ("对2025年2月28日前批准的项目继续执行。", []), ("2025年4月1日起施行。", []), ("请于1月10日前提交。", ["submission 2026-01-10"]),
    ("截至2024年12月31日，全市共有企业100家。", []), ("将于2025年4月底前组织验收。", []),
    ("免税期限截至2025年12月31日。", []),
  ])
  func `a deadline is a day by which something is handed in`(_ sentence: String, _ expected: [String]) {
    let notice = story("关于港口工作的通知", "江港发〔2025〕4号", "各单位：", "现将有关事项通知如下：", sentence, "江城市港口局", "2025年3月9日")
    #expect(Records.read(notice).notice?.deadlines.map { "\($0.kind.rawValue) \($0.on.value)" } == expected)
  }

  /// A sentence, and what it repeals.
  @Test(arguments: [
    ("《港口办法》（江港发〔2015〕6号）同时废止。", ["江港发〔2015〕6号"]), ("2001年发布的《港口暂行规定》同时废止。", ["港口暂行规定"]),
    ("自2025年3月1日起，《港口细则》予以废止。", ["港口细则"]), ("江港发〔2015〕6号、江港发〔2016〕7号文件停止执行。", ["江港发〔2015〕6号", "江港发〔2016〕7号"]),
    ("根据《港口法》，《港口细则》予以废止。", ["港口细则"]), ("继续按照江港发〔2015〕6号文执行。", []), ("原通知废止。", []), ("《港口法》已经公布。", []),
  ])
  func `a repeal names what ends`(_ sentence: String, _ expected: [String]) {
    let notice = story("关于港口工作的通知", "江港发〔2025〕4号", "各单位：", sentence, "江城市港口局", "2025年3月9日")
    #expect(Records.read(notice).notice?.repeals.map(\.value) == expected)
  }

  /// Paragraphs, and the attachments listed in them.
  @Test(arguments: [
    (["附件：1．名单", "2．计划表", "3．《办法》"], ["名单", "计划表", "《办法》"]), (["附件：报名表"], ["报名表"]),
    (["附件：", "1.《认定办法》(2024 版）详见官网 2．申请表"], ["《认定办法》(2024版）", "申请表"]), (["附件：1.名单 2.计划表。"], ["名单", "计划表"]),
    (["见附件1。", "附件2由各单位填报。"], []), (["附件：1．名单", "江城市港口局"], ["名单"]), (["名单见附件：略"], []),
  ])
  func `attachments are the entries under their label`(_ paragraphs: [String], _ expected: [String]) {
    let manuscript = Manuscript(Story(title: "通知", paragraphs: paragraphs.map { .init($0) }))
    #expect(AttachmentReading(manuscript: manuscript, parameters: FieldParameters()).read().map(\.value) == expected)
  }

  /// A line, and the contacts read in it.
  @Test(arguments: [
    ("联系人：陈静", ["person 陈静"]), ("联 系 人：陈静、李明", ["person 陈静", "person 李明"]),
    ("联系人：陈静 0510-85551234 13900001234", ["person 陈静", "phone 0510-85551234", "mobile 13900001234"]),
    ("联系人及电话：陈静，85551234", ["person 陈静", "phone 85551234"]), ("电话：０５１０—８５５５１２３４", ["phone 0510-85551234"]),
    ("电话/传真：0510-85551234", ["phone 0510-85551234"]),
    ("手机：13900001234", ["mobile 13900001234"]), ("电话：13900001234", ["mobile 13900001234"]), ("传真：0510-85551235", ["fax 0510-85551235"]),
    ("邮箱：jmx@example.org", ["email jmx@example.org"]), ("材料发至jmx@example.org。", ["email jmx@example.org"]),
    ("Email: jmx_1@example.org", ["email jmx_1@example.org"]),
    ("QQ :12345678", ["qq 12345678"]), ("邮编：210001", ["postcode 210001"]),
    ("通讯地址：江城市中山路12号3楼，邮政编码：210001", ["address 江城市中山路12号3楼", "postcode 210001"]),
    ("Contact: Jane Doe, Tel: +44 20 7946 0000", ["person Jane Doe", "phone +44 20 7946 0000"]), ("地点：江城饭店", []), ("联系人：协会秘书处", []),
    ("请电话联系我们。", []), ("邮编：2100", []),
  ])
  func `a labelled contact is read`(_ line: String, _ expected: [String]) {
    let manuscript = Manuscript(Story(title: "通知", paragraphs: [.init(line)]))
    let contacts = ContactReading(parameters: FieldParameters()).read(Array(manuscript.passages[1...]))
    #expect(contacts.map { "\($0.kind.rawValue) \($0.value.value)" } == expected)
  }

  @Test func `the news of a document names who issued it`() throws {
    let read = Records.read(
      story("江城加快港口产业集群发展行动方案", "近日，为完善政策体系，江城市工业和信息化局会同市发展改革委员会、市商务局、人民银行江城市分行等部门联合印发《加快港口产业集群发展行动方案》（简称《行动方案》），实施期为2025年至2027年。"))
    #expect(read.kindLine == "notice news")
    #expect(read.notice?.issuers.map(\.value) == ["江城市工业和信息化局", "市发展改革委员会", "市商务局", "人民银行江城市分行"])
    #expect(read.notice?.issuedOn == nil)
  }
}
