/// Cuts text into the words of the index: bigrams of Chinese, whole words of letters and digits.
///
/// A run of n Chinese characters gives n−1 bigrams and its last character, so that any two or more characters are a phrase of
/// bigrams, and one character is the beginning of a word. No dictionary, hence no word that cannot be found.
package enum SearchWords {
  /// Stands before the pinyin of a title; no text has it as a letter of a word that a query could name.
  package static let pinyinMark = "\u{01C0}"
  /// Pinyin is indexed from each character on, that many syllables far.
  private static let pinyinReach = 8

  /// Words separated by spaces.
  package static func index(_ text: String) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count * 2)
    for run in TextRun.runs(of: SearchText.fold(text)) { append(run, closing: true, to: &out) }
    return out
  }

  /// Marked pinyin of each Chinese run, from each of its characters on.
  package static func pinyin(_ title: String) -> [UInt8] {
    var out: [UInt8] = []
    for run in TextRun.runs(of: SearchText.fold(title)) where run.script == .han {
      let syllables = PinyinText.syllables(run.text)
      for start in syllables.indices where syllables[start] != nil {
        out.append(contentsOf: pinyinMark.utf8)
        for syllable in syllables[start...].prefix(pinyinReach) { out.append(contentsOf: (syllable ?? "").utf8) }
        out.append(UInt8(ascii: " "))
      }
    }
    return out
  }

  /// One thing that must be found: words in a row.
  package struct Term: Sendable, Equatable {
    /// The term itself, folded.
    package var text: String
    package var words: [String]
    /// True where the last word need only begin so: a single Chinese character.
    package var isOpen: Bool
    /// What it may be as pinyin.
    package var pinyin: String?
  }

  /// The terms of a query, in order, without repeats; text between white space is one term.
  package static func terms(of query: String) -> [Term] {
    var terms: [Term] = []
    for chunk in SearchText.fold(query).split(whereSeparator: \.isWhitespace) {
      let runs = TextRun.runs(of: String(chunk))
      guard let last = runs.last else { continue }
      var words: [UInt8] = []
      for run in runs.dropLast() { append(run, closing: true, to: &words) }
      append(last, closing: last.text.unicodeScalars.count == 1, to: &words)
      let isLatin =
        runs.count == 1 && last.text.utf8.count > 1 && last.text.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
      let term = Term(
        text: runs.map(\.text).joined(), words: String(decoding: words, as: UTF8.self).split(separator: " ").map(String.init),
        isOpen: last.script == .han && last.text.unicodeScalars.count == 1, pinyin: isLatin ? pinyinMark + last.text : nil)
      if !terms.contains(term) { terms.append(term) }
    }
    return terms
  }

  private static func append(_ run: TextRun, closing: Bool, to out: inout [UInt8]) {
    guard run.script == .han else {
      out.append(contentsOf: run.text.utf8)
      out.append(UInt8(ascii: " "))
      return
    }
    var previous: Unicode.Scalar?
    for scalar in run.text.unicodeScalars {
      if let previous {
        out.append(contentsOf: previous.utf8)
        out.append(contentsOf: scalar.utf8)
        out.append(UInt8(ascii: " "))
      }
      previous = scalar
    }
    if closing, let previous {
      out.append(contentsOf: previous.utf8)
      out.append(UInt8(ascii: " "))
    }
  }
}
