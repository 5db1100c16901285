import Cryptography
import Domain
import JSON

extension SQLiteWriteSession {
  /// Stores an issue: what is new is made, what no person touched follows the text, what a person edited stays as it is.
  func ingest(_ issue: ImportedIssue, publish: Bool, threshold: Double, by author: Author) throws -> ImportOutcome {
    try settle(issue, by: author)
    var outcome = ImportOutcome(issue: issue.label)
    var seen: [String: Int] = [:]
    for item in issue.items {
      let title = item.members["title"]?.string ?? ""
      let fingerprint = IngestKey.fingerprint(item.type.rawValue, title)
      seen[fingerprint, default: 0] += 1
      let key = "\(issue.label)/\(item.type.rawValue)/\(fingerprint)/\(seen[fingerprint] ?? 1)"
      outcome.entries += try ingest(item, key: key, of: issue, publish: publish && item.confidence >= threshold, by: author)
    }
    return outcome
  }

  /// Makes the issue's own record, or brings one that nobody edited up to date.
  private func settle(_ issue: ImportedIssue, by author: Author) throws {
    let (members, _) = Ingested.clean(issue.members.merging(["label": .string(issue.label)]) { $1 }, .issue)
    if let seq = try connection.find(.issue, issue.label), let before = try connection.load(.issue, seq: seq) {
      guard before.deletedAt == nil else { throw BulletinError(.conflict, "The issue \(issue.label) was deleted; restore it first.") }
      var record = before
      try fill(&record, with: members, keepingSlug: true)
      guard !before.edited, record.cells != before.cells else { return }
      try replace(before, with: &record, action: "ingest", by: author)
    } else {
      var record = try draft(.issue, members)
      try add(&record, action: "ingest", by: author)
    }
  }

  /// One story and the events and awards that it yields.
  private func ingest(_ item: ImportedIssue.Item, key: String, of issue: ImportedIssue, publish: Bool, by author: Author) throws
    -> [ImportOutcome.Entry]
  {
    let names = Self.organisations(in: item)
    let story = Ingested(
      item.type, key: key, members: item.members, organisations: names, pages: item.members["pages"] ?? .null, of: issue, item)
    let (entry, seq) = try store(story, article: nil, publish: publish, by: author)
    let article = item.type == .article ? seq : nil
    var entries = [entry]
    for (type, records) in [(RecordType.event, item.events), (.award, item.awards)] {
      var seen: [String: Int] = [:]
      for members in records {
        let print = IngestKey.fingerprint(members["name"]?.string ?? "", members["recipient"]?.string ?? "", members["rank"]?.string ?? "")
        seen[print, default: 0] += 1
        let linked = Ingested(
          type, key: "\(key)/\(type.rawValue)/\(print)/\(seen[print] ?? 1)", members: members,
          organisations: Self.organisations(in: members),
          pages: item.members["pages"] ?? .null, of: issue, item)
        entries.append(try store(linked, article: article, publish: publish, by: author).entry)
      }
    }
    return entries
  }

  private func store(_ ingested: Ingested, article: Int64?, publish: Bool, by author: Author) throws
    -> (entry: ImportOutcome.Entry, seq: Int64)
  {
    guard let before = try earlier(ingested) else {
      var record = try draft(ingested.type, ingested.members)
      try complete(&record, ingested, article: article)
      if publish { record.status = .published }
      try add(&record, action: "ingest", by: author)
      return (entry(record, .created), record.seq)
    }
    let isUnchanged = before.ingestDigest == ingested.digest
    let mayPublish = publish && before.status == .draft && before.deletedAt == nil
    if before.edited || before.deletedAt != nil || (isUnchanged && !mayPublish) {
      return (entry(before, isUnchanged ? .unchanged : .conflict), before.seq)
    }
    var record = before
    if !isUnchanged {
      try fill(&record, with: ingested.members, keepingSlug: true)
      try complete(&record, ingested, article: article)
    }
    if mayPublish { try record.move(to: .published, at: nil) }
    try replace(before, with: &record, action: isUnchanged ? "publish" : "ingest", by: author)
    return (entry(record, isUnchanged ? .unchanged : .updated), record.seq)
  }

  /// The record made of this story before: by its title, or else by the very lines it was read from.
  private func earlier(_ ingested: Ingested) throws -> StoredRecord? {
    let table = ingested.type.plural
    let byKey = try connection.first("SELECT seq FROM \(table) WHERE ingest_key = ?", [.text(ingested.key)]) { $0.integer(0) }
    if let byKey { return try connection.load(ingested.type, seq: byKey) }
    guard ingested.isStoryWithLines else { return nil }
    let byLines = try connection.first(
      """
      SELECT t.seq
      FROM \(table) t
      JOIN issues i ON i.seq = t.issue
      WHERE i.label = ? AND t.provenance = ? AND t.ingest_key IS NOT NULL
      """, [.text(ingested.label), .text(String(decoding: ingested.provenance, as: UTF8.self))]
    ) { $0.integer(0) }
    return try byLines.flatMap { try connection.load(ingested.type, seq: $0) }
  }

  /// What ingest says of a record beyond its members.
  private func complete(_ record: inout StoredRecord, _ ingested: Ingested, article: Int64?) throws {
    record.ingestKey = ingested.key
    record.ingestDigest = ingested.digest
    record["provenance"] = .json(ingested.provenance)
    record["confidence"] = .real(ingested.confidence)
    record["warnings"] = .json(ingested.warnings)
    if let article, let target = try connection.load(.article, seq: article) {
      record["article"] = .reference(seq: article, shown: target.id, isPublic: target.isPublic)
    }
    record.links = try ingested.organisations.compactMap { try authority($0.name, role: $0.role) }
  }

  private func entry(_ record: StoredRecord, _ effect: ImportOutcome.Effect) -> ImportOutcome.Entry {
    ImportOutcome.Entry(type: record.type, id: record.id, title: record.title, effect: effect, status: record.status)
  }
}
