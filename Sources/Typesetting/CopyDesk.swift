import Foundation
import Ingest

/// Makes stories of a newspaper's or a journal's shape out of free texts: titles, datelines, bylines, notices with numbers and signatures.
package struct CopyDesk {
  private let texts: [Corpus.Text]
  private let dialect: Dialect
  private var dice: Dice

  private static let surnames = Array("王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗").map(String.init)
  private static let givenNames = Array("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华建国文").map(String.init)
  private static let places = ["北京", "上海", "广州", "武汉", "成都", "南京", "西安", "沈阳", "杭州", "长沙", "昆明", "兰州", "巴黎", "东京", "曼谷", "华盛顿"]
  private static let agencies = ["新华社", "本报", "中新社"]
  private static let bylines = ["本刊通讯员供稿", "综合组供稿", "办公室供稿", "本刊综合报道", "秘书处供稿", "新华社供稿", "本报记者报道"]
  private static let sequels = ["据悉，", "他说，", "据介绍，", "此外，", "会议指出，", "他还说，", "同时，", "会上，", "该负责人说，", "报告说，", "他们还", "对此，", "目前，", "此次"]
  private static let offices = ["省人民政府办公厅", "市工业和信息化局", "省科学技术厅", "国务院办公厅", "市统计局", "省民政厅", "县教育委员会"]
  private static let signs = ["政办发", "工信发", "科函", "国办函", "统字", "民发", "教规"]

  package init(texts: [Corpus.Text], dialect: Dialect, seed: UInt64) {
    self.texts = texts
    self.dialect = dialect
    dice = Dice(seed: seed)
  }

  /// Stories for an issue of about `letters` characters.
  package mutating func stories(letters: Int) -> [Copy] {
    var out: [Copy] = []
    var set = 0
    while set < letters {
      guard let story = story() else { continue }
      set += story.paragraphs.reduce(0) { $0 + $1.text.count }
      out.append(story)
    }
    return out
  }

  private mutating func story() -> Copy? {
    let text = dice.pick(texts)
    let body = text.paragraphs.filter { !$0.hasPrefix("#") && $0.count > 15 }
    guard body.count > 3 else { return nil }
    let long = dice.falls(0.3)
    let count = dialect.script == .english ? dice.number(3...12) : long ? dice.number(8...22) : dice.number(2...6)
    let start = dice.number(0...max(0, body.count - count))
    var paragraphs = Array(body[start..<min(body.count, start + count)]).map { plain($0) }.filter { $0.count > 8 && $0.count < 1600 }
    guard !paragraphs.isEmpty else { return nil }
    if dialect.script == .english { return english(paragraphs) }
    var copy: Copy
    if dice.falls(dialect.notice) {
      copy = notice(text, paragraphs)
    } else {
      paragraphs = prose(paragraphs)
      guard paragraphs.count > 1 else { return nil }
      let title = headline(paragraphs)
      if dice.falls(dialect.dateline) {
        paragraphs[0] = dateline() + paragraphs[0]
      } else if dice.falls(0.5) {
        paragraphs[0] = opening() + paragraphs[0]
      }
      copy = Copy(title: title, paragraphs: paragraphs.map { Copy.Paragraph($0) })
      addHeadings(&copy)
      addLists(&copy)
      if dice.falls(dialect.byline) { copy.byline = dice.pick(CopyDesk.bylines) }
      if dice.falls(dialect.subtitle) { copy.subtitle = "——" + headline(paragraphs).prefix(16) }
      if dice.falls(dialect.author) { copy.author = author() }
    }
    return dialect.script == .traditional ? traditional(copy) : copy
  }

  private func plain(_ text: String) -> String {
    text.replacingOccurrences(of: "　", with: "").replacingOccurrences(of: "**", with: "").trimmingCharacters(in: .whitespaces)
  }

  /// Running text: articles of a law without their numbers, nothing that is a list; some paragraphs point back as a reporter's do.
  private mutating func prose(_ paragraphs: [String]) -> [String] {
    let text = paragraphs.compactMap { paragraph -> String? in
      guard ListMark(paragraph)?.style != .article else {
        let rest = paragraph.drop { !$0.isWhitespace }.drop { $0.isWhitespace }
        return rest.count > 12 ? String(rest) : nil
      }
      return ListMark(paragraph) == nil && paragraph.count > 12 ? paragraph : nil
    }
    return text.enumerated().map { index, paragraph in index > 0 && dice.falls(0.35) ? dice.pick(CopyDesk.sequels) + paragraph : paragraph }
  }

  private mutating func opening() -> String {
    let day = "\(dice.number(1...12))月\(dice.number(1...28))日"
    return dice.pick(["近日，", "日前，", "\(day)，", "\(dice.number(2019...2025))年\(day)，", "为进一步做好有关工作，", "今天，"])
  }

  /// A headline of words that come again in the text: clauses of its paragraphs.
  private mutating func headline(_ paragraphs: [String]) -> String {
    let clauses = paragraphs.flatMap { $0.split { "，。；：、！？“”（）《》".contains($0) } }.map(String.init).filter { (6...20).contains($0.count) }
    guard !clauses.isEmpty else { return String(paragraphs[0].filter { $0.isLetter }.prefix(14)) }
    var title = quoted(dated(dice.pick(clauses)))
    if dice.falls(0.06) { title += "（\(dice.pick(clauses).prefix(8))）" }
    for chance in [0.4, 0.15] where dice.falls(chance) {
      let next = dice.pick(clauses)
      if !title.contains(next) { title += dice.pick(["，", " ", " ", "：", "——", ""]) + next }
    }
    return title
  }

  /// Some headlines begin with a date or hold a number.
  private mutating func dated(_ clause: String) -> String {
    guard dice.falls(0.15) else { return clause }
    let year = dice.number(1996...2025)
    return dice.pick(["\(dice.number(1...12))月", "\(year)年", "第\(dice.number(2...30))届", "\(year)年度", "\(dice.number(3...90))家"]) + clause
  }

  /// Some headlines quote a word of theirs.
  private mutating func quoted(_ clause: String) -> String {
    guard dice.falls(0.15), clause.count > 7 else { return clause }
    let start = clause.index(clause.startIndex, offsetBy: dice.number(0...(clause.count - 6)))
    let end = clause.index(start, offsetBy: dice.number(2...5))
    return clause[..<start] + "“" + clause[start..<end] + "”" + clause[end...]
  }

  private mutating func name() -> String {
    dice.pick(CopyDesk.surnames) + dice.pick(CopyDesk.givenNames) + (dice.falls(0.6) ? dice.pick(CopyDesk.givenNames) : "")
  }

  private mutating func author() -> String {
    let name = name()
    return dice.pick([
      "文/\(name)", "本刊记者 \(name)", "□ \(name)", name, "\(dice.pick(CopyDesk.offices)) \(name)", "本报记者 \(name) \(self.name())",
    ])
  }

  private mutating func dateline() -> String {
    let day = "\(dice.number(1...12))月\(dice.number(1...28))日"
    let agency = dice.pick(CopyDesk.agencies)
    switch dice.number(0...5) {
    case 0: return "\(agency)\(dice.pick(CopyDesk.places))\(day)电（记者\(name())）"
    case 1: return "\(agency)\(dice.pick(CopyDesk.places))\(day)讯记者\(name())、\(name())报道："
    case 2: return "本报讯"
    case 3: return "据新华社\(dice.pick(CopyDesk.places))\(day)电"
    case 4: return "本报讯（通讯员\(name())）"
    default: return "\(agency)\(dice.pick(CopyDesk.places))\(day)电\(dialect.script == .traditional ? "" : "")"
    }
  }

  private mutating func addHeadings(_ copy: inout Copy) {
    guard copy.paragraphs.count > 6, dice.falls(0.4) else { return }
    let numbered = dice.falls(0.6)
    let numerals = ["一", "二", "三", "四", "五", "六", "七", "八"]
    var out: [Copy.Paragraph] = []
    var section = 0
    for (index, paragraph) in copy.paragraphs.enumerated() {
      if index % 4 == 2, section < numerals.count {
        let words = paragraph.text.split { "，。；：、".contains($0) }.map(String.init).first { (4...16).contains($0.count) } ?? "有关事项"
        out.append(Copy.Paragraph((numbered ? numerals[section] + "、" : "") + words, isHeading: !numbered))
        section += 1
      }
      out.append(paragraph)
    }
    copy.paragraphs = out
  }

  /// Turns a run of paragraphs into a list: numbered entries, bullets, short ones.
  private mutating func addLists(_ copy: inout Copy) {
    for index in copy.paragraphs.indices where dice.falls(0.1) {
      let word = copy.paragraphs[index].text.split { "，。；：、".contains($0) }.map(String.init).first { (3...10).contains($0.count) } ?? "办法"
      copy.paragraphs[index].text =
        dice.pick(["《\(word)》规定，", "“\(word)”，", "\(dice.number(1990...2025))年，", "\(dice.number(1...12))月\(dice.number(1...28))日，"])
        + copy.paragraphs[index].text
    }
    guard copy.paragraphs.count > 2, dice.falls(0.35) else { return }
    let at = dice.number(1...(copy.paragraphs.count - 1))
    let style = dice.number(0...4)
    let isBare = dice.falls(0.25)
    var out: [Copy.Paragraph] = []
    for (index, paragraph) in copy.paragraphs.enumerated() {
      guard index >= at else {
        out.append(paragraph)
        continue
      }
      let clauses = paragraph.text.split { "。；".contains($0) }.map(String.init).filter { $0.count > 5 }
      for clause in clauses {
        let n = out.count - at + 1
        let mark = style == 0 ? "\(n)．" : style == 1 ? "\(n). " : style == 2 ? "（\(n)）" : style == 3 ? "- " : "\(n)、"
        if style == 3, dice.falls(0.25) { out.append(Copy.Paragraph(String(clause.prefix(dice.number(4...9))), isHeading: true)) }
        let end = isBare ? "" : dice.falls(0.5) ? "；" : "。"
        out.append(Copy.Paragraph(mark + (isBare || dice.falls(0.3) ? String(clause.prefix(12)) : clause) + end))
      }
    }
    copy.paragraphs = out
  }

  private mutating func notice(_ text: Corpus.Text, _ paragraphs: [String]) -> Copy {
    let office = dice.pick(CopyDesk.offices)
    let name = text.paragraphs.first { $0.hasPrefix("# ") }.map { String($0.dropFirst(2)) } ?? headline(paragraphs)
    let what = dice.pick(["通知", "意见", "决定", "答复"])
    let title = dice.falls(0.7) ? "\(office)关于印发《\(name)》的\(what)" : "\(office)关于\(name)的\(what)"
    var out: [Copy.Paragraph] = []
    let year = dice.number(1996...2024)
    if dice.falls(0.8) { out.append(.init("\(dice.pick(CopyDesk.signs))〔\(year)〕\(dice.number(1...120))号", isHeading: true)) }
    if dice.falls(0.8) { out.append(.init(dice.pick(["各区县人民政府：", "各有关单位：", "各省、自治区、直辖市人民政府，各部委、各直属机构：", "各会员单位："]), isHeading: true)) }
    let heads = paragraphs.count > 4 ? dice.number(1...2) : 1
    out += paragraphs[..<min(heads, paragraphs.count)].map { Copy.Paragraph($0) }
    let signature = [
      Copy.Paragraph(office, isHeading: true, isSignature: true),
      Copy.Paragraph("\(year)年\(dice.number(1...12))月\(dice.number(1...28))日", isHeading: true, isSignature: true),
    ]
    let early = dice.falls(0.5)
    if early {
      out += signature
      out.append(.init(name, isHeading: true))
    }
    out += paragraphs.dropFirst(heads).map { Copy.Paragraph($0) }
    if !early { out += signature }
    return Copy(title: title, paragraphs: out, kind: "policy")
  }

  private mutating func english(_ paragraphs: [String]) -> Copy {
    let words = paragraphs.joined(separator: " ").split { !$0.isLetter }.map(String.init).filter { $0.count > 3 }
    let at = dice.number(0...max(0, words.count - 8))
    let title = words.dropFirst(at).prefix(dice.number(4...8)).map(\.capitalized).joined(separator: " ")
    var out = paragraphs
    if dice.falls(dialect.dateline) {
      out[0] =
        dice.pick(["LONDON", "GENEVA", "NEW YORK", "OTTAWA"]) + ", \(dice.pick(["March", "June", "May"])) \(dice.number(1...28)) — "
        + out[0]
    }
    var copy = Copy(title: title.isEmpty ? "Notes of the Month" : title, paragraphs: out.map { Copy.Paragraph($0) })
    if dice.falls(dialect.author) {
      copy.author = dice.pick(["By John Carter", "By Mary Ellis, Staff Writer", "BY ANNA REED", "Paul Morgan"])
    }
    if dice.falls(dialect.byline) { copy.byline = dice.pick(["Staff report", "By our correspondent", "News desk"]) }
    return copy
  }

  private func traditional(_ copy: Copy) -> Copy {
    func turn(_ text: String) -> String {
      let quotes: [Character: Character] = ["“": "「", "”": "」", "‘": "『", "’": "』"]
      let quoted = String(text.map { quotes[$0] ?? $0 })
      return quoted.applyingTransform(StringTransform("Hans-Hant"), reverse: false) ?? quoted
    }
    var out = copy
    out.title = turn(copy.title)
    out.byline = copy.byline.map(turn)
    out.subtitle = copy.subtitle.map(turn)
    out.author = copy.author.map(turn)
    out.paragraphs = copy.paragraphs.map { Copy.Paragraph(turn($0.text), isHeading: $0.isHeading, isSignature: $0.isSignature) }
    return out
  }
}
