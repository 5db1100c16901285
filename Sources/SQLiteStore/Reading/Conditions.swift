import Domain

/// The WHERE of a list: SQL with its values, made from filters that the field table knows.
struct Conditions {
  /// The clauses, joined by AND.
  private(set) var sql = ""
  /// The clauses behind others, or nothing.
  var continued: String { sql.isEmpty ? "" : " AND " + sql }
  private(set) var values: [Binding] = []

  static let isPublic = "t.status = 'published' AND t.deleted_at IS NULL"

  mutating func add(_ sql: String, _ values: [Binding] = []) {
    if !self.sql.isEmpty { self.sql += " AND " }
    self.sql += sql
    self.values += values
  }

  /// - Parameter isFound: rows come from the search index, where nothing is deleted and what is public has positions of its own.
  init(_ type: RecordType, _ query: ListQuery, now: Int64, isFound: Bool = false) throws {
    if !isFound { add(query.projection.viewer.seesDrafts ? "t.deleted_at IS NULL" : Self.isPublic) }
    let schema = RecordSchema.of(type)
    for filter in query.filters {
      if let field = schema.field(filter.field), field.filters {
        try add(filter, field, query.projection.viewer)
      } else {
        try addSpecial(filter, schema, query, now)
      }
    }
  }

  private mutating func add(_ filter: Filter, _ field: Field, _ viewer: Viewer) throws {
    let column = "t.\(field.name)"
    switch filter.operator {
    case .isnull:
      add(try Self.flag(filter) ? "\(column) IS NULL" : "\(column) IS NOT NULL")
    case .prefix:
      // U+10FFFF is no character, so no text that begins so sorts behind it.
      let prefix = filter.values.first ?? ""
      add("\(column) >= ? AND \(column) < ?", [.text(prefix), .text(prefix + "\u{10FFFF}")])
    case .equals, .in: try addEquality(filter, field, viewer)
    case .not:
      if filter.values.count == 1, let value = filter.values.first {
        add("\(column) IS NOT \(Self.operand(field, viewer))", try Self.bindings(value, field, filter))
      } else {
        let operands = filter.values.map { _ in Self.operand(field, viewer) }.joined(separator: ", ")
        add("(\(column) IS NULL OR \(column) NOT IN (\(operands)))", try filter.values.flatMap { try Self.bindings($0, field, filter) })
      }
    case .gt, .gte, .lt, .lte: try addComparison(filter, field)
    }
  }

  private mutating func addEquality(_ filter: Filter, _ field: Field, _ viewer: Viewer) throws {
    if case .time = field.kind, filter.values.count == 1, let day = CalendarDate(filter.values[0]) {
      let start = Int64(day.daysSince1970) * Timestamp.millisecondsPerDay
      return add("t.\(field.name) BETWEEN ? AND ?", [.integer(start), .integer(start + Timestamp.millisecondsPerDay - 1)])
    }
    let values = try filter.values.flatMap { try Self.bindings($0, field, filter) }
    if filter.values.count == 1 {
      add("t.\(field.name) = \(Self.operand(field, viewer))", values)
    } else {
      add("t.\(field.name) IN (\(filter.values.map { _ in Self.operand(field, viewer) }.joined(separator: ", ")))", values)
    }
  }

  private mutating func addComparison(_ filter: Filter, _ field: Field) throws {
    let sign = [.gt: ">", .gte: ">=", .lt: "<", .lte: "<="][filter.operator] ?? "="
    let text = filter.values.first ?? ""
    guard case .time = field.kind, let day = CalendarDate(text), filter.operator == .gt || filter.operator == .lte else {
      return add("t.\(field.name) \(sign) ?", try Self.bindings(text, field, filter))
    }
    // A bare day is the whole of it: after it, or up to its end.
    let end = Int64(day.daysSince1970 + 1) * Timestamp.millisecondsPerDay - 1
    add("t.\(field.name) \(sign) ?", [.integer(end)])
  }

  /// What stands on the right of a comparison: a value, or the row that an id, slug or label names.
  private static func operand(_ field: Field, _ viewer: Viewer) -> String {
    guard case .reference(let type) = field.kind else { return "?" }
    let visible = viewer.seesDrafts ? "" : " AND public_json IS NOT NULL"
    return "(SELECT seq FROM \(type.plural) WHERE (id = ? OR slug = ?)\(visible))"
  }

