/// The line under a title that names who wrote: `某某公司 张三`, `本报记者 李四`, `By Jane Doe`.
enum AuthorLine {
  private static let bodies = [
    "公司", "大学", "大學", "学院", "學院", "研究所", "研究院", "协会", "協會", "中心", "局", "厅", "廳", "部", "社", "医院", "厂", "廠", "处", "办", "学会", "學會", "中学", "小学",
    "集团", "集團", "实验室", "實驗室", "委员会", "委員會", "系",
  ]
  private static let roles = [
    "本报记者", "本報記者", "本刊记者", "本刊記者", "本报特约记者", "特约记者", "新华社记者", "记者", "記者", "通讯员", "通訊員", "本报通讯员", "特约撰稿人", "特约撰稿", "作者", "文/", "文／", "图/",
    "文图/", "图文/", "文图／", "图文／",
    "撰文", "撰稿",
    "本报评论员", "本報評論員", "评论员", "本会", "採訪",
  ]

  private static let reporters = ["记者", "記者", "通讯员", "通訊員"]

  /// Nil for a line that names no author for sure.
  static func read(_ text: [Unicode.Scalar]) -> [Story.Author]? {
    guard breadth(of: text) <= 30, let last = text.last, !last.isFullStop, !last.isPause,
      !text.contains(where: { $0 == "。" || $0 == "，" || $0 == "“" })
    else { return nil }
    if let english = english(text) { return english }
    let line = String(scalars: closedUp(text))
    let bare = line.drop { "□■○●◎☆★◇◆▲△ 　（(".contains($0) }
    for role in roles where bare.hasPrefix(role) {
      let rest = bare.dropFirst(role.count).drop { "：:／/ 　".contains($0) }
      let names = names(in: Array(String(rest).unicodeScalars))
      if !names.isEmpty { return names.map { Story.Author(name: $0) } }
    }
    if line.count != bare.count, line.first != "（", line.first != "(" {
      let names = names(in: Array(String(bare).unicodeScalars))
      if !names.isEmpty { return names.map { Story.Author(name: $0) } }
    }
    return affiliated(text)
  }

  /// `文 / 张三` as `文/张三`.
  private static func closedUp(_ text: [Unicode.Scalar]) -> [Unicode.Scalar] {
    text.indices.filter { index in
      guard text[index].isSpace else { return true }
      let before = text[..<index].last(where: { !$0.isSpace })
      let after = text[index...].first(where: { !$0.isSpace })
      return !isStroke(before) && !isStroke(after)
    }.map { text[$0] }
  }

  private static func isStroke(_ scalar: Unicode.Scalar?) -> Bool { scalar == "/" || scalar == "／" }

  /// Who is named on the line right below a title, at its left or pushed to the right. A reporter in brackets ends a story.
  static func under(_ line: GalleyLine) -> [Story.Author]? {
    if line.text.first?.isOpener == true, reporters.contains(where: String(scalars: line.text).contains) { return nil }
    if line.text.isEmpty { return read(line.hanging) }
    return line.hanging.isEmpty ? read(line.text) ?? names(line.text) : nil
  }

  /// `张三　李四`: nothing but names that begin with a surname. Only right under a title is that an author's line.
  static func names(_ text: [Unicode.Scalar]) -> [Story.Author]? {
    let parts = text.split { $0.isSpace || $0 == "、" }.map(Array.init)
    guard (1...3).contains(parts.count) else { return nil }
    let isAll = parts.allSatisfy { (2...3).contains($0.count) && PersonName.isName($0.map(\.value), 0..<$0.count) }
    return isAll ? parts.map { Story.Author(name: String(scalars: $0)) } : nil
  }

  private static func affiliated(_ text: [Unicode.Scalar]) -> [Story.Author]? {
    let parts = text.split { $0.isSpace }.map(Array.init)
    guard parts.count >= 2, let body = parts.first, body.count >= 4, bodies.contains(where: { String(scalars: body).hasSuffix($0) }) else {
      return nil
    }
    let names = parts.dropFirst().filter { PersonName.isName($0.map(\.value), 0..<$0.count) || $0.contains("·") && isName($0) }
    guard names.count == parts.count - 1 else { return nil }
    return names.map { Story.Author(name: String(scalars: $0), affiliation: String(scalars: body)) }
  }

  private static func names(in text: [Unicode.Scalar]) -> [String] {
    let parts = text.split { $0.isSpace || $0 == "、" || $0 == ")" || $0 == "）" }.map(Array.init)
    guard !parts.isEmpty, parts.allSatisfy({ $0.count <= 6 && isName($0) || roles.contains(String(scalars: $0)) }) else { return [] }
    // `王 黎`: a name of two characters set to the breadth of three.
    if parts.count == 2, parts.allSatisfy({ $0.count == 1 }) { return [String(scalars: parts.joined())] }
    return parts.filter { !roles.contains(String(scalars: $0)) }.map { String(scalars: $0) }
  }

  private static func isName(_ part: [Unicode.Scalar]) -> Bool {
    (1...4).contains(part.count) && part.allSatisfy(\.isHan) || part.contains("·") && part.count <= 12
  }

  private static func english(_ text: [Unicode.Scalar]) -> [Story.Author]? {
    let line = String(scalars: text)
    guard line.lowercased().hasPrefix("by "), line.count <= 60 else { return nil }
    let rest = line.dropFirst(3)
    let parts = rest.split(separator: ",", maxSplits: 1)
    guard let name = parts.first, name.first?.isUppercase == true else { return nil }
    let body = parts.count > 1 ? parts[1].drop { $0 == " " } : nil
    return [Story.Author(name: String(name), affiliation: body.map(String.init))]
  }
}
