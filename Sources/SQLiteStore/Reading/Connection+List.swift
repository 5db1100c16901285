import Domain
import JSON

/// What a list needs beside the query: the cursor's key and today's date.
struct ListContext {
  var cursorKey: [UInt8]
  /// Milliseconds since 1970.
  var now: Int64
}

extension Connection {
  /// One page of a list or a search, in one snapshot.
  func list(_ query: ListQuery, _ context: ListContext) throws -> RenderedList {
    try limitTime {
      if query.text != nil, query.sort == nil || query.types.count > 1 { return try snapshot { try search(query, context) } }
      guard let type = query.types.first else { return Self.empty }
      if query.wantsTotal || !query.facets.isEmpty { return try snapshot { try page(type, query, context) } }
      return try page(type, query, context)
    }
  }

  static var empty: RenderedList {
    var list = RenderedList()
    list.items = Array("[]".utf8)
    return list
  }

  private func page(_ type: RecordType, _ query: ListQuery, _ context: ListContext) throws -> RenderedList {
    let order = try Order(type, query)
    let conditions = try self.conditions(type, query, context)
    let cursor = try query.cursor.map { try Cursor($0, for: query.identity, key: context.cursorKey) }
    var page = PageWriter(limit: query.limit)
    for part in order.parts(from: cursor.flatMap { Order.Part(rawValue: $0.part) }) where !page.isFull {
      let resumes = cursor?.part == part.rawValue
      try read(type, query, conditions, order, part, after: resumes ? cursor : nil, into: &page)
    }
    var list = page.list(identity: query.identity, key: context.cursorKey)
    try addCounts(&list, query, context)
    return list
  }

  /// Filters, and with `q` those that it finds.
  func conditions(_ type: RecordType, _ query: ListQuery, _ context: ListContext) throws -> Conditions {
    var conditions = try Conditions(type, query, now: context.now)
    if let text = query.text {
      guard let match = try SearchExpression(text) else {
        conditions.add("FALSE")
        return conditions
      }
      conditions.add("t.position IN (SELECT -rowid FROM search WHERE search MATCH ?)", [.utf8(match.anywhere)])
    }
    return conditions
  }

  private func read(
    _ type: RecordType, _ query: ListQuery, _ conditions: Conditions, _ order: Order, _ part: Order.Part, after cursor: Cursor?,
    into page: inout PageWriter
  ) throws {
    let presentation = Presentation(type, query.projection)
    let start = order.start(part, after: cursor)
    let sql = """
      SELECT t.id, \(order.expression)\(presentation.listColumns)
      FROM \(type.plural) t
      WHERE \(conditions.sql) AND \(start.sql)
      \(order.clause(part))
      LIMIT ?
      """
    let values = conditions.values + start.values + [.integer(Int64(page.room + 1))]
    try self.query(sql, values) { row in
      guard page.takes(Cursor(value: part == .null ? .null : row.value(1), id: row.text(0), part: part.rawValue)) else { return }
      page.changedAt = max(page.changedAt, row.integer(2))
      try presentation.append(listRow: row, from: 3, self, to: &page.items)
    }
  }

  /// Total and facets where they were asked for.
  func addCounts(_ list: inout RenderedList, _ query: ListQuery, _ context: ListContext) throws {
    if query.wantsTotal {
      list.total = try query.types.reduce(0) { sum, type in
        let conditions = try self.conditions(type, query, context)
        return sum
          + (try first("SELECT count(*) FROM \(type.plural) t WHERE \(conditions.sql)", conditions.values) { Int($0.integer(0)) } ?? 0)
      }
    }
    if !query.facets.isEmpty { list.facets = try facets(query, context) }
  }
}

extension Presentation {
  /// What a list row ends with: the time of its change, its key where that is needed, and for `append(listRow:)` what is shown; staff
  /// rows are loaded whole by their key.
  var listColumns: String {
    let key = needsKey ? ", t.changed_at, t.seq" : ", t.changed_at, 0"
    if projection.viewer.seesDrafts { return key }
    return key + (showsBody ? ", t.public_json, t.body" : ", t.public_json")
  }

  /// Which of its five forms `listColumns` has.
  var columnShape: Int { projection.viewer.seesDrafts ? 0 : 1 + (needsKey ? 1 : 0) + (showsBody ? 2 : 0) }

  /// `column` is that of the key.
  func append(listRow row: Statement, from column: Int32, _ connection: Connection, to out: inout [UInt8]) throws {
    if projection.viewer.seesDrafts {
      guard let record = try connection.load(layout.schema.type, seq: row.integer(column)) else { return }
      try append(record, connection, to: &out)
    } else {
      let body = showsBody ? row.optionalUTF8(column + 2) : nil
      let seq = needsKey ? row.integer(column) : 0
      try append(publicJSON: row.utf8(column + 1), body: body, seq: seq, connection, to: &out)
    }
  }
}

/// Gathers the items of one page and knows where the next one begins.
struct PageWriter {
  private let limit: Int
  var items: [UInt8] = [UInt8(ascii: "[")]
  private(set) var count = 0
  private var last: Cursor?
  private(set) var isFull = false
  var changedAt: Int64 = 0

  private static let usualItemBytes = 1_024

  init(limit: Int) {
    self.limit = limit
    items.reserveCapacity(limit * Self.usualItemBytes)
  }

  var room: Int { limit - count }

  /// Makes place for the next row; false when the page is full, so that there is a next one.
  mutating func takes(_ cursor: @autoclosure () -> Cursor) -> Bool {
    guard count < limit else {
      isFull = true
      return false
    }
    if count > 0 { items.append(UInt8(ascii: ",")) }
    count += 1
    // Only behind a full page does a next one begin.
    if count == limit { last = cursor() }
    return true
  }

  /// The page, which it gives away; `identity` is what its cursor is bound to.
  mutating func list(identity: @autoclosure () -> [UInt8], key: [UInt8]) -> RenderedList {
    var list = RenderedList()
    swap(&list.items, &items)
    list.items.append(UInt8(ascii: "]"))
    list.count = count
    list.updatedAt = changedAt
    if isFull { list.next = last?.text(for: identity(), key: key) }
    return list
  }
}

extension Statement {
  func value(_ column: Int32) -> Binding {
    switch columnType(column) {
    case .integer: .integer(integer(column))
    case .real: .real(real(column))
    case .text: .text(text(column))
    case .null: .null
    }
  }
}
