/// Names of things that take place, found from the word that ends them: …大会, …论坛, …展览会（ALE）, “主题”——…沙龙.
enum EventName {
  /// The name that ends right before a place: its range, or nil where no event's noun ends there.
  static func ending(_ text: [UInt32], at end: Int, from lower: Int, dates: [DateMention]) -> Range<Int>? {
    guard let core = coreEnd(text, end: end, from: lower) else { return nil }
    let start = trimmed(text, start(text, before: end, from: lower, dates: dates), core)
    return accept(text, start..<end)
  }

  /// The name with which an object begins: from a verb to the event's noun that ends the clause.
  static func object(_ text: [UInt32], _ range: Range<Int>, dates: [DateMention]) -> Range<Int>? {
    let stop = clauseEnd(text, range)
    var end = stop
    // 大会并讲话, 论坛，…: another verb may follow.
    if let and = ands.first(in: text, range.lowerBound..<stop) { end = and.lowerBound }
    guard coreEnd(text, end: end, from: range.lowerBound) != nil else { return nil }
    let start = trimmed(text, self.start(text, before: end, from: range.lowerBound, dates: dates), end)
    return accept(text, start..<end)
  }

  /// The name as printed, without an inserted （以下简称…） and without quotation marks that lack a partner.
  static func printed(_ print: Print, _ range: Range<Int>) -> String {
    let text = print.text
    // “…大会” quoted as a whole: the marks are not the name's.
    if range.count > 2, text[range.lowerBound] == 0x201C, range.dropFirst().first(where: { text[$0].isQuote }) == range.upperBound - 1 {
      return printed(print, range.lowerBound + 1..<range.upperBound - 1)
    }
    guard let open = range.first(where: { text[$0] == 0x28 && calls.match(text, at: $0 + 1) != nil }),
      let close = (open..<range.upperBound).first(where: { text[$0] == 0x29 })
    else { return Quotation.balanced(print.cut(range)) }
    return Quotation.balanced(print.cut(range.lowerBound..<open) + print.cut(close + 1..<range.upperBound))
  }

  /// 本次大会, 此次活动: points back to an event named before.
  static func isGeneric(_ text: [UInt32], _ range: Range<Int>) -> Bool {
    if pointers.match(text, at: range.lowerBound, before: range.upperBound) != nil { return true }
    return nouns.match(text, at: range.lowerBound, before: range.upperBound) == range.count
  }

  /// Twice the longest common subsequence by the sum of lengths, quotation marks and dashes apart.
  static func likeness(_ a: [UInt32], _ b: [UInt32]) -> Double {
    let a = a.filter(bears), b = b.filter(bears)
    guard !a.isEmpty, !b.isEmpty else { return 0 }
    return 2 * Double(common(a, b)) / Double(a.count + b.count)
  }

  /// True if all of the shorter name stands in the longer, in order.
  static func abridges(_ short: [UInt32], _ long: [UInt32]) -> Bool {
    let a = short.filter(bears), b = long.filter(bears)
    return a.count >= 4 && a.count <= b.count && common(a, b) == a.count
  }

  private static func bears(_ value: UInt32) -> Bool { value.isHan || value.isLetterOrDigit }

  private static func common(_ a: [UInt32], _ b: [UInt32]) -> Int {
    var row = [Int](repeating: 0, count: b.count + 1)
    for x in a {
      var diagonal = 0
      for (j, y) in b.enumerated() {
        let above = row[j + 1]
        row[j + 1] = x == y ? diagonal + 1 : max(above, row[j])
        diagonal = above
      }
    }
    return row[b.count]
  }

  private static func accept(_ text: [UInt32], _ range: Range<Int>) -> Range<Int>? {
    range.count >= shortest && range.count <= longest && text[range].contains(where: \.isHan) ? range : nil
  }

  /// An event's noun ends here; so does any …会 that is no body's name.
  private static func isNoun(_ text: [UInt32], _ end: Int, from lower: Int) -> Bool {
    if nouns.match(text, endingAt: end, from: lower) != nil { return true }
    return text[end - 1] == 0x4F1A && end - lower >= 3 && bodies.match(text, endingAt: end, from: lower) == nil
  }

  /// Steps back over what may follow the noun: （ALE）, a year, Latin letters, a closing quotation mark.
  private static func coreEnd(_ text: [UInt32], end: Int, from lower: Int) -> Int? {
    var i = end
    while i > lower {
      if isNoun(text, i, from: lower) { return i }
      let value = text[i - 1]
      if value == 0x29 {
        guard let open = (lower..<i - 1).reversed().first(where: { text[$0] == 0x28 }), i - open <= longestBracket else { return nil }
        i = open
      } else if value.isLetterOrDigit || value == 0x20 || value.isQuote {
        i -= 1
      } else {
        return nil
      }
    }
    return nil
  }

