/// The object of 荣获 and its like, cut into the awards it lists.
struct AwardObject: Sendable {
  struct Item: Sendable, Equatable {
    var name: Range<Int>
    /// What stands before a quoted name and may say who grants it: 星河奔腾 in 星河奔腾年度最高奖项“…”.
    var lead: Range<Int>
  }

  var items: [Item]
  /// 2024年度 at the head of the object.
  var year: Int?
}

/// Reads awards from `start` up to the end of the clause.
struct AwardObjectReading {
  let text: [UInt32]
  /// 被评为, 被认定为: whatever is named is the honour, also without 奖 or 称号.
  let acceptsTitles: Bool
  let parameters: FieldParameters

  func read(_ start: Int, before limit: Int) -> AwardObject? {
    var i = start
    while let n = AwardObjectReading.skips.match(text, at: i, before: limit) { i += n }
    var year: Int?
    if let (value, end) = AwardObjectReading.year(text, at: i, before: limit) {
      year = value
      i = end
    }
    var end = clauseEnd(i, limit)
    // 奖三项, 奖2项: a count of prizes, not a prize.
    guard !isCount(i..<end), end > i else { return nil }
    var strong = AwardObjectReading.tails.match(text, endingAt: end, from: i)
    // 等21个全国性奖项, 等多项荣誉: what is listed are honours, and some more.
    if let etc = lastEtcetera(i..<end), AwardObjectReading.honours.occurs(in: text, etc..<end) {
      strong = end - etc
    }
    if let n = strong { end -= n }
    while let n = AwardObjectReading.counts.match(text, endingAt: end, from: i) { end -= n }
    let parts = parts(i..<end)
    let items = parts.compactMap { item($0, strong: strong != nil) }
    // 科技进步一等奖、二等奖: the second is no name by itself, and without it the list is not whole.
    let graded = parts.contains { AwardObjectReading.grades.match(text, at: $0.lowerBound, before: $0.upperBound) == $0.count }
    guard !items.isEmpty, !graded || items.count == parts.count else { return nil }
    return AwardObject(items: items, year: year)
  }

  /// 2024年度, 2024年; not the number of a name: 2025ABC-….
  static func year(_ text: [UInt32], at start: Int, before limit: Int) -> (Int, Int)? {
    guard let y = Numeral.digits(text, at: start, width: 4...4), (1949...2099).contains(y.value), y.end < limit, text[y.end] == 0x5E74
    else { return nil }
    return (y.value, y.end + 1 < limit && text[y.end + 1] == 0x5EA6 ? y.end + 2 : y.end + 1)
  }

  /// The next comma, stop or verb outside brackets and quotation marks.
  private func clauseEnd(_ start: Int, _ limit: Int) -> Int {
    var i = start
    while i < limit {
      if let close = closing(i, limit) {
        i = close + 1
      } else if text[i].endsClause || AwardObjectReading.stops.match(text, at: i, before: limit) != nil {
        return i
      } else {
        i += 1
      }
    }
    return i
  }

  /// The end of a bracket or a quotation that begins here; a mark without a partner begins nothing.
  private func closing(_ i: Int, _ limit: Int) -> Int? {
    let value = text[i]
    guard value.isQuote || value == 0x28 || value == 0x300A else { return nil }
    let end = value == 0x28 ? 0x29 : value == 0x300A ? 0x300B : UInt32(0)
    return (i + 1..<max(i + 1, limit)).first { end == 0 ? text[$0].isQuote : text[$0] == end }
  }

  /// The last 等 outside quotation marks that stands near the end.
  private func lastEtcetera(_ range: Range<Int>) -> Int? {
    let from = range.last { text[$0].isQuote } ?? range.lowerBound
    let etc = (from..<range.upperBound).first { i in
      text[i] == 0x7B49 && !(i > range.lowerBound && AwardObjectReading.graders.contains(text[i - 1]))
    }
    guard let etc else { return nil }
    return range.upperBound - etc <= AwardObjectReading.longestTail ? etc : nil
  }

  private func isCount(_ range: Range<Int>) -> Bool {
    guard let n = AwardObjectReading.measures.match(text, endingAt: range.upperBound, from: range.lowerBound) else { return false }
    var i = range.upperBound - n
    while i > range.lowerBound, text[i - 1].isDigit || Numeral.unit(text[i - 1]) != nil || text[i - 1] == 0x5341 || text[i - 1] == 0x4F59 {
      i -= 1
    }
    return i < range.upperBound - n && i > range.lowerBound && text[i - 1] == 0x5956
  }

  private func parts(_ range: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = range.lowerBound
    var i = start
    while i < range.upperBound {
      if let close = closing(i, range.upperBound) {
        // “A”“B”: two quotations side by side are two awards.
        if i > start, text[i].isQuote, text[i - 1].isQuote {
          found.append(start..<i)
          start = i
        }
        i = close + 1
      } else if let n = AwardObjectReading.joints.match(text, at: i, before: range.upperBound), i > start {
        found.append(start..<i)
        i += n
        start = i
      } else {
        i += 1
      }
    }
    if start < range.upperBound { found.append(start..<range.upperBound) }
    return found
  }

