/// Joins a story's lines into paragraphs and says what part each plays.
struct ParagraphMaker {
  let galley: [GalleyLine]
  let fit: ColumnFit.Fit
  let columns: [Double]
  let indentedIssue: Bool
  let parameters: ParagraphParameters

  func paragraphs(of slip: Slip) -> [Story.Paragraph] {
    var result: [Story.Paragraph] = []
    let credits = Set(slip.bylines.map(\.line))
    let groups = groups(slip)
    for group in groups {
      let texts = group.filter { !galley[$0].text.isEmpty }
      if !texts.isEmpty {
        let text = Brackets.mended(LineJoiner.join(texts.map { galley[$0].text }))
        result.append(Story.Paragraph(text, role: .body, lines: ranges(texts)))
      }
      for line in group where !galley[line].hanging.isEmpty && !credits.contains(line) {
        let text = LineJoiner.tidied(galley[line].hanging)
        result.append(
          Story.Paragraph(
            text, role: DatedLine.isDate(galley[line].hanging) ? .date : .signature, lines: [galley[line].number...galley[line].number]))
      }
    }
    let attachments = Set(slip.attachmentTitles.map { galley[$0.lowerBound].number })
    RoleReader(attachmentTitles: attachments).assign(&result)
    return result
  }

  /// Lines of one paragraph each.
  private func groups(_ slip: Slip) -> [[Int]] {
    let lines = slip.textLines
    guard !lines.isEmpty else { return [] }
    var fitLines = ColumnFit.lines(lines.map { galley[$0] }, indentedIssue: indentedIssue)
    for title in slip.attachmentTitles {
      for (index, line) in lines.enumerated() {
        if line == title.lowerBound || line == title.upperBound + 1 { fitLines[index].mustStart = true }
        if title.contains(line), line != title.lowerBound { fitLines[index].mustStart = false }
      }
    }
    fitLines[0].mustStart = true
    let found = ColumnFit(parameters: parameters).fit(fitLines, columns: columns, indent: fit.indent)
    var groups: [[Int]] = []
    for (index, line) in lines.enumerated() {
      if found.starts[index] || groups.isEmpty { groups.append([line]) } else { groups[groups.count - 1].append(line) }
    }
    return groups
  }

  private func ranges(_ lines: [Int]) -> [ClosedRange<Int>] {
    LineRanges.of(lines.map { galley[$0] })
  }
}

/// Input line numbers in reading order as inclusive ranges; neighbours among the non-blank lines run together.
enum LineRanges {
  static func of(_ lines: [GalleyLine]) -> [ClosedRange<Int>] {
    var ranges: [ClosedRange<Int>] = []
    var last: Int?
    for line in lines {
      if let last, line.position == last + 1, let range = ranges.last {
        ranges[ranges.count - 1] = range.lowerBound...line.number
      } else {
        ranges.append(line.number...line.number)
      }
      last = line.position
    }
    return ranges
  }
}
