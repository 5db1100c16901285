/// Who receives: the subject of the clause, or the subject that it leaves out and an earlier clause names.
struct AwardRecipient {
  let manuscript: Manuscript
  let organisations: OrganisationNames
  let parameters: FieldParameters

  struct Found: Equatable {
    /// Empty where a pronoun stands for someone whom the story does not name.
    var name: String
    var confidence: Double
  }

  /// The recipients for a verb in a sentence. `mayUseTitle`: the lead may take its subject from the title.
  func read(_ index: Int, _ sentence: Range<Int>, verb: Int, mayUseTitle: Bool) -> [Found] {
    let passage = manuscript.passages[index]
    for (distance, clause) in clauses(passage.text, sentence.lowerBound..<verb).reversed().enumerated() {
      if AwardRecipient.grants.occurs(in: passage.text, clause) { break }
      let clause = undated(clause, passage)
      let found = subjects(passage.print, clause)
      if !found.isEmpty { return found }
      // The verb's own clause has a subject: it is that one or none.
      if distance == 0, clause.upperBound == verb, let own = ownSubject(passage.print, clause) { return own }
    }
    return mayUseTitle ? fromTitle().map { [$0] } ?? [] : []
  }

  /// A subject printed right before the verb that is no organisation or person known to us: as printed where it is one plain name.
  private func ownSubject(_ print: Print, _ clause: Range<Int>) -> [Found]? {
    let text = print.text
    var range = trimmed(text, led(text, clause))
    if range.count > 2, text[range.lowerBound].isQuote, text[range.upperBound - 1].isQuote {
      range = range.lowerBound + 1..<range.upperBound - 1
    }
    guard range.count >= 2 else { return nil }
    let plain = range.count <= AwardRecipient.longestPlain && text[range].allSatisfy { $0.isHan || $0.isLetterOrDigit || $0 == 0xB7 }
    guard plain, range.count >= 3, AwardRecipient.notPlain.first(in: text, range) == nil, text[range].contains(where: { !$0.isDigit })
    else { return [] }
    return [Found(name: print.cut(range), confidence: parameters.guessed)]
  }

  /// Past a day or a year at the clause's head.
  private func undated(_ clause: Range<Int>, _ passage: Manuscript.Passage) -> Range<Int> {
    var start = led(passage.text, clause).lowerBound
    while let mention = passage.dates.first(where: { $0.range.lowerBound == start && $0.range.upperBound <= clause.upperBound }) {
      start = mention.range.upperBound
      if start < clause.upperBound, passage.text[start] == 0x5EA6 { start += 1 }
      start = led(passage.text, start..<clause.upperBound).lowerBound
    }
    return start..<clause.upperBound
  }

  /// The subject of the title's own award verb.
  private func fromTitle() -> Found? {
    for index in manuscript.titleIndices.reversed() {
      let print = manuscript.passages[index].print
      for verb in AwardReading.verbs.all(in: print.text, 0..<print.count) {
        if let found = subject(print, 0..<verb.lowerBound) {
          return Found(name: found.name, confidence: min(found.confidence, parameters.likely))
        }
      }
    }
    return nil
  }

  /// All of an enumeration that is a clause's subject: A、B和C; one where there is no more.
  func subjects(_ print: Print, _ clause: Range<Int>) -> [Found] {
    let text = print.text
    var parts: [Range<Int>] = []
    var start = clause.lowerBound
    // 执行董事、总经理林一舟: posts of one person, no enumeration.
    if let comma = clause.last(where: { text[$0] == 0x3001 }), PersonName.posts.match(text, endingAt: comma, from: clause.lowerBound) != nil
    {
      return subject(print, comma + 1..<clause.upperBound).map { [$0] } ?? []
    }
    for i in clause where i > start {
      let joins = text[i] == 0x3001 || AwardRecipient.joints.contains(text[i]) && OrganisationNames.isName(text, start..<i)
      guard joins else { continue }
      parts.append(start..<i)
      start = i + 1
    }
    parts.append(start..<clause.upperBound)
    guard parts.count > 1 else { return subject(print, clause).map { [$0] } ?? [] }
    let found = parts.compactMap { subject(print, $0) }
    return found.count == parts.count ? found : []
  }