  private static func bindings(_ text: String, _ field: Field, _ filter: Filter) throws -> [Binding] {
    let value: Binding? =
      switch field.kind {
      case .integer: Int64(text).map(Binding.integer)
      case .number: Double(text).map(Binding.real)
      case .boolean: boolean(text).map(Binding.boolean)
      case .time: Timestamp(text).map { .integer($0.milliseconds) }
      case .date: CalendarDate(text) == nil ? nil : .text(text)
      case .choice(let words): words.contains(text) ? .text(text) : nil
      default: .text(text)
      }
    guard let value else { throw unusable(filter, "\"\(text)\" is no value of this field.") }
    if case .reference = field.kind { return [value, value] }
    return [value]
  }

  static func boolean(_ text: String) -> Bool? {
    switch text {
    case "1", "true": true
    case "0", "false": false
    default: nil
    }
  }

  private static func flag(_ filter: Filter) throws -> Bool {
    guard let flag = boolean(filter.values.first ?? "") else { throw unusable(filter, "1 or 0.") }
    return flag
  }

  static func unusable(_ filter: Filter, _ detail: String) -> BulletinError {
    let name = filter.operator == .equals ? filter.field : "\(filter.field)__\(filter.operator.rawValue)"
    return BulletinError(.badQuery, "A filter has an unusable value.", faults: [.init(pointer: name, code: "format", detail: detail)])
  }
}

extension Conditions {
  /// Filters that are no member of the record.
  private mutating func addSpecial(_ filter: Filter, _ schema: RecordSchema, _ query: ListQuery, _ now: Int64) throws {
    let values = filter.values.map(Binding.text)
    let marks = values.map { _ in "?" }.joined(separator: ", ")
    switch filter.field {
    case "tag" where schema.type.isItem:
      add("t.seq IN (SELECT item FROM item_tags WHERE tag IN (\(marks)))", values)
    case "organisation" where schema.type.isItem:
      add(
        """
        t.seq IN (
          SELECT l.item
          FROM item_organisations l
          JOIN organisations o ON o.seq = l.organisation
          WHERE o.id IN (\(marks)) OR o.slug IN (\(marks))
        )
        """, values + values)
    case "year" where schema.type.isItem:
      guard let year = Int64(filter.values.first ?? "") else { throw Self.unusable(filter, "A year.") }
      add("\(Self.year(of: schema.type)) = ?", [.integer(year)])
    case "as_of" where schema.type == .notice:
      guard let day = filter.values.first, CalendarDate(day) != nil else { throw Self.unusable(filter, "A day, as YYYY-MM-DD.") }
      if !query.filters.contains(where: { $0.field == "in_force" }) { add("\(Self.beginning("t")) <= ?", [.text(day)]) }
    case "in_force" where schema.type == .notice:
      guard let flag = Self.boolean(filter.values.first ?? "") else { throw Self.unusable(filter, "1 or 0.") }
      let day = query.filters.first { $0.field == "as_of" }?.values.first ?? Timestamp(milliseconds: now).date.text
      add(flag ? Self.inForce : "NOT \(Self.inForce)", [.text(day), .text(day), .text(day)])
    default:
      let known = schema.fields.filter(\.filters).map(\.name) + schema.filters.map(\.name)
      let nearest = NearestName.of(filter.field, among: known).map { " Did you mean \"\($0)\"?" } ?? ""
      throw BulletinError(
        .badQuery, "There is no such filter.",
        faults: [.init(pointer: filter.field, code: "unknown", detail: "Known are \(known.joined(separator: ", ")).\(nearest)")])
    }
  }

  /// The year of an item: of its issue, or else of its publication; an event's is that of its first day.
  static func year(of type: RecordType) -> String {
    switch type {
    case .award, .issue: "t.year"
    case .event: "CAST(coalesce(substr(t.starts_on, 1, 4), strftime('%Y', t.published_at / 1000, 'unixepoch')) AS INTEGER)"
    default:
      "coalesce((SELECT year FROM issues WHERE seq = t.issue), CAST(strftime('%Y', t.published_at / 1000, 'unixepoch') AS INTEGER))"
    }
  }

  /// The first day on which a notice counts.
  private static func beginning(_ table: String) -> String {
    "coalesce(\(table).effective_on, \(table).issued_on, date(coalesce(\(table).published_at, \(table).created_at) / 1000, 'unixepoch'))"
  }

  private static let inForce = """
    (
      \(beginning("t")) <= ?
      AND (t.expires_on IS NULL OR t.expires_on >= ?)
      AND NOT EXISTS (
        SELECT 1
        FROM repeals r
        JOIN notices n ON n.seq = r.notice
        WHERE r.document_number = t.document_number AND n.seq <> t.seq
          AND n.status = 'published' AND n.deleted_at IS NULL
          AND \(beginning("n")) <= ?
      )
    )
    """
}
