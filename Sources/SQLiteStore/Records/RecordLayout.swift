import Domain

/// Where the fields of one type stand in its table, and the SQL that follows from it.
///
/// One a type, and a class so that records can hand it on without a copy.
final class RecordLayout: Sendable {
  let schema: RecordSchema
  let table: String
  /// Indices of `schema.fields` that are columns of the table, in the order of every column list below.
  let columns: [Int]
  /// Indices of what a client may write, by name.
  let writable: [Int]
  /// True for the types whose text stands in a body.
  let hasBody: Bool
  /// What `StoredRecord.init(row:)` reads, and where from.
  let selection: String
  let source: String
  /// Statements that take `StoredRecord.bindings`.
  let insert: String
  let update: String
  private let indices: [String: Int]

  /// What every record has beside its fields.
  static let housekeeping = ["seq", "position", "changed_at", "deleted_at", "edited"]

  private init(_ type: RecordType) {
    let schema = RecordSchema.of(type)
    let columns = schema.fields.indices.filter { !Self.isElsewhere(schema.fields[$0].name) }
    let indices = Dictionary(uniqueKeysWithValues: schema.fields.enumerated().map { ($1.name, $0) })
    let names = Self.written(isItem: type.isItem) + columns.map { schema.fields[$0].name }
    self.schema = schema
    self.columns = columns
    writable = schema.writable.map(\.name).sorted().compactMap { indices[$0] }
    self.indices = indices
    table = type.plural
    hasBody = schema.hasBody
    selection = Self.selection(columns.map { schema.fields[$0] }, isItem: type.isItem)
    source = Self.source(table, indices)
    insert = Self.insert(into: table, names)
    update = Self.update(table, names)
  }

  private static let layouts = RecordType.allCases.map(RecordLayout.init)

  static func of(_ type: RecordType) -> RecordLayout { layouts[type.code] }

  func index(of field: String) -> Int? { indices[field] }

  /// `type` is the table itself, links have a table of their own, counts are counted.
  private static func isElsewhere(_ name: String) -> Bool { ["type", "organisations", "counts"].contains(name) }

  var isItem: Bool { schema.type.isItem }

  // Organisations and issues have a status and a day of first publication too, which their JSON does not show.
  private static func selection(_ fields: [Field], isItem: Bool) -> String {
    let ingested = isItem ? ["t.ingest_key", "t.ingest_digest"] : ["NULL", "NULL"]
    return (housekeeping.map { "t.\($0)" } + ingested + ["t.status", "t.published_at"] + fields.map(expression)).joined(separator: ", ")
  }

  private static func expression(_ field: Field) -> String {
    switch field.kind {
    case .reference(.issue): "t.issue, i.label, i.public_json IS NOT NULL"
    case .reference: "t.article, a.id, a.public_json IS NOT NULL"
    default: "t.\(field.name)"
    }
  }

  private static func source(_ table: String, _ indices: [String: Int]) -> String {
    let joins =
      (indices["issue"] == nil ? "" : " LEFT JOIN issues i ON i.seq = t.issue")
      + (indices["article"] == nil ? "" : " LEFT JOIN articles a ON a.seq = t.article")
    return "\(table) t\(joins)"
  }

  private static func insert(into table: String, _ names: [String]) -> String {
    """
    INSERT INTO \(table) (\(names.joined(separator: ", ")))
    VALUES (\(names.map { _ in "?" }.joined(separator: ", ")))
    """
  }

  private static func update(_ table: String, _ names: [String]) -> String {
    """
    UPDATE \(table)
    SET \(names.dropFirst().map { "\($0) = ?" }.joined(separator: ", "))
    WHERE seq = ?
    """
  }

  /// Names of the columns before those of the fields, in the order of `StoredRecord.bindings`; the key comes first.
  private static func written(isItem: Bool) -> [String] {
    housekeeping + ["public_json"] + (isItem ? ["ingest_key", "ingest_digest"] : ["status", "published_at"])
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
