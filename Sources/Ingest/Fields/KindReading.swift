/// Tells what kind of item a story is, by its title, its form and its lead.
struct KindReading {
  let manuscript: Manuscript
  let blocks: [SignatureBlock]
  let hasNumber: Bool
  /// The title names an issuer, a day stands alone under it.
  let namesIssuer: Bool
  let isDated: Bool
  let parameters: FieldParameters

  private var title: [UInt32] { manuscript.titleIndices.flatMap { manuscript.passages[$0].text + [0x20] } }

  /// A notice's category, or nil for an article; `strength` is what spoke for it.
  func notice() -> (category: Records.NoticeCategory, confidence: Double)? {
    let title = title
    if KindReading.guides.occurs(in: title, 0..<title.count), !hasNumber, blocks.isEmpty { return nil }
    let strength = officialStrength(title)
    if strength >= parameters.officialStrength {
      return (isCall(title) ? .call : .official, strength >= parameters.officialStrength + 2 ? parameters.certain : parameters.likely)
    }
    return isNewsOfDocument(title) ? (.news, parameters.likely) : nil
  }

  /// Points for the marks of an official document, less those of a report.
  private func officialStrength(_ title: [UInt32]) -> Int {
    var points = 0
    if hasNumber { points += 3 }
    if let block = blocks.first { points += block.issuers.isEmpty ? 1 : 2 }
    if hasAddressee { points += 1 }
    let end = titleEnd(title)
    if KindReading.papers.match(title, endingAt: end) != nil || KindReading.headed.match(title, at: 0) != nil {
      points += 2
    } else if KindReading.rules.match(title, endingAt: end) != nil {
      points += 1
    }
    if KindReading.about.occurs(in: title, 0..<title.count) { points += 1 }
    if namesIssuer { points += 1 }
    if isDated { points += 1 }
    points += formulas()
    if isReport { points -= 4 }
    return points
  }

  /// Without a closing bracket: …办法（试行）, …通知(2025年版).
  private func titleEnd(_ title: [UInt32]) -> Int {
    var end = title.count
    while end > 0, title[end - 1] == 0x20 || title[end - 1] == 0x201D || title[end - 1] == 0x300B { end -= 1 }
    if end > 0, title[end - 1] == 0x29, let open = title[..<end].lastIndex(of: 0x28) { end = open }
    while end > 0, title[end - 1] == 0x20 || title[end - 1] == 0x201D || title[end - 1] == 0x300B { end -= 1 }
    return end
  }

  private var hasAddressee: Bool {
    manuscript.bodyIndices.prefix(3).contains { index in
      let text = manuscript.passages[index].text
      return text.count <= parameters.longestAddressee && text.last == 0x3A && !text.contains(0x3002)
    }
  }

  /// 现印发给你们, 特此通知, 第一条 …: what only documents say of themselves.
  private func formulas() -> Int {
    var articles = 0
    var said = false
    var sworn = false
    for index in manuscript.bodyIndices {
      let text = manuscript.passages[index].text
      if KindReading.articles.match(text, at: 0) != nil { articles += 1 }
      if !sworn, KindReading.solemn.occurs(in: text, 0..<text.count) { sworn = true }
      if !said, KindReading.formulas.occurs(in: text, 0..<text.count) || KindReading.heads.match(text, at: 0) != nil { said = true }
    }
    return (said ? 2 : 0) + (sworn ? 2 : 0) + (articles >= 3 ? 3 : 0)
  }

  /// 本报讯, 新华社…电, 记者, a byline: someone reports.
  private var isReport: Bool {
    guard let index = manuscript.bodyIndices.first else { return false }
    let text = manuscript.passages[index].text
    let head = 0..<min(text.count, KindReading.leadLength)
    if KindReading.reporters.occurs(in: text, head) { return true }
    if manuscript.bodyIndices.contains(where: { KindReading.datelines.match(manuscript.passages[$0].text, at: 0) != nil }) { return true }
    guard let byline = manuscript.story.byline.map({ Print($0).text }) else { return false }
    return KindReading.bylines.occurs(in: byline, 0..<byline.count)
  }

  private func isCall(_ title: [UInt32]) -> Bool {
    guard !hasNumber, KindReading.calls.occurs(in: title, 0..<title.count) else { return false }
    return manuscript.bodyIndices.contains { index in
      let text = manuscript.passages[index].text
      return KindReading.replies.occurs(in: text, 0..<text.count)
    }
  }

