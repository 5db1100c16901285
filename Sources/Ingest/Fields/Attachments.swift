/// The list after 附件：, one title each.
struct AttachmentReading {
  let manuscript: Manuscript
  let parameters: FieldParameters

  func read() -> [Records.Reading<String>] {
    for index in manuscript.bodyIndices {
      let text = manuscript.passages[index].text
      guard let start = AttachmentReading.label(text) else { continue }
      let found = list(index, start)
      if !found.isEmpty { return found }
    }
    return []
  }

  /// The index after 附件：; a label that comes after a sentence counts too.
  private static func label(_ text: [UInt32]) -> Int? {
    for range in labels.all(in: text, 0..<text.count) {
      guard range.lowerBound == 0 || text[range.lowerBound - 1].endsSentence, range.upperBound < text.count, text[range.upperBound] == 0x3A
      else { continue }
      return range.upperBound + 1
    }
    return nil
  }

  /// The entries after the label in its passage, and the numbered passages that follow.
  private func list(_ index: Int, _ start: Int) -> [Records.Reading<String>] {
    var found: [Records.Reading<String>] = []
    var expected = 1
    var place = index
    var from = start
    while place < manuscript.passages.count {
      let passage = manuscript.passages[place]
      let cut = entries(passage.text, from, expected)
      guard place == index || !cut.isEmpty else { break }
      for range in cut {
        let value = passage.print.cut(AttachmentReading.trimmed(passage.text, range))
        if !value.isEmpty { found.append(.init(value, confidence: parameters.likely, lines: passage.lines)) }
      }
      if let number = lastNumber(passage.text, from, expected) { expected = number + 1 } else if !cut.isEmpty { break }
      place += 1
      from = 0
    }
    return found
  }

  /// Entries numbered from `expected`; where nothing is numbered, the whole rest of the label's own passage.
  private func entries(_ text: [UInt32], _ from: Int, _ expected: Int) -> [Range<Int>] {
    let marks = numbers(text, from, expected)
    guard !marks.isEmpty else {
      let open = from > 0 && from < text.count
      return open ? [from..<text.count] : []
    }
    return marks.indices.map { i in marks[i].end..<(i + 1 < marks.count ? marks[i + 1].start : text.count) }
  }

  private func lastNumber(_ text: [UInt32], _ from: Int, _ expected: Int) -> Int? {
    let marks = numbers(text, from, expected)
    return marks.isEmpty ? nil : expected + marks.count - 1
  }

  /// `1.`, `2．`, `3、` in a row; the next must carry the next number.
  private func numbers(_ text: [UInt32], _ from: Int, _ first: Int) -> [(start: Int, end: Int)] {
    var found: [(start: Int, end: Int)] = []
    var expected = first
    var i = from
    while i < text.count {
      let fresh = i == from || !text[i - 1].isDigit && (!found.isEmpty || i == from)
      if fresh, let n = Numeral.digits(text, at: i, width: 1...2), n.value == expected, n.end < text.count,
        AttachmentReading.marks.contains(text[n.end]), n.end + 1 < text.count, !text[n.end + 1].isDigit
      {
        found.append((i, n.end + 1))
        expected += 1
        i = n.end
      } else if found.isEmpty, i > from {
        break
      }
      i += 1
    }
    return found
  }

  /// Without what tells where to get it, and without a closing mark.
  private static func trimmed(_ text: [UInt32], _ range: Range<Int>) -> Range<Int> {
    var end = tails.first(in: text, range)?.lowerBound ?? range.upperBound
    while end > range.lowerBound, text[end - 1].endsSentence || text[end - 1] == 0x2C || text[end - 1] == 0x28 || text[end - 1] == 0x20 {
      end -= 1
    }
    return range.lowerBound..<end
  }

  private static let labels = Lexicon("附件")
  private static let tails = Lexicon("详见 可从 请从 请到 (另附 (略 另附 请登录 下载地址 (可在 (见")
  private static let marks: Set<UInt32> = [0x2E, 0x3001, 0x29, 0x20]
}
