/// 本报南京1月23日电: the day a report was sent, to which its 今天 and 昨天 refer.
enum Dateline {
  static func isDateline(_ text: [UInt32], _ mention: DateMention) -> Bool {
    let end = mention.range.upperBound
    return end < text.count && (text[end] == 0x7535 || text[end] == 0x8BAF)
  }

  /// Days from the dateline to the sentence's own word for its day; nil where it has none.
  static func offset(_ text: [UInt32], _ range: Range<Int>) -> Int? {
    if today.occurs(in: text, range) { return 0 }
    return yesterday.occurs(in: text, range) ? -1 : nil
  }

  private static let today = Lexicon("今天 今日 今晚 今晨 今起 今在")
  private static let yesterday = Lexicon("昨天 昨日 昨晚")
}

/// The host that an event's own name gives away.
enum HostOfName {
  /// 江城协会第三届会员大会 -> 江城协会; 大江集团2025年供应链大会 -> 大江集团.
  static func host(_ print: Print, _ name: Range<Int>, _ organisations: OrganisationNames) -> String? {
    let text = print.text
    if let (folded, end) = organisations.leading(text, name), end < name.upperBound,
      ordinals.match(text, at: end) != nil || text[end].isDigit
    {
      return organisations.fullName(folded) ?? print.cut(name.lowerBound..<end)
    }
    guard let digit = name.first(where: { text[$0].isDigit }), Numeral.digits(text, at: digit, width: 4...4) != nil else { return nil }
    let head = name.lowerBound..<digit
    return (3...longestShort).contains(head.count) && text[head].allSatisfy(\.isHan) && notHosts.first(in: text, head) == nil
      ? print.cut(head) : nil
  }

  /// A subject that is one name: no verb, particle or punctuation in it.
  static func isPlainSubject(_ text: [UInt32], _ range: Range<Int>) -> Bool {
    (3...longestSubject).contains(range.count) && text[range].allSatisfy { $0.isHan || $0.isLetterOrDigit }
      && notHosts.first(in: text, range) == nil
  }

  private static let ordinals = Lexicon("第 一届 二届 三届 四届 五届 六届 七届 八届 九届 十届 十一届 十二届 年会 会员大会 理事会 年度 成立 换届 全体 会员代表大会 二十 周年")
  private static let notHosts = Lexicon(
    "成立 暨 庆祝 纪念 第 届 年会 全国 全省 全市 国际 中国国际 世界 全球 本届 此次 本次 期间 同期 为 以 的 将 由 和 与 对 向 我 他 她 们 还 会上 会后 随后 近日 日前 共")
  private static let longestShort = 8
  private static let longestSubject = 16
}

/// A place in a title's figure of speech: 闪耀X, 相聚X, 亮相X.
enum TitlePlace {
  static func read(_ manuscript: Manuscript, besides name: [UInt32], _ parameters: FieldParameters) -> Records.Reading<String>? {
    for index in manuscript.titleIndices {
      let passage = manuscript.passages[index]
      let text = passage.text
      for verb in verbs.all(in: text, 0..<text.count) {
        let end = (verb.upperBound..<text.count).first { !text[$0].isHan } ?? text.count
        let place = verb.upperBound..<end
        guard (2...longestPlace).contains(place.count), end == text.count || text[end].endsClause,
          EventName.nouns.first(in: text, place) == nil,
          !EventName.abridges(Array(text[place]), name)
        else { continue }
        return .init(passage.print.cut(place), confidence: parameters.guessed, lines: passage.lines)
      }
    }
    return nil
  }

  private static let verbs = Lexicon("闪耀 亮相 相聚 齐聚 绽放 相约 走进 聚首")
  private static let longestPlace = 6
}

/// Quotation marks of a value cut out of a text.
enum Quotation {
  /// Drops a mark at either end that has no partner inside.
  static func balanced(_ value: String) -> String {
    var value = value
    let opens: Set<Character> = ["“", "「", "『"], closes: Set<Character> = ["”", "」", "』"]
    while let last = value.last, closes.contains(last), value.filter(closes.contains).count > value.filter(opens.contains).count {
      value.removeLast()
    }
    while let first = value.first, opens.contains(first), value.filter(opens.contains).count > value.filter(closes.contains).count {
      value.removeFirst()
    }
    return value
  }
}
