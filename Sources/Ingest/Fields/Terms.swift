/// When a document takes effect, until when it holds, by when something must be handed in, and what it ends.
struct TermReading {
  let manuscript: Manuscript
  let dates: DateContext
  let issued: Day?
  let parameters: FieldParameters

  struct Terms: Sendable {
    var effectiveOn: Records.Reading<Day>?
    var expiresOn: Records.Reading<Day>?
    var deadlines: [Records.Deadline] = []
    var repeals: [Records.Reading<String>] = []
  }

  func read(_ places: [CitationReading.Place]) -> Terms {
    var terms = Terms()
    for index in manuscript.bodyIndices {
      for sentence in manuscript.passages[index].sentences {
        readEffect(index, sentence, &terms)
        readDeadlines(index, sentence, &terms)
        readRepeals(index, sentence, places, &terms)
      }
    }
    readHeadedDeadline(&terms)
    terms.deadlines.sort { rank($0.kind) < rank($1.kind) }
    return terms
  }

  // MARK: effect

  /// 自…起施行; 自印发之日起执行; 有效期至…; 有效期5年.
  private func readEffect(_ index: Int, _ sentence: Range<Int>, _ terms: inout Terms) {
    let passage = manuscript.passages[index]
    let text = passage.text
    if terms.effectiveOn == nil, let verb = TermReading.takesEffect.first(in: text, sentence) {
      let before = sentence.lowerBound..<verb.lowerBound
      if let mention = passage.dates.last(where: {
        before.contains($0.range.lowerBound) && $0.from.namesDay && verb.lowerBound - $0.range.upperBound <= 2
      }),
        let span = dates.resolve(mention, passage: index, tense: .future, after: issued)
      {
        terms.effectiveOn = .init(span.from, confidence: min(parameters.certain, span.confidence), lines: passage.lines)
      } else if let issued, TermReading.atOnce.match(text, endingAt: verb.lowerBound, from: sentence.lowerBound) != nil {
        terms.effectiveOn = .init(issued, confidence: parameters.likely, lines: passage.lines)
      }
    }
    if terms.expiresOn == nil, let label = TermReading.validity.first(in: text, sentence) { readExpiry(index, sentence, label, &terms) }
  }

  private func readExpiry(_ index: Int, _ sentence: Range<Int>, _ label: Range<Int>, _ terms: inout Terms) {
    let passage = manuscript.passages[index]
    let after = label.upperBound..<sentence.upperBound
    if let mention = passage.dates.first(where: { after.contains($0.range.lowerBound) && $0.from.namesDay }),
      mention.range.lowerBound - label.upperBound <= TermReading.reach,
      let span = dates.resolve(mention, passage: index, tense: .future, after: issued)
    {
      terms.expiresOn = .init(span.to, confidence: min(parameters.certain, span.confidence), lines: passage.lines)
      return
    }
    guard let start = terms.effectiveOn ?? issued.map({ .init($0, confidence: parameters.guessed) }),
      let years = years(passage.text, label.upperBound, sentence.upperBound)
    else { return }
    // Five years from 1 March 2025 end with 28 February 2030.
    let end = Day(start.value.year + years, start.value.month, start.value.day)?.adding(-1)
    terms.expiresOn = end.map { .init($0, confidence: min(parameters.likely, start.confidence), lines: passage.lines) }
  }

  /// 有效期5年, 有效期为三年.
  private func years(_ text: [UInt32], _ start: Int, _ limit: Int) -> Int? {
    var i = start
    while i < min(limit, start + 2), text[i] == 0x4E3A || text[i] == 0x662F || text[i] == 0x3A { i += 1 }
    guard let n = Numeral.either(text, at: i), n.end < limit, text[n.end] == 0x5E74, (1...30).contains(n.value) else { return nil }
    return n.value
  }

  // MARK: deadlines

  /// …前报送, 截止日期：…, 于…前提交, 截至…; a date that is no limit for handing in is left alone.
  private func readDeadlines(_ index: Int, _ sentence: Range<Int>, _ terms: inout Terms) {
    let passage = manuscript.passages[index]
    let text = passage.text
    for mention in passage.dates where sentence.contains(mention.range.lowerBound) && mention.from.namesDay {
      if mention.range.lowerBound > 0, TermReading.every.match(text, endingAt: mention.range.lowerBound, from: sentence.lowerBound) != nil {
        continue
      }
      let labelled =
        TermReading.closing.first(
          in: text, max(sentence.lowerBound, mention.range.lowerBound - TermReading.reach)..<mention.range.lowerBound) != nil
      let limited = TermReading.before.match(text, at: mention.range.upperBound) != nil
      let late = TermReading.late.first(in: text, mention.range.upperBound..<sentence.upperBound) != nil
      guard labelled || limited || late else { continue }
      let context = labelled ? sentence : around(text, mention.range, sentence)
      guard let kind = kind(text, context) ?? (labelled || late ? kind(text, sentence) ?? .application : nil) else { continue }
      add(kind, mention, index, &terms)
    }
  }

  /// A heading 截止日期 with the day in the paragraph under it.
  private func readHeadedDeadline(_ terms: inout Terms) {
    for index in manuscript.bodyIndices.dropFirst() {
      let heading = manuscript.passages[index - 1].text
      guard heading.count <= TermReading.longestHeading, TermReading.closing.occurs(in: heading, 0..<heading.count),
        let mention = manuscript.passages[index].dates.first(where: { $0.from.namesDay }), mention.range.lowerBound <= TermReading.reach
      else { continue }
      add(kind(heading, 0..<heading.count) ?? .application, mention, index, &terms)
    }
  }

