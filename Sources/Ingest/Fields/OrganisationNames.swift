/// The organisations a story names, their short names, and which full name a short one stands for.
struct OrganisationNames: Sendable {
  struct Entry: Sendable, Equatable {
    /// As printed, without white space that means nothing.
    var name: String
    /// Folded, for comparing.
    var folded: [UInt32]
    var shortNames: [String] = []
    var passage: Int
  }

  private(set) var entries: [Entry] = []
  private var aliases: [[UInt32]: Int] = [:]

  init(_ manuscript: Manuscript) {
    for (index, passage) in manuscript.passages.enumerated() {
      collectCompanies(passage, index)
      collectAliases(passage, index)
    }
  }

  /// The full name for a text that is an organisation's name, short or full; nil where the story has none for it.
  func fullName(_ folded: [UInt32]) -> String? { entry(folded).map { entries[$0].name } }

  func isAlias(_ folded: [UInt32]) -> Bool { aliases[folded] != nil }

  /// The organisation with which a range begins, and how far its name goes: a full name, a short name, or a name by its ending.
  func leading(_ text: [UInt32], _ range: Range<Int>) -> (name: [UInt32], end: Int)? {
    var best: Int?
    let limit = min(range.upperBound, range.lowerBound + OrganisationNames.longest)
    for entry in entries where starts(text, range, with: entry.folded) { best = max(best ?? 0, range.lowerBound + entry.folded.count) }
    for alias in aliases.keys where starts(text, range, with: alias) { best = max(best ?? 0, range.lowerBound + alias.count) }
    if let best { return (Array(text[range.lowerBound..<best]), best) }
    var i = range.lowerBound
    while i < limit, OrganisationNames.isNameCharacter(text[i]) {
      if i > range.lowerBound, let n = OrganisationNames.strong.match(text, at: i, before: limit),
        OrganisationNames.goesOn.match(text, at: i) == nil
      {
        best = i + n
        i += n
        continue
      }
      if best != nil || OrganisationNames.stops(text, at: i, from: range.lowerBound) { break }
      i += 1
    }
    return best.map { (Array(text[range.lowerBound..<$0]), $0) }
  }

  private func starts(_ text: [UInt32], _ range: Range<Int>, with name: [UInt32]) -> Bool {
    name.count <= range.count && text[range.lowerBound..<range.lowerBound + name.count].elementsEqual(name)
  }

  private func entry(_ folded: [UInt32]) -> Int? {
    if let index = aliases[folded] { return index }
    if let exact = entries.firstIndex(where: { $0.folded == folded }) { return exact }
    guard folded.count >= 2 else { return nil }
    // 星河股份 stands for the one full name that contains it.
    let holders = entries.indices.filter { contains(entries[$0].folded, folded) }
    if let only = holders.first, Set(holders.map { entries[$0].folded }).count == 1 { return only }
    guard holders.isEmpty, folded.count >= OrganisationNames.shortestAbbreviation else { return nil }
    let abbreviated = entries.indices.filter { isAbbreviation(folded, of: entries[$0].folded) }
    return abbreviated.count == 1 ? abbreviated[0] : nil
  }

  private func contains(_ name: [UInt32], _ part: [UInt32]) -> Bool {
    guard part.count <= name.count else { return false }
    return (0...name.count - part.count).contains { name[$0..<$0 + part.count].elementsEqual(part) }
  }

  /// Same first character, and the rest in order: 江模协 of 江城模具协会.
  private func isAbbreviation(_ short: [UInt32], of name: [UInt32]) -> Bool {
    guard short.first == name.first, short.count < name.count else { return false }
    var i = 0
    for value in name where i < short.count && value == short[i] { i += 1 }
    return i == short.count
  }

  // MARK: collecting

  private mutating func collectCompanies(_ passage: Manuscript.Passage, _ index: Int) {
    let text = passage.text
    for range in OrganisationNames.full.all(in: text, 0..<text.count) {
      let start = OrganisationNames.start(text, before: range.lowerBound)
      guard range.lowerBound - start >= 2, OrganisationNames.isStem(text, start..<range.lowerBound) else { continue }
      add(passage.print, start..<range.upperBound, index)
    }
  }

