import Cryptography
import Domain
import JSON

extension Connection {
  /// Changes of what readers see, after that sequence number.
  func changes(since: Int64, limit: Int) throws -> ChangePage {
    var writer = JSONWriter()
    var page = ChangePage(items: [], count: 0, last: since)
    try writer.array { array in
      try eachChange(since: since, limit: limit) { row in
        page.count += 1
        page.last = row.integer(0)
        array.object {
          $0.key("seq")
          $0.integer(row.integer(0))
          for (column, name) in ["type", "id", "slug", "op"].enumerated() {
            $0.key(name)
            $0.string(row.text(Int32(column + 1)))
          }
          $0.key("version")
          $0.integer(row.integer(5))
          $0.key("at")
          $0.string(Timestamp(milliseconds: row.integer(6)).text)
        }
      }
    }
    page.items = writer.bytes
    return page
  }

  /// Calls `row` with `seq, type, id, slug, op, version, at` of the changes after that sequence number, in their order.
  func eachChange(since: Int64, limit: Int, row: (Statement) throws -> Void) throws {
    try query(
      """
      SELECT seq, type, id, slug, op, version, at
      FROM changes
      WHERE seq > ?
      ORDER BY seq
      LIMIT ?
      """, [.integer(since), .integer(Int64(limit))], row)
  }

  /// What each write made of a record, newest first.
  func revisions(_ type: RecordType, _ key: String, limit: Int, cursor text: String?, _ cursorKey: [UInt8]) throws -> RenderedList {
    let record = try staffRecord(type, key)
    let identity = Array("revisions\n\(record.id)".utf8)
    let cursor = try text.map { try Cursor($0, for: identity, key: cursorKey) }
    var page = PageWriter(limit: limit)
    try query(
      """
      SELECT version, at, name, note, members
      FROM revisions
      WHERE record = ? AND version < ?
      ORDER BY version DESC
      LIMIT ?
      """, [.integer(record.seq), cursor?.value ?? .integer(Int64.max), .integer(Int64(limit + 1))]
    ) { row in
      guard page.takes(Cursor(value: .integer(row.integer(0)), id: "-", part: 0)) else { return }
      page.changedAt = max(page.changedAt, row.integer(1))
      page.items.append(contentsOf: Self.revision(row))
    }
    return page.list(identity: identity, key: cursorKey)
  }

  private static func revision(_ row: Statement) -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.key("version")
      $0.integer(row.integer(0))
      $0.key("at")
      $0.string(Timestamp(milliseconds: row.integer(1)).text)
      $0.key("by")
      $0.string(row.text(2))
      $0.key("note")
      $0.optional(row.optionalText(3))
      $0.key("digest")
      $0.string(Encodings.hexadecimal(Digest.sha256(Array(row.utf8(4)))))
    }
    return writer.bytes
  }

  /// The record with the members it had at that version, as staff see it.
  func revision(_ type: RecordType, _ key: String, version: Int64) throws -> RenderedRecord {
    var record = try staffRecord(type, key)
    let members = try revisionMembers(of: record, version: version)
    let at = try first(
      """
      SELECT at
      FROM revisions
      WHERE record = ? AND version = ?
      """, [.integer(record.seq), .integer(version)]
    ) { $0.integer(0) }
    for field in record.layout.schema.writable {
      switch field.kind {
      // A reference keeps the text it was written with: its row may be gone.
      case .reference: record[field.name] = members[field.name]?.string.map { .reference(seq: 0, shown: $0, isPublic: true) } ?? .null
      default: record[field.name] = SQLiteWriteSession.cell(members[field.name] ?? .null, field.kind)
      }
    }
    record["version"] = .integer(version)
    record["updated_at"] = at.map(Cell.integer) ?? .null
    var out: [UInt8] = []
    try Presentation(type, Projection(viewer: .staff)).append(record, self, to: &out)
    return RenderedRecord(
      json: out, id: record.id, slug: record.slug, version: version, status: record.status, updatedAt: at ?? record.updatedAt)
  }

  private func staffRecord(_ type: RecordType, _ key: String) throws -> StoredRecord {
    guard let seq = try find(type, key), let record = try load(type, seq: seq) else {
      throw BulletinError(.notFound, "There is no \(type.rawValue) of that id or slug.")
    }
    return record
  }

  /// Audit rows, newest first.
  func audit(limit: Int, cursor text: String?, _ key: [UInt8]) throws -> RenderedList {
    let identity = Array("audit".utf8)
    let cursor = try text.map { try Cursor($0, for: identity, key: key) }
    var page = PageWriter(limit: limit)
    try query(
      """
      SELECT seq, at, version, token, name, address, action, type, id, note, digest, previous
      FROM audit
      WHERE seq < ?
      ORDER BY seq DESC
      LIMIT ?
      """, [cursor?.value ?? .integer(Int64.max), .integer(Int64(limit + 1))]
    ) { row in
      guard page.takes(Cursor(value: .integer(row.integer(0)), id: "-", part: 0)) else { return }
      page.changedAt = max(page.changedAt, row.integer(1))
      page.items.append(contentsOf: Self.auditRow(row))
    }
    return page.list(identity: identity, key: key)
  }

  private static func auditRow(_ row: Statement) -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.key("seq")
      $0.integer(row.integer(0))
      $0.key("at")
      $0.string(Timestamp(milliseconds: row.integer(1)).text)
      for (column, name) in ["token", "name", "address", "action", "type", "id"].enumerated() {
        $0.key(name)
        $0.string(row.text(Int32(column + 3)))
      }
      $0.key("version")
      $0.integer(row.integer(2))
      $0.key("note")
      $0.optional(row.optionalText(9))
      $0.key("digest")
      $0.string(Encodings.hexadecimal(row.blob(10)))
      $0.key("previous")
      $0.string(Encodings.hexadecimal(row.blob(11)))
    }
    return writer.bytes
  }
}