  private func add(_ kind: Records.Deadline.Kind, _ mention: DateMention, _ index: Int, _ terms: inout Terms) {
    guard let span = dates.resolve(mention, passage: index, tense: .future, after: issued),
      !terms.deadlines.contains(where: { $0.on.value == span.to }), issued.map({ span.to >= $0 }) ?? true
    else { return }
    let lines = manuscript.passages[index].lines
    terms.deadlines.append(.init(kind: kind, on: .init(span.to, confidence: min(parameters.likely, span.confidence), lines: lines)))
  }

  /// What is to be done by then, by the verbs after the date.
  private func kind(_ text: [UInt32], _ range: Range<Int>) -> Records.Deadline.Kind? {
    let verbs: [(Lexicon, Records.Deadline.Kind)] = [
      (TermReading.comments, .comment), (TermReading.registers, .registration), (TermReading.applies, .application),
      (TermReading.submits, .submission),
    ]
    return verbs.first { $0.0.occurs(in: text, range) }?.1
  }

  /// From the clause's beginning to a little past the day: 申报材料请于…前寄送.
  private func around(_ text: [UInt32], _ day: Range<Int>, _ sentence: Range<Int>) -> Range<Int> {
    let start = (sentence.lowerBound..<day.lowerBound).last { text[$0].endsClause }.map { $0 + 1 } ?? sentence.lowerBound
    return start..<min(sentence.upperBound, day.upperBound + TermReading.span)
  }

  private func rank(_ kind: Records.Deadline.Kind) -> Int {
    switch kind {
    case .application: 0
    case .registration: 1
    case .comment: 2
    case .submission: 3
    }
  }

  // MARK: repeals

  /// 《…》（号）予以废止, 同时废止: the number where one is printed, else the title.
  private func readRepeals(_ index: Int, _ sentence: Range<Int>, _ places: [CitationReading.Place], _ terms: inout Terms) {
    let passage = manuscript.passages[index]
    let text = passage.text
    guard let verb = TermReading.ends.last(in: text, sentence), TermReading.notEnds.first(in: text, sentence) == nil else { return }
    let numbered = places.filter {
      $0.passage == index && sentence.contains($0.number.range.lowerBound) && $0.number.range.upperBound <= verb.lowerBound
    }
    let titles = titles(text, sentence.lowerBound..<verb.lowerBound).filter { title in !numbered.contains { $0.title == title } }
    let values =
      numbered.map { $0.number.normal } + titles.filter { title in isRepealed(text, title, sentence) }.map { passage.print.cut($0) }
    for value in values where !terms.repeals.contains(where: { $0.value == value }) {
      terms.repeals.append(.init(value, confidence: parameters.likely, lines: passage.lines))
    }
  }

  /// 根据《…》, 按照《…》: named as ground, not as what ends.
  private func isRepealed(_ text: [UInt32], _ title: Range<Int>, _ sentence: Range<Int>) -> Bool {
    TermReading.grounds.match(text, endingAt: title.lowerBound - 1, from: sentence.lowerBound) == nil
  }

  private func titles(_ text: [UInt32], _ range: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var open: Int?
    var depth = 0
    for i in range {
      if text[i] == 0x300A {
        if depth == 0 { open = i + 1 }
        depth += 1
      } else if text[i] == 0x300B, depth > 0 {
        depth -= 1
        if depth == 0, let start = open { found.append(start..<i) }
      }
    }
    return found
  }

  private static let takesEffect = Lexicon("起施行 起执行 起实施 起生效 起实行 起开始施行 起正式施行 施行 起试行")
  private static let atOnce = Lexicon("自印发之日 自发布之日 自公布之日 自颁布之日 自本通知印发之日 自发文之日 自下发之日 自公告之日")
  private static let validity = Lexicon("有效期至 有效期为 有效期自 有效期限至 有效期 执行至 试行至 施行至 期限为 试行期")
  private static let every = Lexicon("每年 每月 每季度 次年 年度 该年度 当年")
  private static let closing = Lexicon("截止日期 截止时间 截止到 截止至 截止 最迟 最晚 申报时间 报名时间 征集时间 报送时间 受理时间")
  private static let before = Lexicon("前 之前 以前 (含)前 前将 24时前 17时前 下午5点前 12:00前 17:00前 18:00前 24:00前 止 截止 为止")
  private static let late = Lexicon("逾期 过期不 截止")
  private static let comments = Lexicon("反馈意见 意见反馈 修改意见 意见建议 提出意见 征求意见 书面意见 反馈至 反馈我 将意见")
  private static let registers = Lexicon("报名 注册 回执 参会")
  private static let applies = Lexicon("申报 申请 推荐 提名 参评 报送材料 申报材料 征集 投稿 参展")
  private static let submits = Lexicon("报送 提交 上报 报至 报我 报省 寄 发送 上传 送至 填报 反馈至 报国")
  private static let ends = Lexicon("予以废止 同时废止 即行废止 自行废止 停止执行 停止施行 同时停止 废止 不再执行 同时失效")
  private static let notEnds = Lexicon("废止和修改 修改或废止 是否废止 未废止 不得废止 废止失效文件目录")
  private static let grounds = Lexicon("根据 按照 依照 依据 按 贯彻 落实 执行")
  /// Characters after a limit in which its verb stands.
  private static let span = 24
  private static let reach = 10
  private static let longestHeading = 20
}
