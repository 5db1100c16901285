/// One clause that says that something takes place: NAME 于 VENUE 举行, or HOST 召开 NAME.
struct EventClause: Sendable {
  var name: Range<Int>?
  var venue: Range<Int>?
  var host: Range<Int>?
  var verb: Range<Int>
  /// 将, 定于, 拟: it has not taken place yet.
  var isFuture: Bool
  /// 参加, 亮相: the story's people went to it.
  var isVisit = false
  /// 闭幕, 落幕: the day it names is the last.
  var isClosing = false
  /// 为期三天.
  var days: Int?
}

/// Reads the clauses of one sentence.
struct EventClauseReading {
  let text: [UInt32]
  let dates: [DateMention]
  let parameters: FieldParameters

  func clauses(_ sentence: Range<Int>) -> [EventClause] {
    var found: [EventClause] = []
    for verb in EventClauseReading.verbs.all(in: text, sentence) {
      if let clause = clause(verb, sentence) { found.append(clause) }
    }
    for verb in EventClauseReading.visits.all(in: text, sentence) {
      let name = EventName.object(text, verb.upperBound..<sentence.upperBound, dates: dates)
      found.append(EventClause(name: name, verb: verb, isFuture: false, isVisit: true))
    }
    return found
  }

  private func clause(_ verb: Range<Int>, _ sentence: Range<Int>) -> EventClause? {
    let lower = sentence.lowerBound
    let open = clauseStart(verb.lowerBound, lower)
    let before = text[open..<verb.lowerBound]
    guard EventClauseReading.habits.first(in: text, open..<verb.lowerBound) == nil else { return nil }
    var end = stripped(EventClauseReading.adverbs, verb.lowerBound, open)
    var clause = EventClause(verb: verb, isFuture: EventClauseReading.future.occurs(in: text, before.startIndex..<before.endIndex))
    clause.isClosing = EventClauseReading.closings.match(text, at: verb.lowerBound) != nil
    clause.days = days(sentence)
    if let place = place(open, end) {
      clause.venue = place.venue
      end = place.start
    }
    end = nameEnd(end, open)
    if verb.upperBound < sentence.upperBound, text[verb.upperBound] == 0x7684 {
      let start = OrganisationNames.start(text, before: end, from: open)
      if OrganisationNames.isName(text, start..<end) { clause.host = start..<end }
      return relative(clause, sentence)
    }
    clause.name = EventName.ending(text, at: end, from: lower, dates: dates)
    if clause.name == nil, let name = EventName.object(text, verb.upperBound..<sentence.upperBound, dates: dates) {
      clause.name = name
      clause.host = hostRange(open, end)
    }
    guard clause.name != nil || clause.venue != nil else { return nil }
    return clause
  }

  /// 为期三天, 为期3天.
  private func days(_ sentence: Range<Int>) -> Int? {
    guard let label = EventClauseReading.lasting.first(in: text, sentence), let n = Numeral.either(text, at: label.upperBound),
      n.end < sentence.upperBound, text[n.end] == 0x5929 || text[n.end] == 0x65E5
    else { return nil }
    return n.value
  }

  /// 在X举行的NAME上: the name follows the verb.
  private func relative(_ clause: EventClause, _ sentence: Range<Int>) -> EventClause? {
    let from = clause.verb.upperBound + 1
    let stop = EventName.clauseEnd(text, from..<sentence.upperBound)
    let end = (from..<stop).last { EventClauseReading.during.match(text, at: $0) != nil } ?? stop
    guard let name = EventName.ending(text, at: end, from: from, dates: dates) else { return nil }
    var clause = clause
    clause.name = name
    return clause
  }

  /// The subject of a verb that has its event as object.
  private func hostRange(_ open: Int, _ end: Int) -> Range<Int>? {
    var start = open
    for mention in dates where mention.range.lowerBound >= open && mention.range.upperBound <= end {
      start = max(start, mention.range.upperBound)
    }
    // 1月23日电（记者…）: the dateline is no part of the subject.
    if start < end, text[start] == 0x7535 || text[start] == 0x8BAF {
      start += 1
      if start < end, text[start] == 0x28, let close = (start..<end).first(where: { text[$0] == 0x29 }) { start = close + 1 }
    }
    while let n = EventClauseReading.times.match(text, at: start, before: end) { start += n }
    return start < end ? start..<end : nil
  }

