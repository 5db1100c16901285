/// Reads the fields of a notice: who issued what, under which number, on which day, to whom, and until when.
struct NoticeReading {
  let manuscript: Manuscript
  let dates: DateContext
  let organisations: OrganisationNames
  let places: [CitationReading.Place]
  let blocks: [SignatureBlock]
  let parameters: FieldParameters

  /// The place of the document's own number: a line of its own near the title, or one labelled 发文字号.
  ///
  /// A number alone in its paragraph counts anywhere: a displaced frame may hold it.
  var own: CitationReading.Place? {
    places.first(where: isOwn)
      ?? places.first { place in
        place.title == nil && place.number.range.lowerBound == 0
          && place.number.range.upperBound == manuscript.passages[place.passage].text.count
      }
  }

  private func isOwn(_ place: CitationReading.Place) -> Bool {
    guard place.passage < manuscript.bodyStart + NoticeReading.headPassages else { return false }
    let passage = manuscript.passages[place.passage]
    if passage.role == .documentNumber || NoticeReading.numberLabels.match(passage.text, at: 0) != nil { return true }
    let closes = place.number.range.upperBound >= passage.text.count - 1
    let dated = passage.dates.first { $0.range.lowerBound <= NoticeReading.marginAround && $0.from.namesDay }
    if dated != nil, closes, passage.text.count <= parameters.longestSignature { return true }
    let rest = passage.text.count - place.number.range.count
    if passage.isTitle { return place.title == nil && rest > 0 && closes }
    // 国函〔2019〕31号 江省人民政府：, set in one line.
    let leads = place.passage == manuscript.bodyStart && place.number.range.lowerBound == 0 && passage.text.last == 0x3A
    // 江财规〔2024〕11号 江省财政厅: the issuer in the number's line.
    let behind = place.number.range.upperBound..<passage.text.count
    if place.number.range.lowerBound == 0, place.title == nil, OrganisationNames.isName(passage.text, behind),
      behind.count <= parameters.longestSignature / 2
    {
      return true
    }
    return place.title == nil && (rest <= NoticeReading.marginAround || leads && passage.text.count <= parameters.longestAddressee)
  }

  /// 江城市人民政府令 and, in the line under it, 第12号.
  private var orderHead: (issuer: Records.Reading<String>, number: Records.Reading<String>?)? {
    for index in 0..<min(manuscript.passages.count, manuscript.bodyStart + NoticeReading.headPassages)
    where manuscript.passages[index].place != .kicker {
      let passage = manuscript.passages[index]
      guard let order = NoticeReading.decrees.last(in: passage.text, 0..<passage.text.count),
        let range = NoticeReading.orderIssuer(passage.text, before: order.lowerBound)
      else { continue }
      let issuer = Records.Reading(passage.print.cut(range), confidence: parameters.certain, lines: passage.lines)
      guard index + 1 < manuscript.passages.count, order.upperBound == passage.text.count else { return (issuer, nil) }
      let next = manuscript.passages[index + 1]
      guard let number = DocumentNumber.ordinal(next.text) else { return (issuer, nil) }
      let normal = passage.print.folded(0..<passage.text.count) + "第" + number + "号"
      return (issuer, .init(normal, confidence: parameters.certain, lines: passage.lines + next.lines))
    }
    return nil
  }

  /// The name before 令 that begins its line; 中华人民共和国 before the body's own name is left out.
  private static func orderIssuer(_ text: [UInt32], before end: Int) -> Range<Int>? {
    let start = nation.match(text, at: 0, before: end).flatMap { end - $0 >= 3 ? $0 : nil } ?? 0
    let range = start..<end
    guard range.count >= 3, range.count <= 30, OrganisationNames.isName(text, range) else { return nil }
    return range
  }

  func read(_ category: Records.NoticeCategory) -> Records.Notice {
    var notice = Records.Notice(category: category, confidence: parameters.certain)
    let own = own
    let head = category == .news ? nil : orderHead
    notice.documentNumber =
      own.map { .init($0.number.normal, confidence: parameters.certain, lines: manuscript.passages[$0.passage].lines) } ?? head?.number
    let block = category == .news ? nil : ownBlock(titleIssuers())
    notice.signature = block.map { .init($0.text, confidence: parameters.certain, lines: lines($0.passages)) }
    notice.issuedOn = block?.date ?? (category == .news ? nil : dateUnderTitle ?? dateBesideNumber ?? lastDate())
    notice.issuers = issuers(block, category)
    if notice.issuers.isEmpty, let head { notice.issuers = [head.issuer] }
    notice.addressee = category == .news ? nil : addressee()
    let terms = TermReading(manuscript: manuscript, dates: dates, issued: notice.issuedOn?.value, parameters: parameters).read(places)
    notice.effectiveOn = terms.effectiveOn
    notice.expiresOn = terms.expiresOn
    notice.deadlines = terms.deadlines
    notice.repeals = terms.repeals
    notice.cites = CitationReading(manuscript: manuscript, parameters: parameters).citations(places, own: own)
    notice.attachments = AttachmentReading(manuscript: manuscript, parameters: parameters).read()
    notice.contacts = ContactReading(parameters: parameters).read(Array(manuscript.passages[manuscript.bodyStart...]))
    if notice.issuers.isEmpty { notice.confidence = parameters.guessed }
    return notice
  }

