/// Turns a slip into an item of the report: paragraphs, records, pages, and what there is to doubt.
struct ItemMaker {
  let galley: [GalleyLine]
  let layout: IssueLayout
  let order: ReadingOrder
  let setting: Setting
  let jumps: JumpPairs
  let parameters: IngestParameters

  func item(_ slip: Slip) -> IngestReport.Item {
    let maker = ParagraphMaker(
      galley: galley, fit: setting.fit, columns: setting.columns, indentedIssue: setting.indentedIssue, parameters: parameters.paragraphs)
    let paragraphs = maker.paragraphs(of: slip)
    let first = slip.titleLines.first ?? slip.allLines[0]
    let section = layout.pages[galley[first].page].section ?? slip.allLines.lazy.compactMap { layout.pages[galley[$0].page].section }.first
    let story = Story(
      title: slip.title, subtitle: slip.subtitle, kicker: slip.kicker, byline: slip.byline, section: section, paragraphs: paragraphs,
      issueYear: layout.facts.year, issueNumber: layout.facts.number, authors: slip.authors,
      titleLines: LineRanges.of(slip.titleLines.map { galley[$0] }))
    let records = Records.read(story, parameters: parameters.fields)
    let trust = trust(slip, records: records)
    return IngestReport.Item(
      title: slip.title, subtitle: slip.subtitle, kicker: slip.kicker, section: section, byline: slip.byline,
      source: slip.byline.flatMap(Byline.source), authors: slip.authors, pages: pages(slip),
      lines: LineRanges.of(slip.allLines.map { galley[$0] }),
      paragraphs: paragraphs, body: Markdown.body(paragraphs), records: records, confidence: trust.confidence,
      fieldConfidence: fieldConfidence(
        slip, records: records, ownSection: layout.pages[galley[first].page].section != nil && section != nil),
      warnings: trust.warnings,
      explanation: explanation(slip, paragraphs))
  }

  private func pages(_ slip: Slip) -> [Int] {
    var numbers = Set<Int>()
    for line in slip.allLines { layout.pages[galley[line].page].number.map { _ = numbers.insert($0) } }
    return numbers.sorted()
  }

  // MARK: Trust

  private func trust(_ slip: Slip, records: Records) -> (confidence: Double, warnings: [IngestReport.Warning]) {
    let trust = parameters.trust
    let own = Set(slip.allLines.map { galley[$0].number })
    var warnings: [IngestReport.Warning] = []
    var confidence = records.confidence * 0.2 + 0.8
    for joint in order.moved where own.contains(joint.to) && own.contains(joint.from) {
      confidence -= trust.movedJoint
      guard joint.margin < trust.doubtfulMargin else { continue }
      confidence -= trust.doubtfulJoint
      warnings.append(
        .init(code: "order_doubtful", line: joint.to, detail: "Read after line \(joint.from), by a small margin; compare with the print."))
    }
    for line in order.brokenAfter where own.contains(line) {
      confidence -= trust.missingText
      warnings.append(
        .init(code: "text_missing", line: line, detail: "The text breaks off after this line and nothing in the issue goes on from it."))
    }
    for line in own.sorted() {
      guard let jump = jumps.unmatched[line] else { continue }
      confidence -= trust.unmatchedJump
      let what =
        jump.direction == .to
        ? "points to page \(jump.page), where nothing points back" : "comes from page \(jump.page), where nothing points here"
      warnings.append(.init(code: "jump_unmatched", line: line, detail: "The line \(what)."))
    }
    if slip.titleScore < trust.sureTitle {
      confidence -= trust.weakTitle * min(1, (trust.sureTitle - slip.titleScore) / trust.sureTitle)
      if slip.titleScore < parameters.items.leastTitleScore, let line = slip.titleLines.first {
        warnings.append(.init(code: "title_doubtful", line: galley[line].number, detail: "This may be no title."))
      }
    }
    if slip.bylines.count > 1 {
      confidence -= trust.severalBylines
      warnings.append(
        .init(
          code: "bylines_several", line: galley[slip.bylines[0].line].number,
          detail: "Two bylines in one item: two stories may have run together."))
    }
    return (min(1, max(trust.leastConfidence, confidence)), warnings)
  }

  /// How sure the fields of the head are.
  private func fieldConfidence(_ slip: Slip, records: Records, ownSection: Bool) -> [IngestReport.FieldConfidence] {
    let trust = parameters.trust
    var fields: [IngestReport.FieldConfidence] = [
      .init(
        name: .title,
        confidence: max(trust.leastConfidence, min(1, trust.titleByLooks + (1 - trust.titleByLooks) * slip.titleScore / trust.sureTitle))),
      .init(name: .kind, confidence: records.kind.confidence),
    ]
    if ownSection { fields.append(.init(name: .section, confidence: trust.sectionByPage)) }
    if let byline = slip.bylines.last {
      let isNamed = slip.bylines.count == 1 && Byline.mayEnd(galley[byline.line].hanging)
      fields.append(.init(name: .byline, confidence: isNamed ? trust.bylineByWords : trust.bylineByPlace))
    }
    if !slip.authors.isEmpty { fields.append(.init(name: .authors, confidence: trust.authorsByPlace)) }
    if !pages(slip).isEmpty { fields.append(.init(name: .pages, confidence: trust.countedPages)) }
    return fields
  }

  // MARK: Explanation

  private func explanation(_ slip: Slip, _ paragraphs: [Story.Paragraph]) -> Explanation {
    var numberOf: [Int: Int] = [:]
    for (index, paragraph) in paragraphs.enumerated() {
      for range in paragraph.lines { for line in range where numberOf[line] == nil { numberOf[line] = index + 1 } }
    }
    let joints = Dictionary(order.moved.map { ($0.to, $0) }, uniquingKeysWith: { first, _ in first })
    let titles = Set(slip.titleLines)
    let authors = Set(slip.authorLines)
    let credits = Set(slip.bylines.map(\.line))
    let steps = slip.allLines.map { index in
      let line = galley[index]
      let part: Explanation.Step.Part =
        titles.contains(index)
        ? .title
        : authors.contains(index) ? .author : line.isOnlyJump ? .jump : line.isOnlyHanging && credits.contains(index) ? .byline : .paragraph
      let reason = joints[line.number].map { joint in
        "after line \(joint.from), margin \((joint.margin * 10).rounded() / 10)"
          + (joint.reasons.isEmpty ? "" : ": " + joint.reasons.joined(separator: ", "))
      }
      let text = LineJoiner.tidied(line.text + (line.hanging.isEmpty ? [] : [" "] + line.hanging))
      return Explanation.Step(
        line: line.number, part: part, paragraph: part == .paragraph ? numberOf[line.number] : nil, text: text, reason: reason)
    }
    return Explanation(steps: steps, titleReasons: slip.titleReasons)
  }
}