  /// Goes left over the name; a quotation is one step.
  private static func start(_ text: [UInt32], before end: Int, from lower: Int, dates: [DateMention]) -> Int {
    var i = end
    while i > lower {
      let value = text[i - 1]
      if value.isQuote, let open = (lower..<i - 1).reversed().first(where: { text[$0].isQuote }) {
        i = open
        continue
      }
      if value == 0x29, let open = (lower..<i - 1).reversed().first(where: { text[$0] == 0x28 }) {
        i = open
        continue
      }
      // A、B暨C大会在…: events held together are one record.
      if value == 0x3001, i - 1 > lower, isNoun(text, i - 1, from: lower) {
        i -= 1
        continue
      }
      if value.endsClause || EventName.edges.contains(value) { break }
      if dates.contains(where: { $0.range.upperBound == i && $0.from.month != nil }) { break }
      if breaks.match(text, endingAt: i, from: lower) != nil { break }
      i -= 1
    }
    return i
  }

  private static func trimmed(_ text: [UInt32], _ start: Int, _ end: Int) -> Int {
    var i = start
    while let n = prefixes.match(text, at: i, before: end) { i += n }
    while i < end, text[i] == 0x2D || text[i] == 0x20 || text[i] == 0x201D { i += 1 }
    return i
  }

  /// Up to the next punctuation outside brackets and quotation marks.
  static func clauseEnd(_ text: [UInt32], _ range: Range<Int>) -> Int {
    var i = range.lowerBound
    while i < range.upperBound {
      let value = text[i]
      if value.isQuote || value == 0x28 || value == 0x300A {
        let closes: (UInt32) -> Bool = { value == 0x28 ? $0 == 0x29 : value == 0x300A ? $0 == 0x300B : $0.isQuote }
        guard let close = (i + 1..<range.upperBound).first(where: { closes(text[$0]) }) else { return i }
        i = close + 1
        continue
      }
      if value.endsClause { return i }
      i += 1
    }
    return i
  }

  static let nouns = Lexicon(
    """
    大会 年会 会议 论坛 峰会 高峰会 展览会 博览会 展会 展销会 交易会 展示会 洽谈会 沙龙 研讨会 交流会 座谈会 发布会 推介会 对接会 推广会 恳谈会 茶话会 联谊会 见面会 说明会
    培训班 培训会 培训 讲座 研修班 仪式 典礼 盛典 庆典 晚会 大赛 竞赛 比赛 挑战赛 锦标赛 邀请赛 决赛 理事会 常务理事会 代表大会 会员大会 全体会议 招聘会 评审会 鉴定会 动员会 例会
    工作会 报告会 表彰会 颁奖会 学术会 音乐会 演唱会 运动会 文化节 艺术节 电影节 科技节 开放日 活动周 宣传周 展览 特展 画展 书展 车展 展 博览 嘉年华 训练营 夏令营 演练 年会暨展览会
    主题活动 公益活动 庆祝活动 系列活动 活动 揭牌仪式 签约仪式 启动仪式 开幕式 闭幕式 颁奖礼 巡展 擂台赛 公开赛 联赛 杯赛 观摩会 现场会 推进会 通气会 听证会 联席会 团拜会 高峰论坛
    Expo EXPO expo Fair Forum Conference Summit
    """)
  /// Where a name cannot reach further left: verbs, particles, words of time.
  private static let breaks = Lexicon(
    """
    召开的 召开了 召开 举办的 举办了 举办 举行的 举行了 举行 参加 出席 承办的 主办的 承办 主办 协办的 组织的 开展 迎来 启动 将于 定于 将在 的 了 为 由 作为 闪耀 亮相 参展 上午 下午 晚上
    当天 今天 今日 昨天 昨日 近日 日前 期间 本届 此次 本次 这次 该届 支持的 参加了 来到 走进 关于 邀请 组织召开 组织举办 组织开展 组织参加 同期携手 携手 观摩 获 在 于
    """)
  private static let prefixes = Lexicon("本届 此次 本次 这次 了 以及 和 与 及 第一次 隆重 盛大 成功 圆满 顺利 同期 还 并 又 也 首先 一年一度的 一场 一次")
  private static let pointers = Lexicon("本次 此次 这次 该次 本届 该 大会 会议 会上 活动 论坛 展会 仪式 年会 这 此 上述 有关 各类 各项 相关 系列 多场 多次 一系列 各种 这一 一些 全体会议")
  /// 、 ( “ 〔 〕
  private static let edges: Set<UInt32> = [0x3001, 0x28, 0x201C, 0x3014, 0x3015]
  private static let ands = Lexicon("并 ,")
  /// Bodies, and words in 会 that name nothing held.
  private static let bodies = Lexicon(
    "协会 学会 商会 联合会 委员会 促进会 研究会 总会 分会 工会 基金会 机会 社会 理会 体会 领会 都会 省会 帮会 教会 财会 拜会 融会 幸会 意会 议会 国会 人代会常委会 常委会 组委会 管委会 居委会 妇联会 校友会 联谊会会")
  private static let calls = Lexicon("以下简称 简称 下称")
  private static let shortest = 4
  private static let longest = 100
  private static let longestBracket = 24
}
