/// The list marks nearest to a line, before and after it, in file order.
struct ListPlace: Sendable {
  /// Newest mark of each style up to and including the line; a higher style takes the lower ones away.
  var before: [Int?]
  /// Marks from the line on, the first of them.
  var next: ListMark?
  /// The mark of the line itself.
  var own: ListMark?

  private static let reach = 14

  static func read(_ facts: [LineFacts]) -> [ListPlace] {
    var out: [ListPlace] = []
    var last = [Int?](repeating: nil, count: ListMark.Style.allCases.count)
    for i in facts.indices {
      if i > 0, facts[i].page != facts[i - 1].page { last = last.map { _ in nil } }
      if facts[i].isTitle { last = last.map { _ in nil } }
      if let mark = facts[i].list, let number = mark.number {
        for lower in last.indices where lower > mark.style.rawValue { last[lower] = nil }
        last[mark.style.rawValue] = number
      }
      out.append(ListPlace(before: last, next: following(i, facts), own: facts[i].list))
    }
    return out
  }

  private static func following(_ i: Int, _ facts: [LineFacts]) -> ListMark? {
    for j in i..<min(i + reach, facts.count) {
      if facts[j].page != facts[i].page || (facts[j].isTitle && j > i) { return nil }
      if let mark = facts[j].list, mark.number != nil { return mark }
    }
    return nil
  }

  /// 1 if the next mark goes on from the last of its style, -1 if it does not, 0 if nothing can be said.
  func agreement(with head: ListPlace) -> Int {
    guard let mark = head.next, let number = mark.number else { return 0 }
    if let last = before[mark.style.rawValue] { return number == last + 1 ? 1 : -1 }
    if number == 1 { return 0 }
    return before.contains { $0 != nil } ? -1 : 0
  }
}
