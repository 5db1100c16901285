import Domain

/// One run of `bulletin ingest`: every file is read before the first is stored.
struct IngestRun {
  private struct Issue {
    var name: String
    var result: IssueReading.Result
  }

  private let invocation: Invocation
  private let configuration: Configuration

  init(_ invocation: Invocation) throws {
    self.invocation = invocation
    configuration = try invocation.settings().configuration
    if invocation.has("issue"), invocation.operands.count > 1 {
      throw Failure.usage("--issue names one issue; give one file with it.")
    }
  }

  func run() throws {
    let issues = try read()
    if let item = invocation.value("explain") { return try explain(item, issues) }
    if invocation.has("dry-run") { return try issues.forEach(printReport) }
    try store(issues)
  }

  private func read() throws -> [Issue] {
    let progress = Progress("Reading")
    defer { progress.end() }
    return try invocation.operands.enumerated().map { index, path in
      progress.report(index, of: invocation.operands.count)
      let name = path == "-" ? "standard input" : path
      do {
        let bytes = try TextFile.bytes(path, maxBytes: configuration.maxIngestBody)
        return Issue(name: name, result: try IssueReading.read(bytes, label: invocation.value("issue")))
      } catch let error as BulletinError {
        throw Failure.failed("\(name): \(error.detail)")
      }
    }
  }

  private var isJSON: Bool { invocation.value("format") == "json" }

  private func printReport(_ issue: Issue) throws {
    if isJSON { return try Output.standard.write(bytes: issue.result.report.json + [UInt8(ascii: "\n")]) }
    let table = ReviewTable(name: issue.name, result: issue.result, threshold: configuration.publishThreshold)
    try Output.standard.write(table.text)
  }

  private func store(_ issues: [Issue]) throws {
    let imports = try issues.map { issue in
      guard issue.result.label != nil else {
        throw Failure.failed("\(issue.name) does not say which issue it is; give its label, like --issue 2025-1.")
      }
      return try issue.result.issue()
    }
    let store = try configuration.openStore()
    let progress = Progress("Storing")
    defer { progress.end() }
    for (index, (issue, imported)) in zip(issues, imports).enumerated() {
      progress.report(index, of: issues.count)
      let isPublishing = invocation.has("publish")
      let threshold = configuration.publishThreshold
      let outcome = try store.writeAndWait { try $0.ingest(imported, publish: isPublishing, threshold: threshold, by: .commandLine) }
      progress.end()
      let listing = OutcomeListing(outcome: outcome)
      if isJSON {
        try Output.standard.write(bytes: listing.json)
      } else {
        try printReport(issue)
        try Output.standard.write(listing.text)
      }
    }
  }

  /// By the number of the table, else by a part of the title.
  private func explain(_ wanted: String, _ issues: [Issue]) throws {
    let items = issues.flatMap(\.result.report.items)
    let named = Int(wanted).flatMap { items.indices.contains($0 - 1) ? [items[$0 - 1]] : nil } ?? items.filter { $0.title.contains(wanted) }
    guard !named.isEmpty else { throw Failure.failed("No item is number \(wanted) or has it in its title; there are \(items.count).") }
    for item in named { try Output.standard.write(item.explanation.text(for: item)) }
  }
}
