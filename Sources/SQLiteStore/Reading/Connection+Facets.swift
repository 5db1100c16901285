import Domain
import JSON

extension Connection {
  private static let mostFacetValues = 100

  /// `{"kind":[{"value","count"}]}`, the most frequent first.
  func facets(_ query: ListQuery, _ context: ListContext) throws -> [UInt8] {
    var writer = JSONWriter()
    try writer.object { object in
      for facet in query.facets {
        object.key(facet)
        try object.array { array in
          for value in try values(of: facet, query, context) { value.write(to: &array) }
        }
      }
    }
    return writer.bytes
  }

  private struct FacetValue {
    var value: Binding
    var name: String?
    var count: Int64

    func write(to array: inout JSONWriter) {
      array.object {
        $0.key("value")
        switch value {
        case .integer(let whole): $0.integer(whole)
        case .text(let text): $0.string(text)
        default: $0.null()
        }
        if let name {
          $0.key("name")
          $0.string(name)
        }
        $0.key("count")
        $0.integer(count)
      }
    }
  }

  private func values(of facet: String, _ query: ListQuery, _ context: ListContext) throws -> [FacetValue] {
    if facet == "type" {
      return try query.types.compactMap { type in
        let conditions = try self.conditions(type, query, context)
        let count = try first("SELECT count(*) FROM \(type.plural) t WHERE \(conditions.sql)", conditions.values) { $0.integer(0) } ?? 0
        return count == 0 ? nil : FacetValue(value: .text(type.rawValue), count: count)
      }
    }
    guard let type = query.types.first else { return [] }
    let schema = RecordSchema.of(type)
    guard schema.facets.contains(facet) else {
      throw BulletinError(
        .badQuery, "It cannot be counted by that.",
        faults: [.init(pointer: "facet", code: "choice", detail: "Known are \(schema.facets.joined(separator: ", ")).")])
    }
    let (value, name, join) = Self.source(of: facet, type)
    let conditions = try self.conditions(type, query, context)
    let sql = """
      SELECT \(value), \(name), count(*)
      FROM \(type.plural) t\(join)
      WHERE \(conditions.sql) AND \(value) IS NOT NULL
      GROUP BY 1
      ORDER BY 3 DESC, 1
      LIMIT \(Self.mostFacetValues)
      """
    var values: [FacetValue] = []
    try self.query(sql, conditions.values) { row in
      values.append(FacetValue(value: row.value(0), name: row.optionalText(1), count: row.integer(2)))
    }
    return values
  }

  private static func source(of facet: String, _ type: RecordType) -> (value: String, name: String, join: String) {
    switch facet {
    case "organisation":
      (
        "o.id", "o.name",
        " JOIN item_organisations l ON l.item = t.seq JOIN organisations o ON o.seq = l.organisation AND o.deleted_at IS NULL"
      )
    case "tag": ("g.tag", "NULL", " JOIN item_tags g ON g.item = t.seq")
    case "issue": ("i.label", "NULL", " JOIN issues i ON i.seq = t.issue")
    case "year": (Conditions.year(of: type), "NULL", "")
    default: ("t.\(facet)", "NULL", "")
    }
  }
}
