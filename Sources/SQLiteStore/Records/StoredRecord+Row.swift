import Domain

extension Connection {
  /// The record of that row with its links, or nil.
  func load(_ type: RecordType, seq: Int64) throws -> StoredRecord? {
    let layout = RecordLayout.of(type)
    let sql = """
      SELECT \(layout.selection)
      FROM \(layout.source)
      WHERE t.seq = ?
      """
    guard var record = try first(sql, [.integer(seq)], { StoredRecord(row: $0, layout: layout) }) else { return nil }
    try loadLinks(of: &record)
    if type == .issue { record["counts"] = try counts(ofIssue: seq) }
    return record
  }

  /// The record of an item in the form of a list, without its links.
  func loadLinks(of record: inout StoredRecord) throws {
    guard record.layout.isItem else { return }
    var links: [StoredRecord.Link] = []
    try query(
      """
      SELECT o.seq, o.id, o.name, l.role
      FROM item_organisations l
      JOIN organisations o ON o.seq = l.organisation
      WHERE l.item = ? AND o.deleted_at IS NULL
      ORDER BY l.ordinal
      """, [.integer(record.seq)]
    ) { row in
      links.append(.init(organisation: row.integer(0), id: row.text(1), name: row.text(2), role: row.optionalText(3)))
    }
    record.links = links
    record.settle()
  }

  /// The row that an id or slug names, deleted ones too; for a former slug, where it is now.
  func find(_ type: RecordType, _ key: String) throws -> Int64? {
    if Identifier.isOne(key) {
      return try first(
        """
        SELECT seq
        FROM \(type.plural)
        WHERE id = ?
        """, [.text(key)]
      ) { $0.integer(0) }
    }
    return try first(
      """
      SELECT record
      FROM slugs
      WHERE type = ? AND slug = ?
      """, [.text(type.rawValue), .text(key)]
    ) { $0.integer(0) }
  }
}

extension StoredRecord {
  /// Reads a row of `RecordLayout.selection`.
  init(row: Statement, layout: RecordLayout) {
    let housekept = Int32(RecordLayout.housekeeping.count)
    self.init(
      layout: layout, seq: row.integer(0), position: row.integer(1), changedAt: row.integer(2), deletedAt: row.optionalInteger(3),
      edited: row.integer(4) != 0, ingestKey: row.optionalText(housekept), ingestDigest: row.optionalText(housekept + 1),
      status: Status(rawValue: row.text(housekept + 2)) ?? .draft, publishedAt: row.optionalInteger(housekept + 3),
      cells: Array(repeating: .null, count: layout.schema.fields.count))
    var column = housekept + 4
    for index in layout.columns { cells[index] = Self.cell(layout.schema.fields[index], row, &column) }
    self["type"] = .text(type.rawValue)
    settle()
  }

  private static func cell(_ field: Field, _ row: Statement, _ column: inout Int32) -> Cell {
    defer { column += 1 }
    if row.isNull(column) {
      if case .reference = field.kind { column += 2 }
      return .null
    }
    switch field.kind {
    case .text, .date, .choice, .body: return .text(row.text(column))
    case .integer, .time, .boolean: return .integer(row.integer(column))
    case .number: return .real(row.real(column))
    case .list, .object: return .json(Array(row.utf8(column)))
    case .reference:
      defer { column += 2 }
      return .reference(seq: row.integer(column), shown: row.text(column + 1), isPublic: row.integer(column + 2) != 0)
    }
  }
}
