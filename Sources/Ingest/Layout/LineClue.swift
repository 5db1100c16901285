/// What one line shows of itself, before its neighbours are asked: the ground for telling furniture from text.
struct LineClue {
  var text: [Unicode.Scalar]
  var breadth: Double
  /// Tabs before the text: a hanging byline, signature or date.
  var leadingTabs: Int
  var folio: Folio?
  var glued: Folio?
  /// How the glued number is set off from its head: `head | 5` and `5 | head` alike; nil where nothing stands between.
  var gluedStyle: String?
  var issue: IssueLine?
  /// Letters, ideographs and the digits that number neither page nor issue; what two prints of one running head share. Nil for a line that can be no head.
  var key: String?
  /// The page starts here by form feed or by a single leading space.
  var startsPage: Bool

  private static let fewestKeyLetters = 2

  init(_ line: SourceLine, startsPage: Bool, parameters: FurnitureParameters) {
    let scalars = line.text.scalarArray
    text = trimmed(scalars)
    breadth = text.reduce(0) { $0 + $1.breadth }
    leadingTabs = scalars.prefix { $0.isSpace }.count { $0 == "\t" }
    self.startsPage = startsPage
    guard breadth <= parameters.widestFurniture, Jump.find(in: text).isEmpty, !NewsAgency.opens(text) else { return }
    folio = Folio.whole(text)
    issue = folio == nil ? IssueLine.read(text) : nil
    var head = text
    if folio == nil, let found = Folio.glued(text) {
      glued = found.folio
      head = found.head
      gluedStyle = Self.style(of: text)
      if issue == nil { issue = IssueLine.read(head) }
    }
    if let rest = issue?.rest { head = rest }
    key = Self.key(of: head, whole: text, leadingTabs: leadingTabs, parameters: parameters)
  }

  /// The marks between number and head.
  private static func style(of text: [Unicode.Scalar]) -> String? {
    let marks = text.filter { !$0.isHan && !$0.isLatin && !$0.isDigit && !$0.isSpace }
    return !marks.isEmpty && marks.allSatisfy(Folio.ornaments.contains) ? String(scalars: marks) : nil
  }

  private static func key(of head: [Unicode.Scalar], whole: [Unicode.Scalar], leadingTabs: Int, parameters: FurnitureParameters) -> String?
  {
    guard leadingTabs <= parameters.mostTabsBeforeHead, let last = whole.last, let first = whole.first else { return nil }
    guard !last.isFullStop, !last.isPause, !last.isOpener, !first.isForbiddenAtLineStart, !isLabelled(whole), !isDocumentNumber(whole)
    else { return nil }
    guard !Byline.ends(whole), !DatedLine.isDate(whole), !isLatinSentence(whole), !TitleFinder.namesDocument(whole) else { return nil }
    guard !whole.contains(where: { $0 == "，" || $0 == "、" || $0 == "。" || $0 == "《" || $0 == "“" || $0 == "；" }) else { return nil }
    let folded = IssueLine.folded(head).filter { $0.isHan || $0.isLatin || $0.isDigit }
    return folded.count { !$0.isDigit } >= fewestKeyLetters ? String(scalars: folded) : nil
  }

  /// Latin words that run on: a head is set in capitals or begins its words with them, and goes without a stop.
  static func isLatinSentence(_ text: [Unicode.Scalar]) -> Bool {
    guard !text.contains(where: \.isHan) else { return false }
    let words = text.split { $0.isSpace }.filter { $0.contains(where: \.isLatin) }
    guard let first = words.first, words.count >= 2 else { return text.last == "." || text.first?.isLowercaseLatin == true }
    let small = words.count { $0.first?.isLowercaseLatin == true }
    return text.last == "." || first.first?.isLowercaseLatin == true || small * 2 > words.count
  }

  /// `一、`, `（二）`, `3.`, `①`, `-`: a list entry or heading, never furniture.
  static func isLabelled(_ text: [Unicode.Scalar]) -> Bool {
    ListLabel.read(text) != nil
  }

  /// `云政函〔2024〕9 号`: alike from page to page, yet text.
  static func isDocumentNumber(_ text: [Unicode.Scalar]) -> Bool {
    guard let last = text.last(where: { !$0.isSpace }), last == "号" || last == "號" else { return false }
    return text.contains { $0 == "〔" || $0 == "[" || $0 == "［" || $0 == "（" || $0 == "(" || $0 == "字" }
  }
}
