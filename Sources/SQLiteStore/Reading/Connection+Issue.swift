import Domain
import JSON

extension Connection {
  /// What an issue holds, as printed: by page, then by the line where ingest found it.
  func contents(ofIssue key: String, page: Int?, _ viewer: Viewer) throws -> RenderedList {
    let issue = try record(.issue, key, Projection(viewer: viewer, body: .none, fields: ["id"]))
    let parts = RecordType.allCases.filter(\.isItem).map { Self.contentsPart($0, viewer, hasPage: page != nil) }
    let sql = parts.joined(separator: "\nUNION ALL\n") + "\nORDER BY 8, 9, 10"
    let values: [Binding] = [.text(issue.id)] + (page.map { [.integer(Int64($0))] } ?? [])
    var list = RenderedList()
    var writer = JSONWriter()
    try writer.array { array in
      try query(sql, values) { row in
        list.count += 1
        list.updatedAt = max(list.updatedAt, row.integer(10))
        Self.writeEntry(row, to: &array)
      }
    }
    list.items = writer.bytes
    list.updatedAt = max(list.updatedAt, issue.updatedAt)
    return list
  }

  private static func contentsPart(_ type: RecordType, _ viewer: Viewer, hasPage: Bool) -> String {
    let schema = RecordSchema.of(type)
    let sort = schema.field("kind") != nil ? "t.kind" : schema.field("category") != nil ? "t.category" : "NULL"
    return """
      SELECT '\(type.rawValue)', t.id, t.slug, t.\(schema.titleField), \(sort), \(schema.field("section") != nil ? "t.section" : "NULL"), t.pages,
        coalesce(json_extract(t.pages, '$[0]'), 1000000), coalesce(json_extract(t.provenance, '$.lines[0][0]'), 1000000000), t.seq, t.changed_at
      FROM \(type.plural) t
      WHERE t.issue = (SELECT seq FROM issues WHERE id = ?1)
        AND \(viewer.seesDrafts ? "t.deleted_at IS NULL" : Conditions.isPublic)
        \(hasPage ? "AND EXISTS (SELECT 1 FROM json_each(t.pages) WHERE value = ?2)" : "")
      """
  }

  private static func writeEntry(_ row: Statement, to array: inout JSONWriter) {
    let type = row.text(0)
    array.object {
      for (column, name) in ["type", "id", "slug", "title"].enumerated() {
        $0.key(name)
        $0.string(row.text(Int32(column)))
      }
      if type == "article" || type == "notice" {
        $0.key(type == "article" ? "kind" : "category")
        $0.optional(row.optionalText(4))
        $0.key("section")
        $0.optional(row.optionalText(5))
      }
      $0.key("pages")
      $0.raw(json: row.utf8(6))
    }
  }
}
