import Foundation

/// What a line brings to a joint at its end or at its start, worked out once.
struct JointSide: Sendable {
  /// Letters that the language features look at on one side.
  static let reach = 4

  /// The last letters, in order.
  var last: [UInt16]
  /// The first letters, in order.
  var first: [UInt16]
  /// Best segmentation of the first k of `last`.
  var wordsBefore: [Double]
  /// Best segmentation of `first` from k on.
  var wordsAfter: [Double]
  /// Log-probabilities of the first three letters with nothing before the line.
  var alone: [Double]
  var lastWord: String?
  var firstWord: String?
  var firstWordLength = 0
  var endsWithHyphen: Bool

  init(_ fact: LineFacts, language: LanguageModel) {
    last = Array(fact.units.suffix(JointSide.reach))
    first = Array(fact.units.prefix(JointSide.reach))
    wordsBefore = JointSide.forward(last, language)
    wordsAfter = JointSide.backward(first, language)
    let head = first
    alone = head.prefix(3).indices.map { language.logProbability(of: head[$0], after: head[..<$0]) }
    endsWithHyphen = false
    if GlyphClass.isLatinText(fact) {
      let words = fact.text.split(separator: " ")
      endsWithHyphen = fact.text.hasSuffix("-") || fact.text.hasSuffix("\u{AD}")
      lastWord = words.last.map { $0.lowercased().filter { $0.isLetter || $0 == "'" } }
      firstWord = words.first.map { $0.lowercased().filter { $0.isLetter || $0 == "'" } }
      firstWordLength = words.first?.count ?? 0
    }
  }

  private static func forward(_ units: [UInt16], _ language: LanguageModel) -> [Double] {
    var best = [0.0]
    for end in units.indices {
      var top = -Double.infinity
      for start in 0...end {
        if let word = language.logWord(units[start...end]) { top = max(top, best[start] + word) }
      }
      best.append(top)
    }
    return best
  }

  private static func backward(_ units: [UInt16], _ language: LanguageModel) -> [Double] {
    var best = [Double](repeating: -.infinity, count: units.count + 1)
    best[units.count] = 0
    for start in units.indices.reversed() {
      for end in start..<units.count {
        if let word = language.logWord(units[start...end]) { best[start] = max(best[start], best[end + 1] + word) }
      }
    }
    return best
  }
}

extension GlyphClass {
  /// True if a line's ends are Latin words that hyphenation and word pairs can speak of.
  static func isLatinText(_ fact: LineFacts) -> Bool { fact.isLatin }
}
