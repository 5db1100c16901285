/// Tells names of organisations from those of persons and from other text.
package enum OrganisationName {
  private static let shortest = 3
  private static let longest = 60

  /// What names of companies and bodies end in.
  private static let endings = [
    "公司", "集团", "厂", "协会", "学会", "商会", "联合会", "促进会", "总会", "分会", "委员会", "理事会", "秘书处", "研究院", "研究所", "研究会", "设计院", "科学院", "工程院",
    "大学", "学院", "学校", "中心", "实验室", "基地", "联盟", "部", "局", "厅", "署", "院", "司", "办公室", "人民政府", "管委会", "银行", "基金会", "出版社", "编辑部", "杂志社", "工作室",
    "inc", "ltd", "llc", "gmbh", "corp", "corporation", "company", "association", "university", "institute", "society",
  ]

  package static func isOne(_ name: String) -> Bool {
    let folded = SearchText.fold(name).filter { !$0.isWhitespace && $0 != "." }
    guard (shortest...longest).contains(folded.count) else { return false }
    // A name in brackets may follow: 某公司（苏州）.
    let bare = folded.hasSuffix(")") ? String(folded.prefix { $0 != "(" }) : folded
    return endings.contains { bare.hasSuffix($0) || folded.hasSuffix($0) } && !folded.contains { "，。；、,;".contains($0) }
  }
}
