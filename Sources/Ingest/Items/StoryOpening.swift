/// How news and documents open: what tells a story's first line from a heading's.
enum StoryOpening {
  private static let agencies = [
    "本报", "本報", "本刊", "本社", "新华社", "新華社", "中新社", "中央社", "据新华社", "據新華社", "本网", "本網", "人民网", "据本报", "据悉", "综合报道", "【本报", "【本報", "（本报", "（本報",
    "〔本报",
    "（新华社", "【新华社", "（中央社", "【中央社", "【記者", "記者", "［本报", "本台",
  ]
  /// In a narrow column a dateline takes two lines.
  private static let longestDateline = 14
  private static let newsWords = ["讯", "訊", "电", "電", "报道", "报導", "報導", "報道", "消息"]
  private static let openings = [
    "近日", "日前", "最近", "近期", "近来", "昨日", "昨天", "今日", "今天", "今年", "去年", "为了", "为贯彻", "为进一步", "为加强", "根据", "日后", "為", "根據", "據",
  ]

  /// `本报某地3月6日讯`, `新华社…电`, `WASHINGTON, Jan. 5 —`.
  static func opens(_ text: [Unicode.Scalar], next: [Unicode.Scalar]? = nil) -> Bool {
    if let next, text.count < longestDateline, !text.contains("。") { return opens(text + next) }
    let line = String(scalars: text.filter { !$0.isSpace }.prefix(40))
    if let agency = agencies.first(where: { line.hasPrefix($0) }) {
      return newsWords.contains { line.dropFirst(agency.count).contains($0) } || agency.hasPrefix("据") || agency.unicodeScalars.count >= 3
    }
    return isEnglishDateline(text)
  }

  private static func isEnglishDateline(_ text: [Unicode.Scalar]) -> Bool {
    let capitals = text.prefix { $0.isLatin && !$0.isLowercaseLatin || $0.isSpace || $0 == "," || $0 == "." }
    guard capitals.count(where: { $0.isLatin }) >= 4 else { return false }
    return text.prefix(50).contains { $0 == "—" || $0 == "–" || $0 == "-" }
  }

  /// `2024 年 3 月 6 日`, `3 月 6 日上午`, `近日`.
  static func opensWithTime(_ text: [Unicode.Scalar]) -> Bool {
    let line = text.filter { !$0.isSpace }
    if openings.contains(where: { line.starts(with: Array($0.unicodeScalars)) }) { return true }
    let digits = line.prefix { $0.isDigit || Numerals.isChinese($0) }
    guard !digits.isEmpty, digits.count <= 4, digits.count < line.count else { return false }
    return line[digits.count] == "年" || line[digits.count] == "月" || (line[digits.count] == "日" && digits.count <= 2)
  }

  /// `各有关单位：`, `某某代表：`, `国务院：`; possibly the first of two lines.
  static func addresses(_ text: [Unicode.Scalar], next: [Unicode.Scalar]?) -> Bool {
    guard let first = text.first, ListLabel.read(text) == nil, !text.contains("。"), !first.isOpener else { return false }
    if text.last == "：" || text.last == ":" { return isAddress(text) }
    guard let next, next.last == "：" || next.last == ":", !next.contains("。"), breadth(of: next) <= breadth(of: text) else { return false }
    return isAddress(text + next)
  }

  private static let addressWords = [
    "单位", "單位", "人民政府", "各省", "各市", "各县", "各区", "各縣", "各會", "各会", "代表", "委员", "委員", "国务院", "部委", "公司", "企业", "企業", "同志", "先生", "女士", "厅",
    "局", "会员", "會員", "委", "机构", "机關", "机关",
    "機關", "部门", "部門", "大学", "学校", "院", "署", "司", "部", "府",
  ]

  private static func isAddress(_ text: [Unicode.Scalar]) -> Bool {
    let line = String(scalars: text.filter { !$0.isSpace })
    guard line.unicodeScalars.count <= 120 else { return false }
    return addressWords.contains { line.contains($0) } && !line.contains("如下") && !line.contains("通知") && !line.contains("说")
  }

  /// The same where a narrow column breaks the number into two lines.
  static func isDocumentNumber(_ text: [Unicode.Scalar], next: [Unicode.Scalar]) -> Bool {
    if isDocumentNumber(text) { return true }
    guard next.count <= shortestNumber, text.contains(where: { $0 == "〔" || $0 == "[" || $0 == "［" }) else { return false }
    return isDocumentNumber(text + next)
  }

  private static let shortestNumber = 4

  /// `云政函〔2024〕9 号`, `云工信〔2021〕3号`, `第83号`: a line that is nothing else.
  static func isDocumentNumber(_ text: [Unicode.Scalar]) -> Bool {
    let line = text.filter { !$0.isSpace }
    guard line.count >= 4, line.count <= 28, line.last == "号" || line.last == "號" else { return false }
    guard !line.contains(where: { $0 == "，" || $0 == "。" || $0 == "《" || $0 == "：" }) else { return false }
    let bracket = line.firstIndex { $0 == "〔" || $0 == "［" || $0 == "[" || $0 == "（" || $0 == "(" }
    if let bracket { return line[bracket...].dropFirst().prefix(4).allSatisfy { $0.isDigit } || line[..<bracket].contains("字") }
    return line.contains("字") || line.first == "第" && line.dropFirst().dropLast().allSatisfy { $0.isDigit || Numerals.isChinese($0) }
  }
}
