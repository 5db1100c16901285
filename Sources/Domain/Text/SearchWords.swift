/// Cuts text into the words of the index: bigrams of Chinese, whole words of letters and digits.
///
/// A run of n Chinese characters gives n−1 bigrams and its last character, so that any two or more characters are a phrase of
/// bigrams, and one character is the beginning of a word. No dictionary, hence no word that cannot be found.
package enum SearchWords {
  /// Stands before each word of a title, so that titles can be searched alone. Folding takes it out of texts.
  package static let titleMark = "\u{01C1}"
  /// Stands before the pinyin of a title.
  package static let pinyinMark = "\u{01C0}"
  /// Pinyin is indexed from each character on, that many syllables far.
  private static let pinyinReach = 8

  /// Words separated by spaces, each behind the mark.
  package static func index(_ text: String, mark: String = "") -> [UInt8] {
    var cutter = WordCutter(mark: mark, reserving: text.utf8.count * 3)
    let table = FoldTable.shared
    for scalar in text.unicodeScalars {
      if let folded = table[scalar] {
        cutter.take(folded)
      } else {
        for folded in SearchText.spell(scalar).unicodeScalars { cutter.take(folded) }
      }
    }
    return cutter.finish()
  }

  /// Marked pinyin of each Chinese run, from each of its characters on; with the other reading where one has two.
  package static func pinyin(_ title: String) -> [UInt8] {
    var out: [UInt8] = []
    for run in TextRun.runs(of: SearchText.fold(title)) where run.script == .han {
      let scalars = Array(run.text.unicodeScalars)
      let spelled = Spelled(PinyinText.syllables(run.text))
      let others = scalars.indices.map { PinyinText.other(scalars[$0], than: spelled.syllables[$0]) }
      for start in scalars.indices where spelled.syllables[start] != nil {
        let window = start..<min(start + pinyinReach, scalars.count)
        spelled.append(window, to: &out)
        for index in window.prefix(othersReach) {
          if let other = others[index] { spelled.append(window, other, at: index, to: &out) }
        }
      }
    }
    return out
  }

  /// Only this far from its beginning does a word get its other readings.
  private static let othersReach = 3

  /// The syllables of a run one behind the other, of which each word is a piece.
  private struct Spelled {
    /// Nil where a character has none.
    let syllables: [String?]
    private var letters: [UInt8] = []
    /// Where each syllable begins, and where the last ends.
    private var starts = [0]

    init(_ syllables: [String?]) {
      self.syllables = syllables
      for syllable in syllables {
        if let syllable { letters.append(contentsOf: syllable.utf8) }
        starts.append(letters.count)
      }
    }

    /// Appends the word of a window.
    func append(_ window: Range<Int>, to out: inout [UInt8]) {
      out.append(contentsOf: pinyinMark.utf8)
      out.append(contentsOf: letters[starts[window.lowerBound]..<starts[window.upperBound]])
      out.append(UInt8(ascii: " "))
    }

    /// Appends the word of a window with one syllable read in another way.
    func append(_ window: Range<Int>, _ other: String, at place: Int, to out: inout [UInt8]) {
      out.append(contentsOf: pinyinMark.utf8)
      out.append(contentsOf: letters[starts[window.lowerBound]..<starts[place]])
      out.append(contentsOf: other.utf8)
      out.append(contentsOf: letters[starts[place + 1]..<starts[window.upperBound]])
      out.append(UInt8(ascii: " "))
    }
  }

  /// One thing that must be found: words in a row.
  package struct Term: Sendable, Equatable {
    /// The term itself, folded.
    package var text: String
    /// Separated by single spaces.
    package var words: String
    /// True where the last word need only begin so: a single Chinese character.
    package var isOpen: Bool
    /// What it may be as pinyin.
    package var pinyin: String?
  }

  /// The terms of a query, in order, without repeats; text between white space is one term.
  package static func terms(of query: String) -> [Term] {
    var terms: [Term] = []
    var cutter = TermCutter(reserving: query.utf8.count * 2)
    for scalar in SearchText.fold(query).unicodeScalars {
      if SearchText.isSpace(scalar) { cutter.finish(into: &terms) } else { cutter.take(scalar) }
    }
    cutter.finish(into: &terms)
    return terms
  }
}