  /// What stands before 协会 or 有限公司 in a name: no verb's object, no pronoun.
  private static func isStem(_ text: [UInt32], _ range: Range<Int>) -> Bool {
    range.count <= longestStem && !text[range].contains { strangers.contains($0) } && notStems.first(in: text, range) == nil
  }

  private mutating func add(_ print: Print, _ range: Range<Int>, _ passage: Int) {
    let folded = Array(print.text[range])
    guard !entries.contains(where: { $0.folded == folded }) else { return }
    entries.append(Entry(name: print.cut(range), folded: folded, passage: passage))
  }

  /// `X（以下简称“Y”）`, `X（简称Y）`.
  private mutating func collectAliases(_ passage: Manuscript.Passage, _ index: Int) {
    let text = passage.text
    for range in OrganisationNames.calls.all(in: text, 0..<text.count) {
      guard let open = (max(0, range.lowerBound - 3)..<range.lowerBound).last(where: { text[$0] == 0x28 }),
        let close = (range.upperBound..<min(text.count, range.upperBound + OrganisationNames.longest)).first(where: { text[$0] == 0x29 })
      else { continue }
      let start = OrganisationNames.start(text, before: open)
      guard open - start >= 3, text[open - 1] != 0x300B, OrganisationNames.isName(text, start..<open) else { continue }
      add(passage.print, start..<open, index)
      guard let owner = entries.firstIndex(where: { $0.folded == Array(text[start..<open]) }) else { continue }
      var from = range.upperBound
      while from < close, text[from] == 0x3A || text[from].isQuote || text[from] == 0x4E3A { from += 1 }
      let between: (UInt32) -> Bool = { $0.isQuote || $0 == 0x3001 || $0 == 0x6216 || $0 == 0x2C }
      for part in text[from..<close].split(whereSeparator: between) where part.count >= 2 {
        aliases[Array(part)] = owner
        entries[owner].shortNames.append(passage.print.cut(part.startIndex..<part.endIndex))
      }
    }
  }

  /// Where a name that ends at a place begins: after punctuation, a particle or a verb that takes an organisation.
  static func start(_ text: [UInt32], before end: Int, from lower: Int = 0) -> Int {
    var i = end
    while i > lower, end - i < longest {
      if text[i - 1] == 0x29 {
        // A place in brackets belongs to the name: 江城(集团).
        guard let open = (max(lower, i - longestBracket)..<i - 1).reversed().first(where: { text[$0] == 0x28 }) else { break }
        i = open
        continue
      }
      guard isNameCharacter(text[i - 1]), text[i - 1] != 0x28 else { break }
      if let n = boundaries.match(text, endingAt: i, from: lower), !joins(text, i - n, n, from: lower) { break }
      if isDateMark(text, i - 1) { break }
      i -= 1
    }
    return i
  }

  private static func isNameCharacter(_ value: UInt32) -> Bool {
    value.isHan || value.isLetterOrDigit || value == 0xB7 || value == 0x28 || value == 0x29
  }

  /// 年, 月 or 日 after a number.
  private static func isDateMark(_ text: [UInt32], _ i: Int) -> Bool {
    (text[i] == 0x5E74 || text[i] == 0x6708 || text[i] == 0x65E5) && i > 0 && (text[i - 1].isDigit || Numeral.unit(text[i - 1]) != nil)
  }

  /// A boundary word at `i` that is no part of the name begun at `lower`.
  private static func stops(_ text: [UInt32], at i: Int, from lower: Int) -> Bool {
    guard let n = boundaries.match(text, at: i) ?? followers.match(text, at: i) else { return false }
    return !joins(text, i, n, from: lower)
  }

  /// 和 in 工业和信息化部, 与 in 人力资源与社会保障局, 为 in a name of which it is the second character.
  private static func joins(_ text: [UInt32], _ start: Int, _ n: Int, from lower: Int) -> Bool {
    guard n == 1 else { return false }
    if joining.contains(text[start]) { return compounds.match(text, at: start + 1) != nil }
    let lone = start - 1
    guard lone >= lower, text[lone].isHan, boundaries.match(text, endingAt: start) == nil, start + 1 < text.count else { return false }
    return lone == lower || lone > 0 && !text[lone - 1].isHan
  }