  /// The title names a document, and the lead says that a public body issued it.
  private func isNewsOfDocument(_ title: [UInt32]) -> Bool {
    let named = KindReading.rules.match(title, endingAt: titleEnd(title)) != nil || KindReading.issued.occurs(in: title, 0..<title.count)
    return named && manuscript.bodyIndices.prefix(KindReading.leadPassages).contains { saysIssued(manuscript.passages[$0].text) }
  }

  /// A public body, a verb of issuing and the document's name close together at the paragraph's head.
  private func saysIssued(_ text: [UInt32]) -> Bool {
    let head = 0..<min(text.count, KindReading.leadLength * 2)
    guard let verb = KindReading.issued.first(in: text, head), KindReading.public.occurs(in: text, 0..<verb.lowerBound),
      let open = (verb.upperBound..<head.upperBound).first(where: { text[$0] == 0x300A }),
      open - verb.upperBound <= KindReading.leadLength / 4,
      let close = (open..<text.count).first(where: { text[$0] == 0x300B })
    else { return false }
    var end = close
    if text[end - 1] == 0x29, let bracket = text[open..<end].lastIndex(of: 0x28) { end = bracket }
    return KindReading.rules.match(text, endingAt: end, from: open) != nil
      || KindReading.papers.match(text, endingAt: end, from: open) != nil
  }

  // MARK: articles

  func article(events: Int, awards: Int, titleNamesEvent: Bool) -> (kind: Records.ArticleKind, confidence: Double) {
    let title = title
    let all = 0..<title.count
    if KindReading.guides.occurs(in: title, all), KindReading.policies.occurs(in: title, all) { return (.policyGuide, parameters.certain) }
    if isTechnical(title) { return (.technical, parameters.likely) }
    let wins = AwardReading.verbs.occurs(in: title, all) && (awards > 0 || AwardObjectReading.nouns.occurs(in: title, all))
    if wins || KindReading.prizes.occurs(in: title, all) { return (.awardReport, awards > 0 ? parameters.certain : parameters.guessed) }
    let holds = KindReading.happenings.occurs(in: title, all) || EventName.nouns.occurs(in: title, all)
    if events > 0, holds { return (.eventReport, parameters.certain) }
    if events > 0 { return (.eventReport, parameters.likely) }
    if awards > 0 { return (.awardReport, parameters.guessed) }
    if titleNamesEvent { return (.eventReport, parameters.guessed) }
    return isFeature ? (.feature, parameters.guessed) : (.news, parameters.guessed)
  }

  private func isTechnical(_ title: [UInt32]) -> Bool {
    if !isReport, manuscript.story.authors.contains(where: { $0.affiliation != nil }) { return true }
    let marks = manuscript.bodyIndices.filter { KindReading.papersOfScience.match(manuscript.passages[$0].text, at: 0) != nil }
    return marks.count >= 2 || KindReading.studies.match(title, endingAt: titleEnd(title)) != nil && !isReport
  }

  private var isFeature: Bool {
    guard let kicker = manuscript.story.kicker ?? manuscript.story.section else { return false }
    let text = Print(kicker).text
    return KindReading.features.occurs(in: text, 0..<text.count)
  }

