/// Chooses among the lines that may be page numbers those that count upwards through the file, each with one reading.
struct FolioChain {
  struct Candidate {
    var line: Int
    var pages: ClosedRange<Int>
    var weight: Double
  }

  /// Indices of clues, with the reading chosen.
  static func choose(_ candidates: [Candidate], pageStarts: [Int], parameters: FurnitureParameters) -> [Candidate] {
    guard !candidates.isEmpty else { return [] }
    var best = candidates.map { $0.weight - startPenalty($0, parameters) }
    var previous = [Int?](repeating: nil, count: candidates.count)
    for current in candidates.indices {
      for earlier in 0..<current where candidates[earlier].line < candidates[current].line {
        guard let penalty = step(candidates[earlier], candidates[current], pageStarts, parameters) else { continue }
        let score = best[earlier] + candidates[current].weight - penalty
        if score > best[current] {
          best[current] = score
          previous[current] = earlier
        }
      }
    }
    guard let last = best.indices.max(by: { best[$0] < best[$1] }) else { return [] }
    var chain: [Candidate] = []
    var index: Int? = last
    while let at = index {
      chain.append(candidates[at])
      index = previous[at]
    }
    return chain.reversed()
  }

  /// Nil where the second number can't follow the first; else how odd the step is.
  private static func step(_ first: Candidate, _ second: Candidate, _ pageStarts: [Int], _ parameters: FurnitureParameters) -> Double? {
    let gap = Double(second.line - first.line)
    if second.pages.overlaps(first.pages) {
      // One page's number printed twice, in one run of furniture or at head and foot.
      guard second.pages.upperBound >= first.pages.upperBound, gap <= 12 * parameters.fewestLinesOfPage else { return nil }
      return gap <= parameters.fewestLinesOfPage ? 0 : 0.3
    }
    let turned = second.pages.lowerBound - first.pages.upperBound
    guard turned > 0, Double(turned - 1) * parameters.fewestLinesOfPage <= gap else { return nil }
    guard gap >= 3 || turned == 1 else { return nil }
    guard !pageStarts.isEmpty else { return min(0.1 * Double(turned - 1), 1) }
    let marks = pageStarts.count { $0 > first.line && $0 <= second.line }
    return min(0.25 * Double(abs(turned - marks)), 1.2)
  }

  private static func startPenalty(_ first: Candidate, _ parameters: FurnitureParameters) -> Double {
    let expected = Double(first.line) / (5 * parameters.fewestLinesOfPage)
    return min(0.04 * max(0, abs(Double(first.pages.lowerBound) - expected) - 2), 1)
  }
}