  /// True if a range ends as an organisation's name does.
  static func isName(_ text: [UInt32], _ range: Range<Int>) -> Bool {
    guard let n = endings.match(text, endingAt: range.upperBound, from: range.lowerBound) else { return false }
    // 协会, 公司 alone name nobody.
    return n < range.count
  }

  private static let full = Lexicon("有限责任公司 股份有限公司 有限公司 协会 学会 商会 联合会 促进会 研究院 大学 学院")
  private static let strong = Lexicon(
    "有限责任公司 股份有限公司 有限公司 公司 集团 协会 学会 商会 联合会 促进会 研究院 研究所 大学 学院 委员会 管委会 办公厅 人民政府 市政府 省政府 市委 省委 基金会 联盟 总局 医院 银行 中学 小学 学校 工会 局 厅 部 署")
  /// Words that begin as an ending does but end no name.
  private static let goesOn = Lexicon("部分 部门 部署 部件 部委 部长 局长 厅长 局面 局部 局势 大学生 公司化 学院派 集团化 银行业 医院感染")
  static let endings = Lexicon(
    """
    公司 集团 协会 学会 商会 联合会 促进会 研究会 研究院 研究所 研究中心 大学 学院 学校 中学 小学 医院 委员会 管委会 党委 市委 省委 区委 县委 政府
    部 厅 局 署 院 办公厅 办公室 中心 银行 基金会 联盟 杂志社 编辑部 出版社 报社 通讯社 总工会 工会 工厂 总厂 所 分会 社 站 处 科 室 委 办 总会
    分行 支行 法院 检察院 军委 协 园区 开发区 高新区 科教城 产业园 博物馆 图书馆 股份 专委会 组委会 秘书处 领导小组 工作组 指挥部 组委 会 科技园 街道 校 文联 侨联 工商联 妇联 残联 团委
    Association Committee Institute University Ministry Department Council Society Federation Office Bureau Agency
    """)
  private static let boundaries = Lexicon(
    """
    由 与 和 及 的 在 向 为 被 让 将 把 于 从 给 并 了 等 是 该 其中 会上 随着 根据 依据 因为 即将 来到 本次 此次 参加 联合 来自 通过 会同 授予 走进 走访 参观 邀请
    组织 支持 委托 依托 包括 上午 下午 晚上 近日 日前 通知 关于 印发 转发 作为 获得 还有 就 各 以及 经由 今天 昨天 今日 同时 此外 所称 至 到 对协会 对学会 兼 成为 赴 召开 举办 报送 举行 前往 出席 暨 届 成立 欢迎 率队 一行 通过了 借助 希望 鼓励 发送至 发至
    """)
  /// What follows a subject: its verb or adverbial.
  private static let followers = Lexicon("凭借 以 荣获 获 受邀 应邀 召开 举办 举行 成功 隆重 已 再次 连续 喜获 斩获 摘得 荣膺 首次 正式 主办 承办 协办 携 因")
  private static let joining: Set<UInt32> = [0x548C, 0x4E0E, 0x53CA]
  private static let compounds = Lexicon(
    "信息化 社会保障 城乡建设 旅游 体育 改革 规划 自然资源 计划生育 技术 信息 农村 草原 计量 退役 应急 安全 健康 知识产权 统计 出版 电视 通信 建设 经济 贸易 科技 工艺 标准")
  private static let calls = Lexicon("以下简称为 以下简称 下称 以下统称 简称为 简称")
  private static let longest = 36
  private static let longestBracket = 8
  private static let longestStem = 26
  private static let strangers: Set<UInt32> = Set("的了们着过这那我他她它您你让把被将给".unicodeScalars.map(\.value))
  private static let notStems = Lexicon("发挥 体现 大会 会议 随后 回顾 总结 希望 要求 表示 强调 借助 发送 级行业 年度 会长 理事 经理 所称 加强 推动 促进会 成立 全体 各位 多家 几家 两家")
  private static let shortestAbbreviation = 3
}
