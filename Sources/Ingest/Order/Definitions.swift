/// Short names that a text gives itself, `（以下简称《…》）`, and the lines that open with one: nobody opens with a name not yet given.
struct Definitions: Sendable {
  /// One short name: the line that gives it, and the lines of the same page that begin with it.
  struct Term: Sendable, Equatable {
    var given: Int
    var openings: [Int]
  }

  /// Terms that some line opens with, by page.
  private(set) var terms: [Int: [Term]] = [:]

  private static let verbs: [[Character]] = [["简", "称"], ["簡", "稱"], ["下", "称"], ["下", "稱"]]
  private static let pairs: [Character: Character] = ["《": "》", "“": "”", "「": "」", "『": "』"]
  /// A short name is no longer than this, its marks included.
  private static let longestName = 16

  static func read(_ facts: [LineFacts]) -> Definitions {
    var out = Definitions()
    for i in facts.indices {
      guard let name = name(givenBy: Array(facts[i].text)) else { continue }
      let openings = facts.indices.filter { facts[$0].page == facts[i].page && $0 != i && facts[$0].text.hasPrefix(name) }
      if !openings.isEmpty { out.terms[facts[i].page, default: []].append(Term(given: i, openings: openings)) }
    }
    return out
  }

  /// The name with its marks, as `《名录》`, that a line gives; nil where it gives none or the name goes on in the next line.
  static func name(givenBy text: [Character]) -> String? {
    for at in text.indices.dropLast(3) where verbs.contains([text[at], text[at + 1]]) {
      var start = at + 2
      if text[start] == "为" || text[start] == "為" || text[start] == "：" { start += 1 }
      guard start < text.count, let closing = pairs[text[start]] else { continue }
      guard let end = text[start...].prefix(longestName).firstIndex(of: closing), end > start + 1 else { continue }
      return String(text[start...end])
    }
    return nil
  }

  /// Names given before they are used if `second` comes before `first`, less those if it stays: blocks of line indices in their order.
  func gained(by second: ArraySlice<Int>, before first: ArraySlice<Int>, page: Int) -> Int {
    guard let terms = terms[page] else { return 0 }
    return terms.reduce(0) { sum, term in
      if second.contains(term.given), term.openings.contains(where: first.contains) { return sum + 1 }
      if first.contains(term.given), term.openings.contains(where: second.contains) { return sum - 1 }
      return sum
    }
  }
}
