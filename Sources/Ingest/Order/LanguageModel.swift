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

  /// What the shorter context weighs beside a context of 1, 2, 3 letters, as if so often counted: the mean under a Dirichlet prior
  /// (MacKay and Peto, "A hierarchical Dirichlet language model", 1995).
  private static let trust = [200.0, 50, 20]
  /// A sequence that the table left out may have come as often as was to be expected, but not oftener than this.
  private static let mostUnseen = [4.0, 6, 8]
  private static let unseenShare = 0.5
  private static let unseenCount = 0.5

  /// The probability of a letter after a context of `length` letters that was counted `context` times, together with the letter
  /// `whole` times, where it is `shorter` after one letter less.
  @inline(__always)
  static func probability(whole: Double, context: Double, shorter: Double, length: Int) -> Double {
    if context == 0 { return shorter }
    let seen = whole > 0 ? whole : unseenShare * min(mostUnseen[length - 1], context * shorter)
    return (seen + trust[length - 1] * shorter) / (context + trust[length - 1])
  }

  /// The probability of `unit` after up to three units.
  func probability(of unit: UInt16, after context: ArraySlice<UInt16>) -> Double {
    var known = probability(of: unit)
    for length in 1...3 where length <= context.count {
      let tail = context.suffix(length)
      let counted = table.count(CountTable.letters[length - 1], tail)
      guard counted > 0 else { break }
      let whole = table.count(CountTable.step(tail.reduce(CountTable.start(CountTable.letters[length]), CountTable.step), unit))
      known = LanguageModel.probability(whole: whole, context: counted, shorter: known, length: length)
    }
    return known
  }

  private func probability(of unit: UInt16) -> Double {
    let count = table.count(.letters1, CollectionOfOne(unit))
    return max(count, LanguageModel.unseenCount) / max(1, table.totals[0])
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