  /// The organisation or person that is the subject of a clause.
  func subject(_ print: Print, _ clause: Range<Int>) -> Found? {
    var range = trimmed(print.text, led(print.text, clause))
    if let etc = AwardRecipient.etcetera.last(in: print.text, range) { range = range.lowerBound..<etc.lowerBound }
    guard range.count >= 2 else { return nil }
    if let person = PersonName.ending(print.text, range) { return Found(name: print.cut(person), confidence: parameters.likely) }
    if let name = organisations.fullName(Array(print.text[range])) { return Found(name: name, confidence: parameters.certain) }
    if AwardRecipient.pointer.match(print.text, at: range.lowerBound, before: range.upperBound) == range.count {
      return onlyOrganisation() ?? Found(name: "", confidence: parameters.guessed)
    }
    if let (folded, end) = organisations.leading(print.text, range) {
      if end < range.upperBound, let person = PersonName.bare(print.text, end..<range.upperBound) {
        return Found(name: print.cut(person), confidence: parameters.likely)
      }
      return Found(name: organisations.fullName(folded) ?? print.cut(range.lowerBound..<end), confidence: parameters.likely)
    }
    if let person = PersonName.bare(print.text, range) { return Found(name: print.cut(person), confidence: parameters.guessed) }
    return nil
  }

  /// Without the words that lead up to a subject.
  private func led(_ text: [UInt32], _ clause: Range<Int>) -> Range<Int> {
    var range = clause
    while let n = AwardRecipient.leads.match(text, at: range.lowerBound, before: range.upperBound) {
      range = range.lowerBound + n..<range.upperBound
    }
    return range
  }

  /// 公司, 我司: the one organisation the story is about.
  private func onlyOrganisation() -> Found? {
    let bodies = Set(organisations.entries.map(\.name))
    if bodies.count == 1 { return bodies.first.map { Found(name: $0, confidence: parameters.guessed) } }
    // 大江精工供稿: who sends the story says 我公司 of itself.
    guard let byline = manuscript.story.byline.map(Print.init), let verb = AwardRecipient.sends.first(in: byline.text, 0..<byline.count)
    else {
      return nil
    }
    let sender = Array(byline.text[..<verb.lowerBound])
    return sender.count < 2
      ? nil : Found(name: organisations.fullName(sender) ?? byline.cut(0..<verb.lowerBound), confidence: parameters.guessed)
  }

  /// Cuts a clause after its subject: before 作为, 凭借, 在 … and before the adverbs of the verb.
  private func trimmed(_ text: [UInt32], _ range: Range<Int>) -> Range<Int> {
    if AwardRecipient.adverbials.match(text, at: range.lowerBound, before: range.upperBound) != nil {
      return range.lowerBound..<range.lowerBound
    }
    var end = range.upperBound
    var i = range.lowerBound + 1
    while i < end {
      if AwardRecipient.afterSubject.match(text, at: i, before: range.upperBound) != nil {
        end = i
        break
      }
      i += 1
    }
    while end > range.lowerBound, let n = AwardRecipient.adverbs.match(text, endingAt: end, from: range.lowerBound) { end -= n }
    return range.lowerBound..<end
  }

  private func clauses(_ text: [UInt32], _ range: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = range.lowerBound
    for i in range where text[i].endsClause {
      if i > start { found.append(start..<i) }
      start = i + 1
    }
    if start < range.upperBound { found.append(start..<range.upperBound) }
    return found
  }

  /// A clause with one of these has the grantor for its subject.
  private static let grants = Lexicon("授牌 授予 颁发 颁奖 表彰了 表彰 向 为获奖")
  private static let leads = Lexicon("同时 此外 其中 另外 近日 日前 会上 大会上 并 还 由 最终 今年 去年 当天 据悉 在此次 , 、 目前 随后 与此同时 喜讯 经评审 据了解")
  private static let afterSubject = Lexicon(
    "作为 凭借 以 在 因 受邀 应邀 已 再次 连续 携 通过 经过 经评 经专家 从 自 是 成功 首次 一举 荣 喜 被 又 也 多次 先后 同时 共 还 并 曾 于 20 组织 积极 团结 及其 旗下 研发 自主 生产 获")
  private static let joints: Set<UInt32> = [0x548C, 0x4E0E, 0x53CA]
  private static let etcetera = Lexicon("等")
  /// A clause that begins with one of these leaves its subject out.
  private static let adverbials = Lexicon("作为 凭借 以 在 因 受邀 应邀 已 再次 连续 携 通过 经 从 自 成功 首次 一举 又 也 多次 共 还 并 于 先后 最终 同时 不断 先 更")
  private static let notPlain = Lexicon("成果 我市 我省 我县 我区 我国 项目 的 了 是 们 其 这 那 该 此 获 得 奖 名 人员 代表队 可 将 能 对 项目组 活动 方面 情况 工作")
  private static let longestPlain = 16
  private static let adverbs = Lexicon("成功 再次 首次 一举 荣 喜 双双 共 分别 均 又 也 还 并 曾 上榜")
  private static let sends = Lexicon("供稿 报道")
  private static let pointer = Lexicon("公司 我司 我公司 该公司 集团 学院 学校 协会 我会 该校 该企业 企业 我校 我院 我协会 我厂 我所 我中心 本公司 本会")
}
