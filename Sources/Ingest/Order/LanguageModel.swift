import Foundation

/// What is known of the language before an issue is opened: the shipped table, and the issues read before.
package struct LanguageModel: Sendable {
  package var table: CountTable
  /// Letter sequences of earlier issues of the same journal; nil if there are none.
  package var earlier: LetterCounts?

  package static let shipped = LanguageModel(table: .shipped)

  package init(table: CountTable, earlier: LetterCounts? = nil) {
    self.table = table
    self.earlier = earlier
  }

  /// The shipped table and the texts of issues that were read before.
  package init(earlierTexts: [String]) {
    let glyphs = Glyphs(lines: earlierTexts)
    self.init(table: .shipped, earlier: earlierTexts.isEmpty ? nil : LetterCounts(earlierTexts.map(glyphs.units)))
  }

  /// Added for every step down to a shorter context.
  private static let backOff = -0.9
  private static let unseenCount = 0.5

  /// The log-probability of `unit` after up to three units, by the longest context that was counted.
  func logProbability(of unit: UInt16, after context: ArraySlice<UInt16>) -> Double {
    var penalty = 0.0
    for length in stride(from: min(3, context.count), to: 0, by: -1) {
      let tail = context.suffix(length)
      guard let whole = CountTable.Kind(rawValue: UInt64(length + 1)), let part = CountTable.Kind(rawValue: UInt64(length)) else {
        continue
      }
      if let base = table.logCount(part, tail) {
        var hash = CountTable.start(whole)
        for u in tail { hash = CountTable.step(hash, u) }
        if let joint = table.logCount(CountTable.step(hash, unit)) { return min(0, joint - base) + penalty }
        penalty += LanguageModel.backOff
      }
    }
    return logProbability(of: unit) + penalty
  }

  func logProbability(of unit: UInt16) -> Double {
    (table.logCount(CountTable.step(CountTable.start(.letters1), unit)) ?? log(LanguageModel.unseenCount)) - log(max(1, table.totals[0]))
  }

  /// The log-probability of a word of `units`; one letter is a word if need be.
  func logWord(_ units: ArraySlice<UInt16>) -> Double? {
    let total = log(max(1, table.totals[1]))
    if let known = table.logCount(.word, units) { return known - total }
    guard units.count == 1, let only = units.first else { return nil }
    return Glyphs.isHan(only) ? log(LanguageModel.unseenCount) - total : LanguageModel.strangeLetter
  }

  /// A letter that is no Han character splits words and costs the same on either side of a joint.
  private static let strangeLetter = -6.0
}