  private func item(_ part: Range<Int>, strong: Bool) -> AwardObject.Item? {
    var range = part
    while let n = AwardObjectReading.skips.match(text, at: range.lowerBound, before: range.upperBound) {
      range = range.lowerBound + n..<range.upperBound
    }
    if let (_, end) = AwardObjectReading.year(text, at: range.lowerBound, before: range.upperBound) { range = end..<range.upperBound }
    while let n = AwardObjectReading.itemTails.match(text, endingAt: range.upperBound, from: range.lowerBound) {
      range = range.lowerBound..<range.upperBound - n
    }
    // 由X颁发的“Y”奖: the award begins after the last 的 outside the quotation.
    let head = range.lowerBound..<(range.first { text[$0].isQuote } ?? range.upperBound)
    if let of = head.last(where: { text[$0] == 0x7684 }) { range = of + 1..<range.upperBound }
    if range.count > 2, text[range.upperBound - 1] == 0x29, let open = range.last(where: { text[$0] == 0x28 }), open > range.lowerBound {
      range = range.lowerBound..<open
    }
    let quoted = quotation(range)
    let name = quoted.map { $0.upperBound + 1 >= range.upperBound ? $0 : range } ?? range
    let lead = range.lowerBound..<(quoted.map { max(range.lowerBound, $0.lowerBound - 1) } ?? range.lowerBound)
    guard (2...parameters.longestAwardName).contains(name.count), text[name].contains(where: \.isHan),
      AwardObjectReading.notAwards.match(text, endingAt: name.upperBound, from: name.lowerBound) == nil
    else { return nil }
    let named = AwardObjectReading.nouns.match(text, endingAt: name.upperBound, from: name.lowerBound) != nil
    let titled = AwardObjectReading.titles.match(text, endingAt: name.upperBound, from: name.lowerBound) != nil
    guard strong || named && !isBare(name) || acceptsTitles && (quoted != nil || titled) else { return nil }
    return AwardObject.Item(name: name, lead: lead)
  }

  /// 大奖, 殊荣, 一等奖 alone name nothing.
  private func isBare(_ name: Range<Int>) -> Bool {
    AwardObjectReading.bare.match(text, at: name.lowerBound, before: name.upperBound) == name.count
  }

  /// The inside of the first quotation, less the marks.
  private func quotation(_ range: Range<Int>) -> Range<Int>? {
    guard let open = range.first(where: { text[$0].isQuote }), let close = closing(open, range.upperBound), close > open + 1 else {
      return nil
    }
    return open + 1..<close
  }

  /// 一等, 二等, 三等, 特等, 头等.
  private static let graders: Set<UInt32> = [0x4E00, 0x4E8C, 0x4E09, 0x7279, 0x5934]
  private static let honours = Lexicon("奖 荣誉 称号 殊荣 表彰 嘉奖")
  private static let longestTail = 14
  private static let skips = Lexicon("了 到 过 由 , 的 以及 首批 首次 多项 共 其 市级 省级")
  private static let tails = Lexicon(
    """
    荣誉称号 等荣誉称号 等称号 称号 等荣誉 荣誉 两项荣誉 三项荣誉 等多项荣誉 多项荣誉 等多项奖项 多项奖项 等奖项 奖项 等殊荣 殊荣 等多项殊荣 等多个奖项 多个奖项 等多项大奖 荣誉证书 奖牌 证书 等多项荣誉称号
    两项荣誉称号 三项荣誉称号 双项荣誉 等两项荣誉 等三项荣誉 两项大奖 三项大奖 等大奖 等奖励 表彰 的称号 的荣誉称号 的荣誉
    """)
  private static let counts = Lexicon("两项 三项 四项 五项 多项 两个 三个 四个 五个 多个 等 等多项 等多个 双 的 两大 三大 四大")
  private static let itemTails = Lexicon("荣誉称号 称号 荣誉 等 的")
  private static let joints = Lexicon("、 以及 和 与 及")
  private static let stops = Lexicon("并 成为 是对 为江 标志着 这是 充分 彰显 以表彰 ; 颁奖 现场")
  private static let measures = Lexicon("项 个 次 人次")
  static let nouns = Lexicon(
    "奖 大奖 奖项 奖章 奖杯 勋章 金牌 银牌 铜牌 冠军 亚军 季军 第一名 第二名 第三名 先锋号 红旗手 标兵 称号 劳动模范 五一劳动奖状 奖状 文明号 十佳 技术能手 最佳 金奖 银奖 百强 十强 Award Prize Medal")
  private static let titles = Lexicon(
    "单位 企业 集体 个人 工作者 人才 品牌 产品 标兵 劳模 模范 示范 先进 百强 十强 强 明星 能手 工匠 人物 家 园区 基地 工厂 项目 车间 班组 学校 医院 团队 案例 城市 县 村 社区")
  private static let grades = Lexicon("一等奖 二等奖 三等奖 特等奖 金奖 银奖 铜奖 优秀奖")
  private static let bare = Lexicon("大奖 殊荣 一等奖 二等奖 三等奖 特等奖 优秀奖 金奖 银奖 铜奖 奖 最高奖 奖项 最高奖项 第一名 冠军 奖牌 称号 此奖 该奖 多个奖 国家奖 荣誉奖")
  private static let notAwards = Lexicon("评奖 颁奖 领奖 获奖 认可 好评 专利 授权 证书的 赞誉 关注 批准 立项 支持 进展 成功 成果 成绩 突破 发展 效益 机会 资格 信任 提升 同意 经验 重奖")
}