  /// The block of the title's issuers, else the first; what a document forwards is signed later.
  private func ownBlock(_ titled: [Records.Reading<String>]) -> SignatureBlock? {
    let names = Set(titled.map(\.value))
    return blocks.first { block in block.issuers.contains { names.contains($0.value) } } ?? blocks.first
  }

  private func lines(_ range: ClosedRange<Int>) -> [ClosedRange<Int>] { range.flatMap { manuscript.passages[$0].lines } }

  /// （2025年3月5日） alone under the title, or （2025年3月5日…会议通过）.
  var dateUnderTitle: Records.Reading<Day>? {
    for index in manuscript.bodyIndices.prefix(NoticeReading.headPassages) {
      let passage = manuscript.passages[index]
      let labelled = NoticeReading.dateLabels.match(passage.text, at: 0) ?? 0
      guard let mention = passage.dates.first, mention.from.namesDay, mention.from.year != nil, mention.to == nil,
        passage.text.count - mention.range.count - labelled <= NoticeReading.marginAround || isAdoption(passage.text, mention),
        let span = dates.resolve(mention, passage: index)
      else { continue }
      return .init(span.from, confidence: parameters.likely, lines: passage.lines)
    }
    return nil
  }

  /// A whole paragraph in brackets that begins with a day and says who adopted or promulgated.
  private func isAdoption(_ text: [UInt32], _ mention: DateMention) -> Bool {
    text.first == 0x28 && text.last == 0x29 && mention.range.lowerBound == 1
      && NoticeReading.adopts.occurs(in: text, mention.range.upperBound..<text.count)
  }

  /// 中华民国114年3月5日…字第…号令: the day in the line of the own number.
  private var dateBesideNumber: Records.Reading<Day>? {
    guard let own else { return nil }
    let passage = manuscript.passages[own.passage]
    guard let mention = passage.dates.first(where: { $0.from.namesDay && $0.range.upperBound <= own.number.range.lowerBound }),
      let span = dates.resolve(mention, passage: own.passage)
    else { return nil }
    return .init(span.from, confidence: parameters.likely, lines: passage.lines)
  }

  /// The title names who issues.
  var titleNamesIssuer: Bool { !titleIssuers().isEmpty }

  /// A day alone at the very end, whoever signed.
  private func lastDate() -> Records.Reading<Day>? {
    for index in manuscript.bodyIndices.reversed() {
      let passage = manuscript.passages[index]
      guard let mention = passage.dates.last, mention.from.namesDay, mention.from.year != nil, mention.to == nil,
        passage.text.count - mention.range.count <= NoticeReading.marginAround, let span = dates.resolve(mention, passage: index)
      else { continue }
      return .init(span.from, confidence: parameters.likely, lines: passage.lines)
    }
    return nil
  }

  private func issuers(_ block: SignatureBlock?, _ category: Records.NoticeCategory) -> [Records.Reading<String>] {
    let titled = titleIssuers()
    if let block, !block.issuers.isEmpty {
      // A title names all issuers where a signature was lost in part.
      return titled.count > block.issuers.count ? titled : block.issuers
    }
    if !titled.isEmpty { return titled }
    return leadIssuers()
  }

  /// The organisations before 关于, 印发, 转发 or 对 in the title.
  private func titleIssuers() -> [Records.Reading<String>] {
    for index in manuscript.titleIndices {
      let passage = manuscript.passages[index]
      for verb in NoticeReading.about.all(in: passage.text, 0..<passage.text.count) {
        // 批转A关于…, 关于…: who issues is not in the title.
        guard verb.lowerBound > 0 else { return [] }
        let names = IssuerNames.split(passage, 0..<verb.lowerBound, organisations)
        if !names.isEmpty { return names.map { .init($0, confidence: parameters.certain, lines: passage.lines) } }
      }
      if let n = NoticeReading.orders.match(passage.text, endingAt: passage.text.count) {
        let names = IssuerNames.split(passage, 0..<passage.text.count - n, organisations)
        if !names.isEmpty { return names.map { .init($0, confidence: parameters.certain, lines: passage.lines) } }
      }
    }
    return []
  }