  private static let papers = Lexicon(
    "通知 公告 通告 决定 批复 答复 复函 的函 命令 令 公示 通报 纪要 决议 公报 启事 邀请函 倡议书 征集函 答复的函 答复函 告知书 函 声明 公告事项 Notice Announcement Circular Proclamation Order Memorandum Rule"
  )
  /// Titles that begin with what they are: 公告修正…, Notice of ….
  private static let headed = Lexicon(
    "公告 函复 函释 预告订定 预告修正 订定 修正 Notice_of NOTICE_OF Public_Notice Executive_Order Proclamation Circular_No Order_No")
  private static let rules = Lexicon(
    "办法 规定 条例 意见 方案 规划 细则 指南 目录 措施 规则 章程 计划 标准 纲要 准则 要点 要求 若干措施 政策措施 报告 制度 法 解释 规程 规范 须知 Regulations Regulation Measures Act Plan Guidelines"
  )
  private static let about = Lexicon("关于")
  private static let formulas = Lexicon(
    """
    现印发给你们 印发给你们 现转发给你们 现批转给你们 特此通知 特此公告 特此通告 特此函复 特此函告 此复 现通知如下 通知如下 公告如下 现公告如下 通告如下 答复如下 现答复如下 函复如下 批复如下 请遵照执行 请认真贯彻执行
    请贯彻执行 现予公布 现予公告 予以公布 现公布 提出如下意见 提出以下意见 制定本办法 制定本规定 制定本条例 制定本细则 制定本方案 制定本规划 制定本意见 制定本 收悉 现就有关事项 请结合实际 请照此执行 现将有关事项 有关事项如下 请贯彻落实 不予受理 决定如下 自公布之日起施行 自发布之日起施行 hereby HEREBY By_the_authority By_order_of pursuant_to_section
    """)
  private static let solemn = Lexicon(
    "现印发给你们 印发给你们 现转发给你们 现批转给你们 收悉 主旨: 受文者: 公布之 By_the_authority IN_WITNESS_WHEREOF hereby_ordered NOTICE_IS_HEREBY AGENCY: Be_it_enacted BE_IT_ENACTED Be_it_resolved BE_IT_RESOLVED 自即日生效 特此函复 此复"
  )
  private static let heads = Lexicon("主旨: 受文者: 发文字号: 发文日期: 依据: 公告事项: AGENCY: ACTION: SUMMARY: SUBJECT: Subject: DATES:")
  private static let articles = Lexicon(
    "第一条 第二条 第三条 第四条 第五条 第六条 第七条 第八条 第九条 第十条 第十一条 第十二条 第1条 第2条 第3条 第4条 第5条 第6条 第7条 第8条 第9条 第10条 Article_1 Article_2 Article_3 Section_1 Sec._1 Sec._2 Section_2 Section_3 Sec._3"
  )
  private static let reporters = Lexicon("本报讯 本报记者 本刊讯 本刊记者 日电 日讯 记者 通讯员 本报 新华社 讯( 电( 讯: 近日 日前 据悉 报道 (AP) (Reuters) (Xinhua)")
  private static let bylines = Lexicon("供稿 报道 记者 通讯员 撰稿 作者 文/ 文: 综合 编译 摄 By_")
  private static let guides = Lexicon("解析 解读 攻略 策略 申报指南 问答 一图读懂 详解 盘点 梳理 汇总 一览 要点解读 解析：")
  private static let policies = Lexicon("政策 申报 补贴 奖励 扶持 条例 办法 规定 资金 税收 文件 意见 通知")
  private static let calls = Lexicon("征集 申报 报名 认定 评选 推荐 参展 邀请 参会 招聘 招标 招生 征文 举办 培训 开展 召开 参加 大赛 申请 Call_for")
  private static let replies = Lexicon("截止 逾期 联系人 联系电话 报名 申报材料 邮箱 回执 联系方式 E-mail Email")
  private static let issued = Lexicon("联合印发 印发 发布 出台 公布 下发 颁布 联合发布 制定 施行 实施")
  private static let `public` = Lexicon("部 委 局 厅 办 政府 国务院 省 市 院 署 中央 协会")
  private static let prizes = Lexicon("颁奖 获奖 表彰 荣誉 荣获 斩获 摘得 载誉 夺冠 折桂 上榜 夺魁 获评")
  private static let happenings = Lexicon("召开 举行 举办 开幕 闭幕 成功 落幕 启幕 亮相 参展 参加 圆满 闪耀 走进 开班 启动 揭牌 签约")
  private static let studies = Lexicon("研究 分析 探讨 设计 应用 优化 浅析 浅谈 综述 案例 实践 探究 初探 探析 工艺 方法 技术 对策 模拟 思考 改进")
  private static let papersOfScience = Lexicon("摘要 关键词 参考文献 引言 0引言 结论 结语 中图分类号 作者简介 基金项目 [摘要] Abstract Keywords References")
  private static let features = Lexicon("特写 人物 专访 访谈 纪实 侧记 通讯 随笔 副刊 散文 企业风采 故事")
  private static let datelines = Lexicon("本报讯 本刊讯 新华社 本报记者 据新华社 本刊记者 中新社 中新网")
  private static let leadPassages = 6
  private static let leadLength = 60
}
