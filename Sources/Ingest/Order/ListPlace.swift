/// The list marks nearest to a line, before and after it, in file order.
struct ListPlace: Sendable {
  /// Newest number of each style up to and including the line, 0 if none; a higher style takes the lower ones away.
  var before: SIMD8<Int16>
  /// The first mark from the line on: its style and number, number 0 if there is none.
  var nextStyle = 0
  var nextNumber: Int16 = 0
  /// The line itself bears a numbered mark.
  var isEntry: Bool

  private static let reach = 14

  static func read(_ facts: [LineFacts]) -> [ListPlace] {
    var out: [ListPlace] = []
    var last = SIMD8<Int16>()
    for i in facts.indices {
      if facts[i].isTitle || (i > 0 && facts[i].page != facts[i - 1].page) { last = SIMD8() }
      if let mark = facts[i].list, let number = mark.number {
        for lower in 0..<last.scalarCount where lower > mark.style.rawValue { last[lower] = 0 }
        last[mark.style.rawValue] = Int16(clamping: number)
      }
      var place = ListPlace(before: last, isEntry: facts[i].list?.number != nil)
      if let next = following(i, facts), let number = next.number {
        place.nextStyle = next.style.rawValue
        place.nextNumber = Int16(clamping: number)
      }
      out.append(place)
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
    let number = head.nextNumber
    if number == 0 { return 0 }
    let last = before[head.nextStyle]
    if last > 0 { return number == last + 1 ? 1 : -1 }
    return number == 1 || before == SIMD8() ? 0 : -1
  }
}
