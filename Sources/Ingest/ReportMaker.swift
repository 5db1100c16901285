/// Gathers items and furniture into the report and proves that every line has exactly one place.
struct ReportMaker {
  let source: SourceText
  let layout: IssueLayout
  let galley: [GalleyLine]

  func report(_ items: [IngestReport.Item]) -> IngestReport {
    var placed = Set(layout.furniture.map(\.line))
    for item in items { for step in item.explanation.steps { placed.insert(step.line) } }
    let unplaced = source.lines.filter { !placed.contains($0.number) }
    let total = source.lines.reduce(0) { $0 + Self.letters($1.text) }
    let lost = unplaced.reduce(0) { $0 + Self.letters($1.text) }
    return IngestReport(
      facts: layout.facts, encoding: source.encoding, items: items.sorted { Self.place($0) < Self.place($1) }, furniture: layout.furniture,
      unplaced: unplaced.map { .init(line: $0.number, text: String(scalars: trimmed($0.text.scalarArray))) },
      coverage: total == 0 ? 1 : Double(total - lost) / Double(total), warnings: warnings())
  }

  /// Printed order: by page, then by the title's place in the file.
  private static func place(_ item: IngestReport.Item) -> (Int, Int) {
    (item.pages.first ?? 0, item.lines.first?.lowerBound ?? 0)
  }

  private static func letters(_ text: String) -> Int {
    text.unicodeScalars.count { !$0.isSpace }
  }

  private func warnings() -> [IngestReport.Warning] {
    var warnings: [IngestReport.Warning] = []
    if layout.facts.label == nil {
      warnings.append(
        .init(code: "label_missing", line: 0, detail: "No line of the text names the issue's year and number; storing it needs --issue."))
    }
    for page in layout.pages {
      let odd = page.lines.filter { line in line.text.unicodeScalars.contains { $0.isPrivateUse } }
      guard let first = odd.first else { continue }
      let count = odd.reduce(0) { $0 + $1.text.unicodeScalars.count { $0.isPrivateUse } }
      let place = page.number.map { "on page \($0)" } ?? "on the page of this line"
      warnings.append(
        .init(
          code: "private_use", line: first.number,
          detail: "\(count) private-use characters \(place): the font's own, unreadable without it."))
    }
    for line in source.lines where line.text.unicodeScalars.contains("\u{FFFD}") {
      warnings.append(.init(code: "undecodable", line: line.number, detail: "Bytes of this line are no \(source.encoding)."))
    }
    return warnings
  }
}
