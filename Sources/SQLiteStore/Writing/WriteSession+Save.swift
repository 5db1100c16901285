import Cryptography
import Domain
import JSON

extension SQLiteWriteSession {
  /// Stores a new record and everything that hangs on it.
  func add(_ record: inout StoredRecord, action: String, by author: Author) throws {
    try connection.run("INSERT INTO records (type) VALUES (?)", [.text(record.type.rawValue)])
    record.seq = connection.lastInsertedRow
    // An imported record keeps its own.
    if record["id"] == .null { record["id"] = .text(identifiers.next(at: now)) }
    if record["created_at"] == .null { record["created_at"] = .integer(now) }
    record["updated_at"] = .integer(now)
    record["version"] = .integer(1)
    try settleSlug(of: &record, former: nil)
    try prepare(&record, before: nil)
    try connection.run(record.layout.insert, record.bindings(publicJSON: record.publicJSON()))
    try writeLinks(of: record, before: nil)
    searchChanges.append(.add(SearchEntry(record)))
    try spread(record, before: nil)
    try note(record, before: nil, action: action, by: author)
    written = record
  }

  /// Stores the next version of a record and everything that hangs on it.
  func replace(_ before: StoredRecord, with record: inout StoredRecord, action: String, by author: Author) throws {
    record["updated_at"] = .integer(max(now, before.updatedAt))
    record["version"] = .integer(before.version + 1)
    try settleSlug(of: &record, former: before.slug)
    try prepare(&record, before: before)
    try rewrite(record)
    try writeLinks(of: record, before: before)
    if before.deletedAt == nil { searchChanges.append(.remove(SearchEntry(before))) }
    if record.deletedAt == nil { searchChanges.append(.add(SearchEntry(record))) }
    try spread(record, before: before)
    try note(record, before: before, action: action, by: author)
    written = record
  }

  /// Takes a deleted record out for good; its audit rows and its tombstone stay.
  func remove(_ deleted: StoredRecord, by author: Author) throws {
    written = nil
    try connection.run("DELETE FROM records WHERE seq = ?", [.integer(deleted.seq)])
    try audit(deleted.type.rawValue, deleted.id, version: deleted.version, action: "purge", content: [], by: author)
  }

  /// Writes the row anew without a new version: what it shows of others has changed.
  func refresh(_ type: RecordType, seq: Int64) throws {
    guard var record = try connection.load(type, seq: seq) else { return }
    record.changedAt = now
    try rewrite(record)
    if record.isPublic { changesPublication = true }
  }

  private func rewrite(_ record: StoredRecord) throws {
    written = nil
    let values = record.bindings(publicJSON: record.publicJSON())
    try connection.run(record.layout.update, Array(values.dropFirst()) + [.integer(record.seq)])
  }

  /// Position, publication time, links and counts as they follow from what the record has become.
  private func prepare(_ record: inout StoredRecord, before: StoredRecord?) throws {
    record.changedAt = now
    if record.isPublic, record.publishedAt == nil {
      // What was due while the program was down bears the time for which it was scheduled.
      record.publishedAt = before?["publish_at"].integer.map { min($0, now) } ?? now
    }
    if before == nil || before?.isPublic != record.isPublic {
      let position = try publication.nextPosition() << 3 | Int64(record.type.code)
      record.position = record.isPublic ? position : -position
    }
    if record.isPublic { try publishWhatItNames(&record) }
    if record.type == .issue { record["counts"] = try connection.counts(ofIssue: record.seq) }
    record.settle()
  }

  /// A public item makes its organisations and its issue public too.
  private func publishWhatItNames(_ record: inout StoredRecord) throws {
    for link in record.links { try publish(.organisation, seq: link.organisation) }
    guard case .reference(let seq, let label, false) = record["issue"] else { return }
    try publish(.issue, seq: seq)
    record["issue"] = .reference(seq: seq, shown: label, isPublic: true)
  }

  private func publish(_ type: RecordType, seq: Int64) throws {
    guard let before = try connection.load(type, seq: seq), before.status != .published, before.deletedAt == nil else { return }
    var record = before
    record.status = .published
    try replace(before, with: &record, action: "publish", by: .publication)
  }

  /// Others show something of this record: their rows follow.
  private func spread(_ record: StoredRecord, before: StoredRecord?) throws {
    let isPublic = record.isPublic
    let wasPublic = before?.isPublic ?? false
    if isPublic || wasPublic { changesPublication = true }
    if let before, isPublic != before.isPublic, record.type == .article {
      try refresh(.event, where: "article = ?", record.seq)
      try refresh(.award, where: "article = ?", record.seq)
    }
    if record.layout.isItem { try recount(record, before, visibilityChanged: isPublic != wasPublic) }
    guard let before, record.title != before.title || isPublic != wasPublic, !record.layout.isItem else { return }
    let condition =
      record.type == .issue ? "issue = ?" : "seq IN (SELECT item FROM item_organisations WHERE organisation = ?)"
    for type in RecordType.allCases where type.isItem { try refresh(type, where: condition, record.seq) }
  }

  private func refresh(_ type: RecordType, where condition: String, _ seq: Int64) throws {
    var rows: [Int64] = []
    try connection.query("SELECT seq FROM \(type.plural) WHERE \(condition)", [.integer(seq)]) { rows.append($0.integer(0)) }
    for row in rows { try refresh(type, seq: row) }
  }

  /// Renews the counts of the issues that the item has come to or gone from.
  private func recount(_ record: StoredRecord, _ before: StoredRecord?, visibilityChanged: Bool) throws {
    let issue = record["issue"].referenced
    let former = before?["issue"].referenced
    guard visibilityChanged || issue != former else { return }
    for seq in Set([issue, former].compactMap { $0 }) {
      let counts = try connection.counts(ofIssue: seq)
      guard var issue = try connection.load(.issue, seq: seq), issue["counts"] != counts || issue.isPublic else { continue }
      issue["counts"] = counts
      issue.changedAt = now
      try rewrite(issue)
    }
  }
}

extension Author {
  /// In whose name an issue or organisation becomes public with the first item that names it.
  static let publication = Author(token: "bulletin", name: "publication", address: "local")
}

extension Connection {
  /// `{"articles":n,…}` of what is published in an issue.
  func counts(ofIssue seq: Int64) throws -> Cell {
    var writer = JSONWriter()
    writer.beginObject()
    for type in RecordType.allCases where type.isItem {
      let sql = """
        SELECT count(*)
        FROM \(type.plural)
        WHERE issue = ? AND status = 'published' AND deleted_at IS NULL
        """
      writer.key(type.plural)
      writer.integer(try first(sql, [.integer(seq)]) { $0.integer(0) } ?? 0)
    }
    writer.endObject()
    return .json(writer.bytes)
  }
}
