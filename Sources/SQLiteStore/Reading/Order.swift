import Domain

/// The order of a list: one sort value and the id, with rows that lack the value as a part of their own.
struct Order {
  /// SQL of the sort value.
  let expression: String
  let isDescending: Bool
  private let canBeNull: Bool
  private let isComputed: Bool

  /// A part of the list that one index range holds.
  enum Part: UInt8 {
    case valued = 0
    case null = 1
  }

  init(_ type: RecordType, _ query: ListQuery) throws {
    guard let sort = query.sort else {
      self = Self.natural(type, query.projection.viewer)
      return
    }
    let schema = RecordSchema.of(type)
    guard let field = schema.field(sort.field), field.sorts else {
      let known = schema.fields.filter(\.sorts).map(\.name)
      throw BulletinError(
        .badQuery, "It cannot be sorted by that.",
        faults: [.init(pointer: "sort", code: "choice", detail: "Known are \(known.joined(separator: ", ")).")])
    }
    self.init(field: field.name, isDescending: sort.descending, viewer: query.projection.viewer, schema: schema)
  }

  private init(field: String, isDescending: Bool, viewer: Viewer, schema: RecordSchema) {
    expression = "t.\(field)"
    self.isDescending = isDescending
    isComputed = false
    let always = ["created_at", "updated_at", schema.titleField]
    canBeNull = !always.contains(field) && !(field == "published_at" && !viewer.seesDrafts)
  }

  private init(expression: String) {
    self.expression = expression
    isDescending = true
    canBeNull = false
    isComputed = true
  }

  /// Without `sort`: newest first by what is new about the type, names by name, issues as printed.
  private static func natural(_ type: RecordType, _ viewer: Viewer) -> Order {
    let schema = RecordSchema.of(type)
    return switch type {
    case .article, .notice: Order(field: "published_at", isDescending: true, viewer: viewer, schema: schema)
    case .event: Order(field: "starts_on", isDescending: true, viewer: viewer, schema: schema)
    case .award: Order(field: "awarded_on", isDescending: true, viewer: viewer, schema: schema)
    case .organisation: Order(field: "name", isDescending: false, viewer: viewer, schema: schema)
    case .issue: Order(expression: "coalesce(t.year, 0) * 1000 + coalesce(t.number, 0)")
    }
  }

  /// The parts from there on: SQLite sorts NULL below every value.
  func parts(from first: Part?) -> [Part] {
    let all: [Part] = canBeNull ? (isDescending ? [.valued, .null] : [.null, .valued]) : [.valued]
    return first.flatMap { all.firstIndex(of: $0) }.map { Array(all[$0...]) } ?? all
  }

  /// SQL and values that start a part behind that row, or at its beginning.
  func start(_ part: Part, after cursor: Cursor?) -> (sql: String, values: [Binding]) {
    let sign = isDescending ? "<" : ">"
    // An empty blob sorts behind every number and text, minus infinity before them.
    let edge: Binding = isDescending ? .blob([]) : .real(-.infinity)
    switch part {
    case .null: return ("\(expression) IS NULL AND t.id \(sign) ?", [cursor.map { .text($0.id) } ?? edge])
    case .valued where isComputed:
      // A row value is looked up in an index of columns only; the bound before it is for an index of an expression.
      let value = cursor?.value ?? edge
      return (
        "\(expression) \(sign)= ? AND (\(expression), t.id) \(sign) (?, ?)", [value, value, cursor.map { .text($0.id) } ?? edge]
      )
    case .valued: return ("(\(expression), t.id) \(sign) (?, ?)", [cursor?.value ?? edge, cursor.map { .text($0.id) } ?? edge])
    }
  }

  func clause(_ part: Part) -> String {
    let direction = isDescending ? "DESC" : "ASC"
    return part == .null ? "ORDER BY t.id \(direction)" : "ORDER BY \(expression) \(direction), t.id \(direction)"
  }
}
