/// Says which paragraphs are headings, list entries, addressee, document number, signature, date or attachment.
struct RoleReader {
  /// First input lines of attachments' titles.
  let attachmentTitles: Set<Int>

  private static let longestHeading = 36
  private static let longestSignature = 30
  private static let paragraphsBeforeAddressee = 4

  func assign(_ paragraphs: inout [Story.Paragraph]) {
    for index in paragraphs.indices where paragraphs[index].role == .body {
      let text = paragraphs[index].text.scalarArray
      paragraphs[index].role = role(of: text, at: index, in: paragraphs)
    }
    markSignatures(&paragraphs)
    markAttachments(&paragraphs)
  }

  private func role(of text: [Unicode.Scalar], at index: Int, in paragraphs: [Story.Paragraph]) -> Story.Role {
    if let line = paragraphs[index].lines.first?.lowerBound, attachmentTitles.contains(line) { return .heading }
    if index < Self.paragraphsBeforeAddressee, StoryOpening.isDocumentNumber(text) { return .documentNumber }
    if index < Self.paragraphsBeforeAddressee, StoryOpening.addresses(text, next: nil) { return .addressee }
    if DatedLine.isDate(text) { return .date }
    let unfinished = text.last.map { !$0.isFullStop && $0 != "；" && $0 != "，" && $0 != "、" } ?? false
    guard let label = ListLabel.read(text) else {
      return unfinished && isHeading(text, at: index, in: paragraphs) ? .heading : .body
    }
    switch label.style {
    case .bullet, .circled, .bracketedArabic: return .list
    case .chapter, .chinese, .bracketedChinese:
      return unfinished && text.count <= Self.longestHeading && text.last != "：" ? .heading : .body
    case .arabic: return unfinished && text.count <= Self.longestHeading && leads(index, in: paragraphs) ? .heading : .list
    }
  }

  private func isHeading(_ text: [Unicode.Scalar], at index: Int, in paragraphs: [Story.Paragraph]) -> Bool {
    guard text.count <= Self.longestHeading, index + 1 < paragraphs.count, let last = text.last, last != "：" || text.count <= 8 else {
      return false
    }
    let labelled = text.firstIndex { $0 == "：" || $0 == ":" }
    return labelled == nil || labelled == text.count - 1
  }

  /// A numbered entry is a heading when its own list, or text, follows rather than the next number.
  private func leads(_ index: Int, in paragraphs: [Story.Paragraph]) -> Bool {
    guard index + 1 < paragraphs.count else { return false }
    guard let next = ListLabel.read(paragraphs[index + 1].text.scalarArray) else { return true }
    return next.style.rawValue > ListLabel.Style.arabic.rawValue
  }

  /// Short lines right above a date, or above another signature.
  private func markSignatures(_ paragraphs: inout [Story.Paragraph]) {
    for index in paragraphs.indices.reversed() where index + 1 < paragraphs.count && paragraphs[index].role == .heading {
      let next = paragraphs[index + 1].role
      guard next == .date || next == .signature, paragraphs[index].text.unicodeScalars.count <= Self.longestSignature else { continue }
      if ListLabel.read(paragraphs[index].text.scalarArray) == nil,
        !attachmentTitles.contains(paragraphs[index].lines.first?.lowerBound ?? 0)
      {
        paragraphs[index].role = .signature
      }
    }
  }

  private func markAttachments(_ paragraphs: inout [Story.Paragraph]) {
    var inside = false
    for index in paragraphs.indices {
      let text = paragraphs[index].text
      if text.hasPrefix("附件：") || text.hasPrefix("附件:") || text.hasPrefix("附：") || text == "附件" || text.hasPrefix("附件1") {
        inside = true
        if paragraphs[index].role != .heading { paragraphs[index].role = .attachment }
      } else if inside, paragraphs[index].role == .list {
        paragraphs[index].role = .attachment
      } else {
        inside = false
      }
    }
  }
}
