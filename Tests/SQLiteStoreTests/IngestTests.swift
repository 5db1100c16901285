import Domain
import JSON
import Testing

@testable import SQLiteStore

@Suite struct StoredIssueTests {
  private func issue(body: String = "正文", confidence: Double = 0.9, extra: [ImportedIssue.Item] = []) -> ImportedIssue {
    let story = ImportedIssue.Item(
      type: .article, members: ["title": "年会召开", "kind": "event_report", "pages": [2, 3], "body": .string(body)],
      events: [["name": "某某年会", "starts_on": "2031-01-09", "organisers": ["某市模具行业协会"]]],
      awards: [["name": "金奖", "recipient": "某某精密有限公司", "year": 2030]], confidence: confidence, lines: [1...9, 20...22])
    let notice = ImportedIssue.Item(
      type: .notice, members: ["title": "申报通知", "category": "call", "issuers": ["某省工业厅"], "pages": [4]], confidence: 0.95, lines: [10...19])
    return ImportedIssue(
      label: "2031-1", members: ["journal": "模具月刊", "year": 2031, "number": 1], items: [story, notice] + extra, sourceDigest: "00ff")
  }

  private func ingest(_ scratch: Scratch, _ issue: ImportedIssue, publish: Bool = true) throws -> ImportOutcome {
    try scratch.write { try $0.ingest(issue, publish: publish, threshold: 0.8, by: .tester) }
  }

  @Test func `an issue is stored with all that hangs on it`() throws {
    let scratch = try Scratch()
    let outcome = try ingest(scratch, issue())
    #expect(outcome.entries.map(\.effect) == [.created, .created, .created, .created])
    #expect(outcome.entries.map(\.type) == [.article, .event, .award, .notice])
    #expect(outcome.entries.allSatisfy { $0.status == .published })
    let event = try scratch.get(.event, outcome.entries[1].id)
    #expect(event["article"] == .string(outcome.entries[0].id))
    #expect(event["issue"] == "2031-1")
    #expect(try scratch.list(.organisation).items.compactMap { $0["name"]?.string }.count == 3)
    let contents = try Page(scratch.store.contents(ofIssue: "2031-1", page: nil, viewer: .anyone, reader: 0))
    #expect(contents.items.compactMap { $0["type"]?.string } == ["article", "event", "award", "notice"])
    let counts = try scratch.get(.issue, "2031-1")["counts"]
    #expect(counts == .object(["articles": 1, "notices": 1, "events": 1, "awards": 1]))
    #expect(try scratch.store.checkIntegrity().flatMap(\.problems) == [])
  }

  @Test func `ingesting it again changes nothing`() throws {
    let scratch = try Scratch()
    _ = try ingest(scratch, issue())
    let before = (scratch.store.generation, try scratch.store.audit(limit: 100, cursor: nil, reader: 0).items)
    #expect(try ingest(scratch, issue()).entries.allSatisfy { $0.effect == .unchanged })
    #expect(before == (scratch.store.generation, try scratch.store.audit(limit: 100, cursor: nil, reader: 0).items))
  }

  @Test func `what nobody touched follows the text, what a person edited stays`() throws {
    let scratch = try Scratch()
    let first = try ingest(scratch, issue(), publish: false)
    #expect(first.entries.allSatisfy { $0.status == .draft })
    #expect(try ingest(scratch, issue(body: "改过的正文"), publish: false).entries[0].effect == .updated)
    try scratch.change(.article, first.entries[0].id, ["title": "编辑改题"])
    let third = try ingest(scratch, issue(body: "又改"), publish: true)
    #expect(third.entries[0].effect == .conflict)
    #expect(try scratch.get(.article, first.entries[0].id, Projection(viewer: .staff))["title"] == "编辑改题")
    #expect(third.entries.map(\.id) == first.entries.map(\.id))
  }

  @Test func `what is doubtful stays a draft, and so do the issue and organisations that only it names`() throws {
    let scratch = try Scratch()
    let outcome = try ingest(
      scratch, ImportedIssue(label: "2031-1", members: [:], items: [issue(confidence: 0.5).items[0]], sourceDigest: "00"))
    #expect(outcome.entries.allSatisfy { $0.status == .draft })
    #expect(try scratch.list(.organisation).items.isEmpty)
    #expect(failure { _ = try scratch.get(.issue, "2031-1") }?.code == .notFound)
    try scratch.move(.article, outcome.entries[0].id, to: .published)
    #expect(try scratch.list(.organisation).items.count == 2)
    #expect(try scratch.get(.issue, "2031-1")["counts"]?.object?["articles"] == 1)
  }

  @Test func `a value that breaks the table becomes a warning and not an error`() throws {
    let scratch = try Scratch()
    let item = ImportedIssue.Item(
      type: .article, members: ["title": .string(String(repeating: "长", count: 400)), "pages": ["x"], "kind": "odd"])
    let outcome = try ingest(scratch, ImportedIssue(label: "2031-9", members: [:], items: [item, item], sourceDigest: "00"))
    #expect(outcome.entries.map(\.effect) == [.created, .created])
    let shown = try scratch.get(.article, outcome.entries[0].id, Projection(viewer: .staff))
    #expect(shown["warnings"]?.array?.count == 2)
    #expect(shown["title"]?.string?.count == 300)
  }
}
