extension LineFacts {
  /// Costs of reading a line as set in a column, after the reading of many widths; in nats.
  private enum Cost {
    static let overflow = 6.0
    static let overhang = 2.0
    static let shortLoose = 0.9
    static let shortOpen = 3.5
    static let change = 5.0
    static let changeAtTurn = 2.5
  }

  /// Ems by which a full line may miss its column's edge: no mark may begin a line, no word may break.
  static let fullSlack = 1.3
  /// Latin words are long: a ragged line misses the edge by more.
  static let latinFullSlack = 3.2
  /// The slack of an indented first line ends here.
  static let indentSlack = 2.8

  var fullSlack: Double { isLatin ? LineFacts.latinFullSlack : LineFacts.fullSlack }
  var indentSlack: Double { isLatin ? LineFacts.latinFullSlack + 1.5 : LineFacts.indentSlack }

  /// Finds each line's column width by the cheapest path over the widths that are frequent in the issue.
  static func measureColumns(_ facts: inout [LineFacts]) {
    let widths = frequentWidths(facts)
    guard !widths.isEmpty else { return }
    var best = [Double](repeating: 0, count: widths.count)
    var from: [[Int]] = []
    for i in facts.indices {
      let turn = i > 0 && facts[i].page != facts[i - 1].page
      let cheapest = best.indices.min { best[$0] < best[$1] } ?? 0
      let change = turn ? Cost.changeAtTurn : Cost.change
      var next = best
      var back = [Int](repeating: 0, count: widths.count)
      for w in widths.indices {
        // A line that fits any column, as a byline does, stays with the one before it.
        let stays = w == cheapest || best[w] < best[cheapest] + change
        back[w] = stays ? w : cheapest
        next[w] = (stays ? best[w] : best[cheapest] + change) + facts[i].cost(of: widths[w])
      }
      from.append(back)
      best = next
    }
    var at = best.indices.min { best[$0] < best[$1] } ?? 0
    for i in facts.indices.reversed() {
      facts[i].column = widths[at]
      at = from[i][at]
    }
  }

  private static let widthClasses = 16
  private static let narrowest = 6

  /// Widths at which unfinished lines end often: the edges of the columns.
  private static func frequentWidths(_ facts: [LineFacts]) -> [Double] {
    var count: [Int: Int] = [:]
    for fact in facts where !fact.isLooseLine && fact.list == nil { count[Int(fact.width.rounded()), default: 0] += 1 }
    if count.isEmpty { for fact in facts { count[Int(fact.width.rounded()), default: 0] += 1 } }
    let least = max(2, facts.count / 120)
    let ranked = count.filter { $0.key >= narrowest }.sorted { ($0.value, $0.key) > ($1.value, $1.key) }
    let frequent = ranked.filter { $0.value >= least }
    return (frequent.isEmpty ? Array(ranked.prefix(3)) : Array(frequent.prefix(widthClasses))).map { Double($0.key) }.sorted()
  }

  /// A line that may end anywhere: a paragraph's last, a heading with a number, a signature.
  private var isLooseLine: Bool { hangs || endsWithGap || hasByline || jumpsOn || endsSentence }

  private func cost(of column: Double) -> Double {
    if hangs || hasByline || jumpsOn { return 0 }
    let d = column - width
    let step = isLatin ? 2.2 : 1.0
    if d < -1.3 { return Cost.overflow }
    // Only a mark may hang over the edge; letters do by the measure's own error at most.
    if d < -0.7, tailGlyph == .han || tailGlyph == .digit || tailGlyph == .lower { return Cost.overhang }
    if d < 0.8 * step { return 0.3 * abs(d) / step }
    let loose = isLooseLine || list != nil
    if d < 1.3 * step { return 0.5 }
    if d < 2.8 * step { return loose ? 0.5 : 1 }
    return loose ? Cost.shortLoose : Cost.shortOpen
  }
}
