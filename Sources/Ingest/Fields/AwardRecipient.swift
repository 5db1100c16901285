/// Who receives: the subject of the clause, or the subject that it leaves out and an earlier clause names.
struct AwardRecipient {
  let manuscript: Manuscript
  let organisations: OrganisationNames
  let parameters: FieldParameters

  struct Found: Equatable {
    var name: String
    var confidence: Double
  }

  /// The recipients for a verb in a sentence. `mayUseTitle`: the lead may take its subject from the title.
  func read(_ index: Int, _ sentence: Range<Int>, verb: Int, mayUseTitle: Bool) -> [Found] {
    let print = manuscript.passages[index].print
    for clause in clauses(print.text, sentence.lowerBound..<verb).reversed() {
      if AwardRecipient.grants.occurs(in: print.text, clause) { break }
      let found = subjects(print, clause)
      if !found.isEmpty { return found }
    }
    return mayUseTitle ? fromTitle().map { [$0] } ?? [] : []
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
    var range = clause
    while let n = AwardRecipient.leads.match(print.text, at: range.lowerBound, before: range.upperBound) {
      range = range.lowerBound + n..<range.upperBound
    }
    range = trimmed(print.text, range)
    if let etc = AwardRecipient.etcetera.last(in: print.text, range) { range = range.lowerBound..<etc.lowerBound }
    guard range.count >= 2 else { return nil }
    if let person = PersonName.ending(print.text, range) { return Found(name: print.cut(person), confidence: parameters.likely) }
    if let name = organisations.fullName(Array(print.text[range])) { return Found(name: name, confidence: parameters.certain) }
    if let (folded, end) = organisations.leading(print.text, range) {
      if end < range.upperBound, let person = PersonName.bare(print.text, end..<range.upperBound) {
        return Found(name: print.cut(person), confidence: parameters.likely)
      }
      return Found(name: organisations.fullName(folded) ?? print.cut(range.lowerBound..<end), confidence: parameters.likely)
    }
    if let person = PersonName.bare(print.text, range) { return Found(name: print.cut(person), confidence: parameters.guessed) }
    if let last = AwardRecipient.pointer.match(print.text, at: range.lowerBound, before: range.upperBound), last == range.count {
      return onlyOrganisation()
    }
    return nil
  }

  /// 公司, 我司: the one organisation the story is about.
  private func onlyOrganisation() -> Found? {
    let bodies = Set(organisations.entries.map(\.name))
    return bodies.count == 1 ? bodies.first.map { Found(name: $0, confidence: parameters.guessed) } : nil
  }

  /// Cuts a clause after its subject: before 作为, 凭借, 在 … and before the adverbs of the verb.
  private func trimmed(_ text: [UInt32], _ range: Range<Int>) -> Range<Int> {
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
    "作为 凭借 以 在 因 受邀 应邀 已 再次 连续 携 通过 经 从 自 是 成功 首次 一举 荣 喜 被 又 也 多次 先后 同时 共 还 并 曾 于 20 组织 积极 团结 及其 旗下 研发 自主 生产 获")
  private static let joints: Set<UInt32> = [0x548C, 0x4E0E, 0x53CA]
  private static let etcetera = Lexicon("等")
  private static let adverbs = Lexicon("成功 再次 首次 一举 荣 喜 双双 共 分别 均 又 也 还 并 曾 上榜")
  private static let pointer = Lexicon("公司 我司 我公司 该公司 集团 学院 学校 协会 我会 该校 该企业 企业 我校 我院")
}
