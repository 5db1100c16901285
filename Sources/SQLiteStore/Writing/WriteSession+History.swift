import Cryptography
import Domain
import JSON

extension SQLiteWriteSession {
  /// The revision, the audit row and the change row of one write.
  func note(_ record: StoredRecord, before: StoredRecord?, action: String, by author: Author) throws {
    let members = record.writableJSON()
    try connection.run(
      """
      INSERT INTO revisions (record, version, at, token, name, note, members)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(record.seq), .integer(record.version), .integer(now), .text(author.token), .text(author.name), .optional(author.note),
        .utf8(members),
      ])
    try audit(record.type.rawValue, record.id, version: record.version, action: action, content: members, by: author)
    switch (before?.isPublic ?? false, record.isPublic) {
    case (false, true): try noteChange("publish", of: record)
    case (true, true): try noteChange("update", of: record)
    case (true, false): try noteChange("delete", of: record)
    case (false, false): break
    }
  }

  func noteChange(_ op: String, of record: StoredRecord) throws {
    changesPublication = true
    try connection.run(
      """
      INSERT INTO changes (at, op, type, id, slug, version)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      [.integer(now), .text(op), .text(record.type.rawValue), .text(record.id), .text(record.slug), .integer(record.version)])
  }

  /// Adds a row to the chain: its digest covers its own fields and the digest of the row before it.
  func audit(_ type: String, _ id: String, version: Int64, action: String, content: [UInt8], by author: Author) throws {
    let previous = try connection.first("SELECT digest FROM audit ORDER BY seq DESC LIMIT 1") { $0.blob(0) }
    var entry = AuditEntry(
      at: now, token: author.token, name: author.name, address: author.address, action: action, type: type, id: id,
      version: version, note: author.note, content: Digest.sha256(content), previous: previous ?? AuditEntry.beginning)
    entry.seal()
    try connection.run(
      """
      INSERT INTO audit (at, token, name, address, action, type, id, version, note, content, previous, digest)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, entry.bindings)
  }
}

/// One row of the audit log.
struct AuditEntry {
  /// What the first row has in place of the digest before it.
  static let beginning = [UInt8](repeating: 0, count: Digest.byteCount)

  var at: Int64
  var token: String
  var name: String
  var address: String
  var action: String
  var type: String
  var id: String
  var version: Int64
  var note: String?
  var content: [UInt8]
  var previous: [UInt8]
  var digest: [UInt8] = []

  mutating func seal() { digest = computedDigest }

  /// SHA-256 over the fields in order, each behind its length, so that no two rows read the same.
  var computedDigest: [UInt8] {
    var message: [UInt8] = []
    for text in ["\(at)", token, name, address, action, type, id, "\(version)", note ?? ""] {
      message.append(contentsOf: "\(text.utf8.count):\(text)".utf8)
    }
    return Digest.sha256(message + content + previous)
  }

  var bindings: [Binding] {
    [
      .integer(at), .text(token), .text(name), .text(address), .text(action), .text(type), .text(id), .integer(version), .optional(note),
      .blob(content), .blob(previous), .blob(digest),
    ]
  }
}
