/// Reads who received what: 荣获“…”奖, 被授予“…”称号, 向X授牌“…”, 授予X“…”称号.
struct AwardReading {
  let manuscript: Manuscript
  let dates: DateContext
  let organisations: OrganisationNames
  let events: [EventReading.Draft]
  let parameters: FieldParameters

  func read() -> [Records.Award] {
    var found: [(folded: [UInt32], award: Records.Award)] = []
    for index in Array(manuscript.bodyIndices) + manuscript.titleIndices {
      // A title sums up what the body says in full; it speaks for itself only where the body is silent.
      if manuscript.passages[index].isTitle, !found.isEmpty { break }
      for sentence in manuscript.passages[index].sentences {
        for (folded, award) in awards(index, sentence) {
          let known = found.contains { isSame($0.folded, folded) && $0.award.recipient?.value == award.recipient?.value }
          if !known { found.append((folded, award)) }
        }
      }
    }
    return found.map(\.award)
  }

  private func awards(_ index: Int, _ sentence: Range<Int>) -> [([UInt32], Records.Award)] {
    let passage = manuscript.passages[index]
    var found: [([UInt32], Records.Award)] = []
    var limit = sentence.upperBound
    for verb in AwardReading.verbs.all(in: passage.text, sentence).reversed() where isAward(passage.text, verb, sentence) {
      found = received(index, sentence, verb, limit) + found
      limit = verb.lowerBound
    }
    return found + given(index, sentence) + english(index, sentence)
  }

  private func english(_ index: Int, _ sentence: Range<Int>) -> [([UInt32], Records.Award)] {
    let passage = manuscript.passages[index]
    guard let award = EnglishReading(print: passage.print, dates: passage.dates).award(sentence) else { return [] }
    let recipient = AwardRecipient.Found(name: passage.print.cut(award.recipient), confidence: parameters.likely)
    let item = AwardObject.Item(name: award.name, lead: award.name.lowerBound..<award.name.lowerBound)
    return [self.award(index, sentence, item, year: nil, recipient: recipient, grantor: nil)]
  }

  /// 获得认可, 获悉, 获批: the verb has another sense here.
  private func isAward(_ text: [UInt32], _ verb: Range<Int>, _ sentence: Range<Int>) -> Bool {
    if AwardReading.otherSense.match(text, at: verb.lowerBound) != nil { return false }
    if verb.lowerBound > 0, AwardReading.notAfter.match(text, endingAt: verb.lowerBound, from: sentence.lowerBound) != nil { return false }
    if AwardReading.wishes.first(in: text, sentence.lowerBound..<verb.lowerBound) != nil { return false }
    return AwardReading.modals.last(in: text, max(sentence.lowerBound, verb.lowerBound - AwardReading.nearby)..<verb.lowerBound) == nil
  }

  private func received(_ index: Int, _ sentence: Range<Int>, _ verb: Range<Int>, _ limit: Int) -> [([UInt32], Records.Award)] {
    let passage = manuscript.passages[index]
    let text = passage.text
    let accepts = AwardReading.titling.match(text, at: verb.lowerBound) == verb.count
    let reading = AwardObjectReading(text: text, acceptsTitles: accepts, parameters: parameters)
    guard let object = reading.read(verb.upperBound, before: limit) else { return [] }
    let inLead = passage.isTitle || index < manuscript.bodyStart + 1
    let recipients = AwardRecipient(manuscript: manuscript, organisations: organisations, parameters: parameters)
    let found = recipients.read(index, sentence, verb: verb.lowerBound, mayUseTitle: inLead)
    guard !found.isEmpty else { return [] }
    let by = passiveGrantor(passage.print, verb, sentence) ?? giver(passage.print, sentence.lowerBound..<verb.lowerBound)
    // A、B分别获得“X”、“Y”: one each, in order.
    let paired = found.count > 1 && AwardReading.respectively.match(text, endingAt: verb.lowerBound, from: sentence.lowerBound) != nil
    guard !paired || found.count == object.items.count else { return [] }
    return object.items.enumerated().flatMap { i, item in
      (paired ? [found[i]] : found).map {
        award(index, sentence, item, year: object.year, recipient: $0, grantor: by ?? leadGrantor(passage.print, item))
      }
    }
  }

  /// 授予X“…”称号, 向X授牌“…”, 为X颁发“…”.
  private func given(_ index: Int, _ sentence: Range<Int>) -> [([UInt32], Records.Award)] {
    let passage = manuscript.passages[index]
    let text = passage.text
    var found: [([UInt32], Records.Award)] = []
    for verb in AwardReading.giving.all(in: text, sentence) {
      if verb.lowerBound > 0, AwardReading.passive.contains(text[verb.lowerBound - 1]) { continue }
      guard let quote = (verb.upperBound..<sentence.upperBound).first(where: { text[$0].isQuote || text[$0].endsClause }),
        text[quote].isQuote
      else { continue }
      let reading = AwardObjectReading(text: text, acceptsTitles: true, parameters: parameters)
      guard let object = reading.read(quote, before: sentence.upperBound), let to = receiver(text, verb, quote, sentence) else { continue }
      let recipients = AwardRecipient(manuscript: manuscript, organisations: organisations, parameters: parameters)
      let by = giver(passage.print, sentence)
      for recipient in recipients.subjects(passage.print, to) {
        found += object.items.map { award(index, sentence, $0, year: object.year, recipient: recipient, grantor: by) }
      }
    }
    return found
  }

