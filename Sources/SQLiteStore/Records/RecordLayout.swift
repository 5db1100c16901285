import Domain

/// Where the fields of one type stand in its table, and the SQL that follows from it.
struct RecordLayout: Sendable {
  let schema: RecordSchema
  let table: String
  /// Indices of `schema.fields` that are columns of the table, in the order of every column list below.
  let columns: [Int]
  /// True for the types whose text stands in a body.
  let hasBody: Bool
  private let indices: [String: Int]

  /// What every record has beside its fields.
  static let housekeeping = ["seq", "position", "changed_at", "deleted_at", "edited"]

  private init(_ type: RecordType) {
    schema = RecordSchema.of(type)
    table = type.plural
    hasBody = schema.hasBody
    columns = schema.fields.indices.filter { [schema] in !Self.isElsewhere(schema.fields[$0].name) }
    indices = Dictionary(uniqueKeysWithValues: schema.fields.enumerated().map { ($1.name, $0) })
  }

  private static let layouts = RecordType.allCases.map(RecordLayout.init)

  static func of(_ type: RecordType) -> RecordLayout { layouts[type.code] }

  func index(of field: String) -> Int? { indices[field] }

  /// `type` is the table itself, links have a table of their own, counts are counted.
  private static func isElsewhere(_ name: String) -> Bool { ["type", "organisations", "counts"].contains(name) }

  var isItem: Bool { schema.type.isItem }

  var selection: String {
    let fields = columns.map { expression(schema.fields[$0]) }
    return (Self.housekeeping.map { "t.\($0)" } + [isItem ? "t.ingest_key" : "NULL", isItem ? "t.ingest_digest" : "NULL"] + extra + fields)
      .joined(separator: ", ")
  }

  /// Organisations and issues have a status and a day of first publication too, which their JSON does not show.
  private var extra: [String] { ["t.status", "t.published_at"] }

  private func expression(_ field: Field) -> String {
    switch field.kind {
    case .reference(.issue): "t.issue, i.label, i.public_json IS NOT NULL"
    case .reference: "t.article, a.id, a.public_json IS NOT NULL"
    default: "t.\(field.name)"
    }
  }

  var source: String {
    let joins =
      (index(of: "issue") == nil ? "" : " LEFT JOIN issues i ON i.seq = t.issue")
      + (index(of: "article") == nil ? "" : " LEFT JOIN articles a ON a.seq = t.article")
    return "\(table) t\(joins)"
  }

  var insert: String {
    let names = written
    return """
      INSERT INTO \(table) (\(names.joined(separator: ", ")))
      VALUES (\(names.map { _ in "?" }.joined(separator: ", ")))
      """
  }

  var update: String {
    let names = written.dropFirst()
    return """
      UPDATE \(table)
      SET \(names.map { "\($0) = ?" }.joined(separator: ", "))
      WHERE seq = ?
      """
  }

  /// Column names in the order of `StoredRecord.bindings`; the key comes first.
  private var written: [String] {
    Self.housekeeping + ["public_json"] + (isItem ? ["ingest_key", "ingest_digest"] : ["status", "published_at"])
      + columns.map { schema.fields[$0].name }
  }
}

extension RecordType {
  /// A small number that positions carry in their lowest bits; never change one.
  var code: Int {
    switch self {
    case .article: 0
    case .notice: 1
    case .event: 2
    case .award: 3
    case .organisation: 4
    case .issue: 5
    }
  }
}
