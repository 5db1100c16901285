import Domain
import JSON

extension SQLiteWriteSession {
  private static let numberedTries = 5

  /// Gives the record its slug: the one asked for, or one made from its title. A former one stays and leads here.
  func settleSlug(of record: inout StoredRecord, former: String?) throws {
    let type = record.type
    if type == .issue { record["slug"] = .text(record.title) }
    guard let asked = record["slug"].text else { return try takeFreeSlug(for: &record) }
    guard asked != former else { return }
    if let holder = try holder(of: asked, type), holder != record.seq {
      let member = type == .issue ? "label" : "slug"
      let fault = BulletinError.Fault(pointer: "/\(member)", code: "taken", detail: "Another \(type.rawValue) has it.")
      throw BulletinError(.conflict, "The \(member) \"\(asked)\" is taken.", faults: [fault])
    }
    _ = try take(asked, for: record)
  }

  /// False where another record, or this one, has it already.
  private func take(_ slug: String, for record: StoredRecord) throws -> Bool {
    try connection.run(
      """
      INSERT INTO slugs (type, slug, record)
      VALUES (?, ?, ?)
      ON CONFLICT DO NOTHING
      """, [.text(record.type.rawValue), .text(slug), .integer(record.seq)])
    return connection.changedRows == 1
  }

  private func holder(of slug: String, _ type: RecordType) throws -> Int64? {
    try connection.first(
      """
      SELECT record
      FROM slugs
      WHERE type = ? AND slug = ?
      """, [.text(type.rawValue), .text(slug)]
    ) { $0.integer(0) }
  }

  private func takeFreeSlug(for record: inout StoredRecord) throws {
    let made = Slug.make(from: record.title) ?? record.type.rawValue
    for number in 1...(1 + Self.numberedTries) {
      let slug = number == 1 ? made : "\(made)-\(number)"
      guard try take(slug, for: record) else { continue }
      record["slug"] = .text(slug)
      return
    }
    record["slug"] = .text("\(made)-\(identifiers.suffix())\(identifiers.suffix())")
    _ = try take(record.slug, for: record)
  }

  /// Rows of the tables that hang on a record; rewritten only where they differ.
  func writeLinks(of record: StoredRecord, before: StoredRecord?) throws {
    if record.links != before?.links ?? [] { try writeOrganisations(of: record, isNew: before == nil) }
    if record["tags"] != before?["tags"] ?? .null { try writeTags(of: record, isNew: before == nil) }
    if record.type == .notice {
      if record["deadlines"] != before?["deadlines"] { try writeDeadlines(of: record) }
      if record["repeals"] != before?["repeals"] { try writeRepeals(of: record) }
    }
    if record.type == .organisation { try writeNames(of: record) }
  }

  private func writeOrganisations(of record: StoredRecord, isNew: Bool) throws {
    if !isNew { try connection.run("DELETE FROM item_organisations WHERE item = ?", [.integer(record.seq)]) }
    for (ordinal, link) in record.links.enumerated() {
      try connection.run(
        """
        INSERT INTO item_organisations (item, ordinal, organisation, role)
        VALUES (?, ?, ?, ?)
        """, [.integer(record.seq), .integer(Int64(ordinal)), .integer(link.organisation), .optional(link.role)])
    }
  }

  private func writeTags(of record: StoredRecord, isNew: Bool) throws {
    if !isNew { try connection.run("DELETE FROM item_tags WHERE item = ?", [.integer(record.seq)]) }
    for tag in Set(record["tags"].elements.compactMap(\.string)) {
      try connection.run("INSERT INTO item_tags (tag, item) VALUES (?, ?)", [.text(tag), .integer(record.seq)])
    }
  }

  private func writeDeadlines(of record: StoredRecord) throws {
    try connection.run("DELETE FROM deadlines WHERE notice = ?", [.integer(record.seq)])
    for (ordinal, deadline) in record["deadlines"].elements.enumerated() {
      guard let kind = deadline.object?["kind"]?.string, let day = deadline.object?["on"]?.string else { continue }
      try connection.run(
        """
        INSERT INTO deadlines (on_date, notice, ordinal, kind, note)
        VALUES (?, ?, ?, ?, ?)
        """, [.text(day), .integer(record.seq), .integer(Int64(ordinal)), .text(kind), .optional(deadline.object?["note"]?.string)])
    }
  }

  private func writeRepeals(of record: StoredRecord) throws {
    try connection.run("DELETE FROM repeals WHERE notice = ?", [.integer(record.seq)])
    for number in Set(record["repeals"].elements.compactMap(\.string)) {
      try connection.run("INSERT INTO repeals (document_number, notice) VALUES (?, ?)", [.text(number), .integer(record.seq)])
    }
  }

  private func writeNames(of record: StoredRecord) throws {
    try connection.run("DELETE FROM organisation_names WHERE organisation = ?", [.integer(record.seq)])
    let others = (record["short_names"].elements + record["former_names"].elements).compactMap(\.string)
    for name in Set(([record.title] + others).map(SearchText.fold)) {
      try connection.run("INSERT INTO organisation_names (name, organisation) VALUES (?, ?)", [.text(name), .integer(record.seq)])
    }
  }
}
