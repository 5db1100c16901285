/// Who holds an event: 由…主办, …联合主办, and lists of organisations in general.
struct HostReading {
  let organisations: OrganisationNames

  /// Organisers named in a sentence with 主办; where there is none, with 举办, 承办 or 组织 after 由.
  ///
  /// Behind the event's verb, 主办的 belongs to something else that is told next.
  func organisers(_ print: Print, _ sentence: Range<Int>, verb event: Int) -> [String] {
    let text = print.text
    for (words, needsBy) in [(HostReading.hosts, false), (HostReading.others, true)] {
      for verb in words.all(in: text, sentence) {
        if verb.lowerBound > event, verb.upperBound < text.count, text[verb.upperBound] == 0x7684 { continue }
        var end = verb.lowerBound
        while let n = HostReading.jointly.match(text, endingAt: end, from: sentence.lowerBound) { end -= n }
        guard let start = start(text, before: end, from: sentence.lowerBound, needsBy: needsBy) else { continue }
        let names = list(print, start..<end)
        if !names.isEmpty { return names }
      }
    }
    return []
  }

  /// After 由 in the same clause, else (where 由 may be left out) after the clause's mark.
  private func start(_ text: [UInt32], before end: Int, from lower: Int, needsBy: Bool) -> Int? {
    var i = end
    while i > lower, !text[i - 1].endsClause, text[i - 1] != 0x201D {
      if text[i - 1] == 0x7531 { return i }
      i -= 1
    }
    return i < end && !needsBy ? i : nil
  }

  /// Splits an enumeration of organisations; nothing where a member is no organisation.
  func list(_ print: Print, _ range: Range<Int>) -> [String] {
    var names: [String] = []
    for part in parts(print.text, range) {
      guard let name = name(print, part) else { return [] }
      // 江城市委、市政府 is one body of two: the second half has no place of its own.
      if let last = names.last, HostReading.halves.match(print.text, at: part.lowerBound, before: part.upperBound) == part.count {
        names[names.count - 1] = last + "、" + name
      } else {
        names.append(name)
      }
    }
    return names
  }

  /// Between commas, and between 和, 与, 及 where what stands before is an organisation: 工业和信息化部 stays whole.
  private func parts(_ text: [UInt32], _ range: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = range.lowerBound
    var i = start
    while i < range.upperBound {
      if text[i] == 0x28, let close = (i..<range.upperBound).first(where: { text[$0] == 0x29 }) {
        i = close + 1
      } else if let n = HostReading.joints.match(text, at: i, before: range.upperBound),
        HostReading.commas.contains(text[i]) || isOrganisation(text, start..<i)
      {
        if i > start { found.append(start..<i) }
        i += n
        start = i
      } else {
        i += 1
      }
    }
    if start < range.upperBound { found.append(start..<range.upperBound) }
    return found
  }

  /// The full name of an organisation that is all of a range, 等 and 等单位 apart.
  func name(_ print: Print, _ range: Range<Int>) -> String? {
    var range = range
    if let n = HostReading.etcetera.match(print.text, endingAt: range.upperBound, from: range.lowerBound) {
      range = range.lowerBound..<range.upperBound - n
    }
    while let n = HostReading.leads.match(print.text, at: range.lowerBound, before: range.upperBound) {
      range = range.lowerBound + n..<range.upperBound
    }
    guard isOrganisation(print.text, range) else { return nil }
    let folded = Array(print.text[range])
    return organisations.isAlias(folded) ? organisations.fullName(folded) : print.cut(range)
  }

  func isOrganisation(_ text: [UInt32], _ range: Range<Int>) -> Bool {
    guard range.count >= 2, range.count <= HostReading.longest, !text[range].contains(where: { $0.endsClause || $0 == 0x7684 }) else {
      return false
    }
    return OrganisationNames.isName(text, range) || organisations.isAlias(Array(text[range]))
  }

  private static let hosts = Lexicon("主办 联合主办")
  private static let others = Lexicon("举办 承办 组织 发起")
  private static let jointly = Lexicon("联合 共同 联手 携手 牵头 倡议 负责")
  private static let commas: Set<UInt32> = [0x3001, 0x2C, 0x20]
  private static let joints = Lexicon("、 , 和 与 及 以及 暨 _")
  private static let halves = Lexicon("市政府 省政府 县政府 区政府 市人民政府 省人民政府 政府 市人大 市政协")
  private static let etcetera = Lexicon("等单位 等部门 等机构 等单位联合 等 等多家单位")
  private static let leads = Lexicon("由 是由 , 、")
  private static let longest = 36
}