  /// Between 授予 and the quotation, or between 向 and 授牌.
  private func receiver(_ text: [UInt32], _ verb: Range<Int>, _ quote: Int, _ sentence: Range<Int>) -> Range<Int>? {
    if quote > verb.upperBound + 1 { return verb.upperBound..<quote }
    guard let to = (sentence.lowerBound..<verb.lowerBound).last(where: { text[$0] == 0x5411 || text[$0] == 0x4E3A }) else { return nil }
    return to + 1 < verb.lowerBound ? to + 1..<verb.lowerBound : nil
  }

  // MARK: the record

  private func award(
    _ index: Int, _ sentence: Range<Int>, _ item: AwardObject.Item, year: Int?, recipient: AwardRecipient.Found, grantor: String?
  ) -> ([UInt32], Records.Award) {
    let passage = manuscript.passages[index]
    let lines = passage.lines
    let host = host(of: index)
    let sure = parameters.likely
    var award = Records.Award(
      name: .init(Quotation.balanced(passage.print.cut(item.name)), confidence: parameters.certain, lines: lines),
      confidence: min(sure, recipient.confidence))
    if !recipient.name.isEmpty { award.recipient = .init(recipient.name, confidence: recipient.confidence, lines: lines) }
    award.grantor =
      grantor.map { .init($0, confidence: sure, lines: lines) } ?? host.map { .init($0, confidence: parameters.guessed, lines: lines) }
    if let span = day(index, item.name.lowerBound), span.from == span.to {
      award.awardedOn = .init(span.from, confidence: span.confidence, lines: lines)
    }
    award.year = self.year(index, item, stated: year, day: day(index, item.name.lowerBound)?.from)
    return (Array(passage.text[item.name]), award)
  }

  /// The last day named before the award in its passage.
  private func day(_ index: Int, _ place: Int) -> DateContext.Span? {
    let passage = manuscript.passages[index]
    if passage.isTitle {
      return events.first.flatMap { $0.event.startsOn }.map { DateContext.Span(from: $0.value, to: $0.value, confidence: $0.confidence) }
    }
    if let mention = passage.dates.last(where: { $0.from.namesDay && $0.range.upperBound <= place }),
      let span = dates.resolve(mention, passage: index)
    {
      return span
    }
    guard index > manuscript.bodyStart, index < manuscript.bodyStart + parameters.leadPassages,
      let previous = events.last(where: { $0.passage == index - 1 })
    else { return nil }
    return previous.event.startsOn.map { DateContext.Span(from: $0.value, to: $0.value, confidence: parameters.guessed) }
  }

  /// The year honoured: 2024年度 beside the award, else in its passage or the title, else a year in its name, else that of the day.
  private func year(_ index: Int, _ item: AwardObject.Item, stated: Int?, day: Day?) -> Records.Reading<Int>? {
    let lines = manuscript.passages[index].lines
    if let stated { return .init(stated, confidence: parameters.certain, lines: lines) }
    let text = manuscript.passages[index].text
    let head = text[item.name.lowerBound].isQuote ? item.name.lowerBound + 1 : item.name.lowerBound
    if var y = Numeral.digits(text, at: head, width: 4...4), (1949...2099).contains(y.value) {
      // 2015-2016年度 closes with its second year.
      if y.end < text.count, text[y.end] == 0x2D, let last = Numeral.digits(text, at: y.end + 1, width: 4...4), last.value == y.value + 1 {
        y = last
      }
      return .init(y.value, confidence: parameters.likely, lines: lines)
    }
    for place in [index] + manuscript.titleIndices {
      let passage = manuscript.passages[place]
      let limit = place == index ? item.name.lowerBound : passage.text.count
      let period = passage.dates.last { $0.isPeriod && $0.range.upperBound < limit && passage.text[$0.range.upperBound] == 0x5EA6 }
      if let year = period?.from.year { return .init(year, confidence: parameters.likely, lines: passage.lines) }
    }
    return day.map { .init($0.year, confidence: parameters.guessed, lines: lines) }
  }

  /// The organiser of the event in the award's passage, or in the one before it.
  private func host(of index: Int) -> String? {
    if manuscript.passages[index].isTitle { return events.first?.event.organisers.first?.value }
    let near = events.last { $0.passage == index } ?? events.last { $0.passage == index - 1 }
    return near?.event.organisers.first?.value
  }

  // MARK: the grantor

