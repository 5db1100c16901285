/// What the first words of a line say of its place in a story.
enum Opening: Sendable {
  /// `近日，`, `1月5日，`: how stories begin.
  case story
  /// `他说`, `此外，`: something was told before.
  case sequel
  case plain

  private static let stories = [
    "近日", "日前", "近期", "最近", "为了", "为贯彻", "为进一步", "为深入", "为加强", "为推动", "为助力", "随着", "今天上午", "今日", "昨日", "根据",
  ].map { Array($0.utf16) }
  private static let sequels = [
    "他", "她", "它", "这", "此", "该", "其", "据悉", "据了解", "据介绍", "据统计", "同时", "另外", "另据", "与此", "但", "然而", "因此", "所以", "对此", "会上", "会议", "会后",
    "活动中",
    "报告说", "报告认为", "报道说", "声明", "同样", "例如", "比如", "尤其", "特别是", "不仅", "而", "并", "还", "也", "又", "再", "接着", "最后", "随后", "之后", "后来", "现在", "如今",
    "感谢", "特此", "目前", "总之", "各地", "双方", "两国", "与会", "参会", "代表们", "专家", "大家", "我们", "有关", "下一步", "未来", "以下", "下面", "上述", "以上", "综上", "由此",
    "其次", "再次", "式中",
  ].map { Array($0.utf16) }
  private static let latin = [
    "he ", "she ", "they ", "it ", "this ", "these ", "but ", "however", "also", "meanwhile", "in addition", "the report", "moreover",
    "and ", "we ",
  ]
  /// `1月5日`, `2025年`: digits are one unit in the tables.
  private static let dates: [[UInt16]] = [[Glyphs.digit, 0x6708], [Glyphs.digit, Glyphs.digit, 0x6708]]
  private static let paragraphSlack = 1.0

  init(_ fact: LineFacts) {
    self = .plain
    if fact.isLatin {
      let text = fact.text.lowercased()
      if Opening.latin.contains(where: text.hasPrefix) { self = .sequel }
      return
    }
    // A mark at the line's end may hang over the edge.
    let hanging = [.comma, .colon, .closer].contains(fact.tailGlyph) ? 1.0 : 0
    guard fact.slack + hanging > Opening.paragraphSlack || fact.endsSentence else { return }
    if Opening.stories.contains(where: { fact.units.starts(with: $0) }) || Opening.dates.contains(where: { fact.units.starts(with: $0) }) {
      self = .story
    } else if Opening.sequels.contains(where: { fact.units.starts(with: $0) }) {
      self = .sequel
    }
  }
}
