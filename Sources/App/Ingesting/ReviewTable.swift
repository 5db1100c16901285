import Ingest

/// What ingest read, as a table that a person can hold against the printed issue.
struct ReviewTable {
  var name: String
  var result: IssueReading.Result
  /// Items below it are marked: they stay drafts.
  var threshold: Double

  var text: String {
    var lines = [heading, ""]
    for (index, item) in result.report.items.enumerated() { lines += rows(index + 1, item) }
    lines += [""] + doubts + [ending]
    return lines.joined(separator: "\n") + "\n"
  }

  private var heading: String {
    let facts = result.report.facts
    let pages = zip(facts.firstPage, facts.lastPage).map { "pages \($0)–\($1)" }
    let parts = [
      facts.journal, result.label.map { "issue \($0)" } ?? "issue unknown: storing needs --issue", facts.total.map { "total \($0)" }, pages,
    ]
    return "\(name): " + parts.compactMap { $0 }.joined(separator: ", ")
  }

  private func zip(_ first: Int?, _ last: Int?) -> (Int, Int)? {
    guard let first, let last else { return nil }
    return (first, last)
  }

  private func rows(_ number: Int, _ item: IngestReport.Item) -> [String] {
    let kind = item.records.kind.value
    let name = kind.articleKind ?? "notice/\(item.records.notice?.category.rawValue ?? "official")"
    let pages = item.pages.map(String.init).joined(separator: ",")
    let mark = item.confidence < threshold ? "?" : " "
    let sure = "\(Int((item.confidence * 100).rounded()))%"
    var rows = [left(number, 3) + " " + mark + left(sure, 4) + "  " + right(name, 15) + " " + right("p. " + pages, 9) + " " + item.title]
    let found = facts(of: item)
    if !found.isEmpty { rows.append(indent + found.joined(separator: "; ")) }
    rows += item.warnings.map { indent + "! " + sentence($0) }
    return rows
  }

  private var indent: String { String(repeating: " ", count: 11) }

  private func facts(of item: IngestReport.Item) -> [String] {
    let records = item.records
    var facts = [item.byline, records.notice?.documentNumber?.value].compactMap { $0 }
    facts += records.events.map { "event: \($0.name.value)" + ($0.startsOn.map { ", \($0.value)" } ?? "") }
    facts += records.awards.map { "award: \($0.name.value)" + ($0.recipient.map { " to \($0.value)" } ?? "") }
    facts += (records.notice?.deadlines ?? []).map { "\($0.kind.rawValue) by \($0.on.value)" }
    return facts
  }

  private var doubts: [String] {
    let report = result.report
    let unplaced = report.unplaced.map { "! line \($0.line) found no place: \($0.text)" }
    return report.warnings.map { "! " + sentence($0) } + unplaced
  }

  private var ending: String {
    let report = result.report
    let unsure = report.items.count { $0.confidence < threshold }
    let marked = unsure == 0 ? "" : "; \(unsure) marked ? (confidence below \(threshold)) stay drafts even with --publish"
    let covered = (report.coverage * 1000).rounded(.down) / 10
    return "\(report.items.count) items, \(report.furniture.count) lines of furniture, \(covered)% of the text placed\(marked)."
  }

  private func sentence(_ warning: IngestReport.Warning) -> String {
    (warning.line > 0 ? "line \(warning.line): " : "") + "\(warning.code): \(warning.detail)"
  }

  private func left(_ value: some CustomStringConvertible, _ width: Int) -> String {
    let text = value.description
    return String(repeating: " ", count: max(0, width - text.count)) + text
  }

  private func right(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }
}