  /// 被X授予, 获X颁发的, 获得X授予的.
  private func passiveGrantor(_ print: Print, _ verb: Range<Int>, _ sentence: Range<Int>) -> String? {
    let text = print.text
    let hosts = HostReading(organisations: organisations)
    if let by = (max(sentence.lowerBound, verb.lowerBound - AwardReading.longestGrantor)..<verb.lowerBound).last(where: {
      text[$0] == 0x88AB
    }) {
      let names = hosts.list(print, by + 1..<verb.lowerBound)
      if !names.isEmpty { return names.joined(separator: "、") }
    }
    let reach = verb.upperBound..<min(sentence.upperBound, verb.upperBound + AwardReading.longestGrantor)
    if let of = AwardReading.grantedBy.first(in: text, reach) {
      let names = hosts.list(print, verb.upperBound..<of.lowerBound)
      if !names.isEmpty { return names.joined(separator: "、") }
    }
    return nil
  }

  /// The subject of the clause that gives: X在…上向Y授牌.
  private func giver(_ print: Print, _ sentence: Range<Int>) -> String? {
    let text = print.text
    // 由X颁发的 says in passing who gave; it is no clause of giving.
    let verb = AwardReading.giving.all(in: text, sentence).first { verb in
      let relative = verb.upperBound < text.count && text[verb.upperBound] == 0x7684
      return !relative && (verb.lowerBound == 0 || !AwardReading.passive.contains(text[verb.lowerBound - 1]))
    }
    guard let verb else { return nil }
    // The subject may stand clauses before: X召开大会，授予….
    var end = verb.lowerBound
    while end > sentence.lowerBound {
      let start = (sentence.lowerBound..<end).last { text[$0].endsClause }.map { $0 + 1 } ?? sentence.lowerBound
      if let (folded, stop) = organisations.leading(text, start..<end) { return organisations.fullName(folded) ?? print.cut(start..<stop) }
      end = max(sentence.lowerBound, start - 1)
    }
    return nil
  }

  /// 星河奔腾年度最高奖项“…”: what is left before the quotation once 年度最高奖项 is taken off, if it is a body and no region.
  private func leadGrantor(_ print: Print, _ item: AwardObject.Item) -> String? {
    let text = print.text
    var end = item.lead.upperBound
    var stripped = false
    while let n = AwardReading.prizeWords.match(text, endingAt: end, from: item.lead.lowerBound) {
      end -= n
      stripped = true
    }
    let range = item.lead.lowerBound..<end
    let hosts = HostReading(organisations: organisations)
    if let name = hosts.name(print, range) { return name }
    guard stripped, (3...AwardReading.longestGrantor).contains(range.count), text[range].allSatisfy(\.isHan),
      !AwardReading.regions.contains(text[end - 1])
    else { return nil }
    return print.cut(range)
  }

  private func isSame(_ a: [UInt32], _ b: [UInt32]) -> Bool {
    let (short, long) = a.count <= b.count ? (a, b) : (b, a)
    return EventName.likeness(a, b) >= parameters.sameName || EventName.abridges(short, long)
  }

  static let verbs = Lexicon(
    "荣获 喜获 获得 斩获 摘得 荣膺 获评 获颁 夺得 获 被授予 被评为 被评选为 被认定为 被命名为 被表彰为 获授 捧得 摘取 勇夺 荣登 被确定为 获选 当选 入选 荣列")
  private static let titling = Lexicon("被授予 被评为 被评选为 被认定为 被命名为 被表彰为 获评 荣膺 获颁 获授 荣列")
  private static let giving = Lexicon("授予 授牌 颁发 颁授")
  private static let otherSense = Lexicon("获悉 获批 获取 获益 获利 获准 获胜 获知 获奖 获此 获得感 获得者 获救 获释 获赠 获证 获客 获赞 获刑 获者 获邀")
  private static let notAfter = Lexicon("申 收 已获 捕 查 破 抓 截 拿 猎 渔 俘 曾 授权")
  private static let wishes = Lexicon("争取 力争 希望 期待 早日 勉励 祝愿 鼓励 目标 要求 凡 可获 计划")
  private static let modals = Lexicon("先后 曾 此前 历年 累计 近年来 近几年 可 将 拟 申报 申请 冲刺 对 如 若 能")
  private static let respectively = Lexicon("分别")
  private static let grantedBy = Lexicon("颁发的 授予的 评选的 评定的 颁发 授予 颁布的 认定的")
  private static let prizeWords = Lexicon("年度最高奖项 最高奖项 年度最高奖 最高奖 年度 颁发的 授予的 评选的 奖项 大奖 最高荣誉 的 荣誉 年度大奖 颁发 授予 最高")
  private static let passive: Set<UInt32> = [0x88AB, 0x83B7]
  private static let regions: Set<UInt32> = [0x5E02, 0x7701, 0x53BF, 0x533A, 0x56FD]
  private static let nearby = 8
  private static let longestGrantor = 30
}