  /// The last 在, 于 or 假 of the clause with a place after it.
  private func place(_ open: Int, _ end: Int) -> (venue: Range<Int>?, start: Int)? {
    var i = end - 2
    while i >= open {
      if EventClauseReading.at.contains(text[i]), !(i > open && EventClauseReading.notAt.contains(text[i - 1])) {
        let range = i + 1..<end
        if let mention = dates.first(where: { $0.range.lowerBound == i + 1 }) {
          return mention.range.upperBound >= end - 2 ? (nil, i) : (venue(mention.range.upperBound..<end), i)
        }
        // 在京, 在沪: a place, but no venue to note.
        if range.count == 1 || i == end - 2 { return (nil, i) }
        return venue(range).map { ($0, i) }
      }
      i -= 1
    }
    return nil
  }

  private func venue(_ range: Range<Int>) -> Range<Int>? {
    var range = range
    while let n = EventClauseReading.times.match(text, at: range.lowerBound, before: range.upperBound) {
      range = range.lowerBound + n..<range.upperBound
    }
    guard range.count >= 2, range.count <= parameters.longestVenue,
      EventClauseReading.noPlace.match(text, endingAt: range.upperBound, from: range.lowerBound) == nil,
      !text[range].contains(where: { $0.endsClause || $0 == 0x7684 })
    else { return nil }
    return range
  }

  /// Back over 将, 近日, a date and the like, to where a name may end.
  private func nameEnd(_ end: Int, _ open: Int) -> Int {
    var end = end
    while end > open {
      if let n = EventClauseReading.times.match(text, endingAt: end, from: open)
        ?? EventClauseReading.future.match(text, endingAt: end, from: open)
      {
        end -= n
      } else if let mention = dates.first(where: { $0.range.upperBound == end && $0.range.lowerBound >= open }) {
        end = mention.range.lowerBound
        if let n = EventClauseReading.future.match(text, endingAt: end, from: open) {
          end -= n
        } else if end > open, EventClauseReading.at.contains(text[end - 1]) || text[end - 1] == 0x81EA {
          end -= 1
        }
      } else {
        break
      }
    }
    return end
  }

  private func stripped(_ words: Lexicon, _ end: Int, _ lower: Int) -> Int {
    var end = end
    while let n = words.match(text, endingAt: end, from: lower) { end -= n }
    return end
  }

  /// After the last clause mark before a place that stands outside brackets and quotation marks.
  private func clauseStart(_ end: Int, _ lower: Int) -> Int {
    var i = end
    while i > lower {
      let value = text[i - 1]
      if value == 0x201D || value == 0x29,
        let open = (lower..<i - 1).reversed().first(where: { text[$0] == (value == 0x29 ? 0x28 : 0x201C) })
      {
        i = open
        continue
      }
      if value.endsClause { break }
      i -= 1
    }
    return i
  }

  private static let verbs = Lexicon("召开 举行 举办 开幕 启幕 揭幕 落幕 闭幕 落下帷幕 拉开帷幕 拉开序幕 开赛 开班 开讲 开展仪式 圆满收官 收官 登场 揭牌 隆重启动")
  private static let during = Lexicon("上 期间 中")
  private static let closings = Lexicon("闭幕 落幕 落下帷幕 圆满收官 收官")
  private static let lasting = Lexicon("为期 历时")
  private static let visits = Lexicon("参加了 参加 亮相 出席了 出席 参展 闪耀 登陆 受邀参加 应邀参加")
  private static let adverbs = Lexicon(
    "隆重 成功 盛大 圆满 顺利 正式 如期 热烈 同期 联合 共同 胜利 组织 同步 线上线下同步 拉开 精彩 重磅 再次 首次 携手 合作 主持 共 已 分别 先后 了 联手 独家 同时 , 也")
  private static let habits = Lexicon("每年 每两年 每季度 每月 每届 定期 不定期 鼓励 支持 应当 可以 曾经 曾 多次 往届 历届 轮流 自愿 不得 禁止 严禁 拟每 若 如需 计划每 凡")
  private static let future = Lexicon("将于 将在 将 定于 拟于 拟 即将 计划于 计划 兹定于 谨定于 预计")
  private static let times = Lexicon("近日 日前 今天 今日 昨天 昨日 今晨 今晚 当天 当日 同日 上午 下午 晚上 晚 中午 清晨 , 期间 前夕 又 还 也 已 在京 在沪 同时 随后 其间")
  private static let at: Set<UInt32> = [0x5728, 0x4E8E, 0x5047]
  /// 存在, 由于, 位于, 基于, 关于, 对于, 至于, 处于, 所在, 现在, 正在, 利于, 便于, 鉴于.
  private static let notAt: Set<UInt32> = Set("存由位基关对至处所现正利便鉴属等源善勇忠致限用".unicodeScalars.map(\.value))
  private static let noPlace = Lexicon("期间 之际 时 上 下 中 基础 框架 前提 内 前 后 指导 支持 领域 方面 月 日 年 阶段 过程 同时 背景 层面 之间")
}
