/// What the search for titles asks of a line again and again, read once.
struct TitleLine {
  /// May be a line of a title, and its last one.
  var mayStand: Bool
  var mayEnd: Bool
  /// Opens with a label: an entry or a heading of a list.
  var isLabelled: Bool
  var isDate: Bool
  var isDocumentNumber: Bool
  /// Opens a story by a dateline, possibly over two lines.
  var opensWithDateline: Bool
  var opensWithTime: Bool
  var namesAuthor: Bool
  var addresses: Bool
  var opensSubtitle: Bool
  var hasHan: Bool
  var commas: Int
  var pauses: Int

  init(_ line: GalleyLine, next: GalleyLine?) {
    let text = line.text
    isDate = DatedLine.isDate(text)
    isDocumentNumber = StoryOpening.isDocumentNumber(text, next: next?.text ?? [])
    isLabelled = ListLabel.read(text) != nil || TitleFinder.isNumberedCase(text)
    opensWithDateline = StoryOpening.opens(text, next: next?.text)
    opensWithTime = StoryOpening.opensWithTime(text)
    namesAuthor = AuthorLine.under(line) != nil
    addresses = StoryOpening.addresses(text, next: next?.text)
    opensSubtitle = TitleFinder.opensSubtitle(text)
    hasHan = text.contains(where: \.isHan)
    commas = text.count { $0 == "，" || $0 == "," }
    pauses = text.count { $0 == "、" }
    mayStand = Self.mayStand(line) && !isDate && !isDocumentNumber && !StoryOpening.opens(text) && AuthorLine.read(text) == nil
    mayEnd = mayStand && Self.mayEnd(text)
  }

  private static func mayStand(_ line: GalleyLine) -> Bool {
    guard line.hanging.isEmpty, line.jumps.isEmpty, line.trailingTabs < 2, let first = line.text.first, let last = line.text.last else {
      return false
    }
    guard !line.text.contains(where: { $0 == "。" || $0 == "；" }), !first.isForbiddenAtLineStart, !last.isOpener else { return false }
    if last == "." && line.text.contains(where: \.isLatin) { return false }
    return !TitleFinder.hasInnerStop(line.text)
  }

  private static func mayEnd(_ text: [Unicode.Scalar]) -> Bool {
    guard let last = text.last else { return false }
    return !last.isPause && !(last == "-" && text.contains(where: \.isLatin))
  }
}
