/// Makes terms of a query that comes folded and character by character, one of each piece between white space.
struct TermCutter: ~Copyable {
  private let mostBytes: Int
  private var words: WordCutter
  private var text = String.UnicodeScalarView()
  /// Of the character before.
  private var script: TextRun.Script?
  /// Of the last run, and how many characters it has; nil before the first.
  private var lastScript: TextRun.Script?
  private var lastLength = 0
  private var runs = 0
  /// True while only letters of pinyin have come.
  private var isLatin = true

  init(reserving bytes: Int) {
    mostBytes = bytes
    words = WordCutter(mark: "", reserving: bytes)
  }

  mutating func take(_ scalar: Unicode.Scalar) {
    let before = script
    script = TextRun.script(of: scalar)
    guard let script else { return }
    if script != before { begin(script) }
    if !("a"..."z").contains(scalar) { isLatin = false }
    lastLength += 1
    text.append(scalar)
    words.take(scalar)
  }

  private mutating func begin(_ script: TextRun.Script) {
    if runs > 0 { words.take(" ") }
    runs += 1
    lastScript = script
    lastLength = 0
  }

  /// Ends the piece. Adds its term unless it has none, or it is there already.
  mutating func finish(into terms: inout [SearchWords.Term]) {
    guard let lastScript else {
      script = nil
      return
    }
    let isOpen = lastScript == .han && lastLength == 1
    // The last character of several need not end its run in the text.
    let cut = words.finish(closing: lastScript != .han || isOpen)
    let text = String(text)
    let mayBePinyin = isLatin && runs == 1 && lastLength > 1
    let term = SearchWords.Term(
      text: text, words: String(decoding: cut.dropLast(), as: UTF8.self), isOpen: isOpen,
      pinyin: mayBePinyin ? SearchWords.pinyinMark + text : nil)
    if !terms.contains(term) { terms.append(term) }
    self = TermCutter(reserving: mostBytes)
  }
}