  /// The lead's subject: X会同A、B联合印发《…》; X（以下简称…）…制定发布.
  private func leadIssuers() -> [Records.Reading<String>] {
    for index in manuscript.bodyIndices.prefix(NoticeReading.headPassages) {
      let passage = manuscript.passages[index]
      for sentence in passage.sentences {
        guard let verb = NoticeReading.issues.first(in: passage.text, sentence) else { continue }
        let names = IssuerSubject(print: passage.print, organisations: organisations).read(sentence.lowerBound..<verb.lowerBound)
        if !names.isEmpty { return names.map { .init($0, confidence: parameters.likely, lines: passage.lines) } }
      }
    }
    return []
  }

  /// 各有关单位： near the head: short, and closed by a colon.
  private func addressee() -> Records.Reading<String>? {
    for index in manuscript.bodyIndices.prefix(NoticeReading.headPassages) {
      let passage = manuscript.passages[index]
      guard passage.text.count <= parameters.longestAddressee, passage.text.last == 0x3A, passage.text.count > 2,
        !passage.text.contains(0x3002), !passage.text.contains(0x300A),
        NoticeReading.announces.match(passage.text, endingAt: passage.text.count - 1) == nil
      else { continue }
      let number = places.first { $0.passage == index && $0.number.range.lowerBound == 0 }?.number.range.upperBound ?? 0
      return .init(passage.print.cut(number..<passage.text.count - 1), confidence: parameters.certain, lines: passage.lines)
    }
    return nil
  }

  private static let numberLabels = Lexicon("发文字号 发文号 文号 字号")
  private static let dateLabels = Lexicon("发文日期 成文日期 发布日期 印发日期 日期 公布日期")
  private static let adopts = Lexicon("通过 公布 发布 批准 印发 颁布 施行")
  private static let decrees = Lexicon("令")
  private static let nation = Lexicon("中华人民共和国")
  private static let about = Lexicon("关于 印发 转发 批转 对 公布 发布 公告 通告 致 就 同意 征集 开展 举办 修改 废止 令")
  private static let orders = Lexicon("公告 通告 令 通知 公报 通报 启事 函 书函")
  private static let issues = Lexicon("同意 联合印发 印发 发布 出台 公布 制定 颁布 下发 发出 公告 推出 修订 决定")
  private static let announces = Lexicon("如下 通知如下 公告如下 通告如下 答复如下 事项 要求 包括 内容 说明 主旨 依据 办法 拟办")
  private static let headPassages = 5
  /// Brackets and blanks round a number or a date that stands alone.
  private static let marginAround = 4
}

/// The subject of 印发: issuers joined by 会同, 联合 and commas.
struct IssuerSubject {
  let print: Print
  let organisations: OrganisationNames

  func read(_ range: Range<Int>) -> [String] {
    let text = print.text
    let hosts = HostReading(organisations: organisations)
    if let with = IssuerSubject.with.first(in: text, range) {
      let leader = lead(range.lowerBound..<with.lowerBound, hosts)
      var end = range.upperBound
      while let n = IssuerSubject.tails.match(text, endingAt: end, from: with.upperBound) { end -= n }
      let others = hosts.list(print, with.upperBound..<end)
      if let leader, !others.isEmpty { return [leader] + others }
    }
    var end = range.upperBound
    while let n = IssuerSubject.tails.match(text, endingAt: end, from: range.lowerBound) { end -= n }
    for clause in clauses(range.lowerBound..<end).reversed() {
      let names = hosts.list(print, clause)
      if !names.isEmpty { return names }
    }
    return lead(range, hosts).map { [$0] } ?? []
  }

  /// The organisation at the end or at the beginning of one of the clauses, the last first.
  private func lead(_ range: Range<Int>, _ hosts: HostReading) -> String? {
    for clause in clauses(range).reversed() {
      if let name = hosts.name(print, clause) { return name }
      guard let (folded, end) = organisations.leading(print.text, clause) else { continue }
      return organisations.fullName(folded) ?? print.cut(clause.lowerBound..<end)
    }
    return nil
  }

  private func clauses(_ range: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = range.lowerBound
    for i in range where print.text[i].endsClause {
      if i > start { found.append(start..<i) }
      start = i + 1
    }
    if start < range.upperBound { found.append(start..<range.upperBound) }
    return found
  }

  private static let with = Lexicon("会同 联合")
  private static let tails = Lexicon(
    "等部门 等单位 联合 近日 日前 正式 共同 等 制定 已 了 研究 组织 编制 ， , 于 今日 并 近期 部门 五部门 多部门 三部门 四部门 六部门 七部门 八部门 九部门 十部门 两部门 等五 等八 等七 等六 等三 等四")
}
