import Domain

extension Connection {
  /// Title hits first, then what has the words elsewhere; newest first in each.
  ///
  /// Positions are read in descending order and each is looked up by itself, so a common word costs no more than a rare one.
  func search(_ query: ListQuery, _ context: ListContext) throws -> RenderedList {
    guard let expression = try SearchExpression(query.text ?? "") else { return try emptySearch(query, context) }
    let cursor = try query.cursor.map { try Cursor($0, for: query.identity, key: context.cursorKey) }
    var hits = try HitReader(self, query, context, expression)
    if cursor == nil || cursor?.part == Tier.title.rawValue { try hits.read(.title, below: cursor?.position) }
    if !hits.page.isFull { try hits.read(.text, below: cursor?.part == Tier.text.rawValue ? cursor?.position : nil) }
    var list = hits.page.list(identity: query.identity, key: context.cursorKey)
    try addCounts(&list, query, context)
    return list
  }

  private func emptySearch(_ query: ListQuery, _ context: ListContext) throws -> RenderedList {
    var list = Self.empty
    try addCounts(&list, query, context)
    return list
  }
}

/// In which of the two indexes a hit was found.
enum Tier: UInt8 {
  case title = 2
  case text = 3

  var table: String { self == .title ? "search_titles" : "search_texts" }
}

extension Cursor {
  fileprivate var position: Int64? {
    if case .integer(let position) = value { position } else { nil }
  }
}

/// Reads hits into a page.
private struct HitReader {
  private let connection: Connection
  private let expression: SearchExpression
  private let seesDrafts: Bool
  private let readers: [Int: RowReader]
  var page: PageWriter
  /// Positions of title hits that this page has read.
  private var titles: Set<Int64> = []
  /// True if those are all there are.
  private var knowsAllTitles = false

  /// How rows of one type are read by their position.
  struct RowReader {
    var presentation: Presentation
    var sql: String
    var values: [Binding]
    var highlighter: Highlighter?
  }

  init(_ connection: Connection, _ query: ListQuery, _ context: ListContext, _ expression: SearchExpression) throws {
    self.connection = connection
    self.expression = expression
    seesDrafts = query.projection.viewer.seesDrafts
    page = PageWriter(limit: query.limit)
    var readers: [Int: RowReader] = [:]
    for type in query.types {
      let conditions = try Conditions(type, query, today: context.today)
      let presentation = Presentation(type, query.projection)
      let sql = """
        SELECT t.seq, t.changed_at\(presentation.listColumns)
        FROM \(type.plural) t
        WHERE t.position = ? AND \(conditions.sql)
        """
      readers[type.code] = RowReader(
        presentation: presentation, sql: sql, values: conditions.values, highlighter: query.highlights ? Highlighter(expression, type) : nil
      )
    }
    self.readers = readers
  }

  mutating func read(_ tier: Tier, below position: Int64?) throws {
    if tier == .title, position == nil { knowsAllTitles = true }
    // Positions of what readers see are above zero.
    let lowest = seesDrafts ? Int64.min : 0
    let sql = """
      SELECT rowid
      FROM \(tier.table)
      WHERE \(tier.table) MATCH ? AND rowid < ? AND rowid > ?
      ORDER BY rowid DESC
      """
    let statement = try connection.prepare(sql)
    defer { statement.reset() }
    try statement.bind([.text(expression.fts), .integer(position ?? Int64.max), .integer(lowest)])
    while !page.isFull, try statement.step() {
      let hit = statement.integer(0)
      if try tier == .text && isTitleHit(hit) { continue }
      if tier == .title { titles.insert(hit) }
      try show(hit, tier)
    }
    if page.isFull { knowsAllTitles = false }
  }

  private func isTitleHit(_ position: Int64) throws -> Bool {
    if titles.contains(position) { return true }
    if knowsAllTitles { return false }
    let found = try connection.first(
      """
      SELECT 1
      FROM search_titles
      WHERE search_titles MATCH ? AND rowid = ?
      """, [.text(expression.fts), .integer(position)]
    ) { _ in true }
    return found ?? false
  }

  private mutating func show(_ position: Int64, _ tier: Tier) throws {
    guard let reader = readers[Int(abs(position) & 7)] else { return }
    let statement = try connection.prepare(reader.sql)
    defer { statement.reset() }
    try statement.bind([.integer(position)] + reader.values)
    guard try statement.step(), page.takes(Cursor(value: .integer(position), id: "-", part: tier.rawValue)) else { return }
    page.changedAt = max(page.changedAt, statement.integer(1))
    let start = page.items.count
    try reader.presentation.append(listRow: statement, from: 2, connection, to: &page.items)
    if let highlighter = reader.highlighter { try highlighter.append(to: &page.items, from: start, seq: statement.integer(0), connection) }
  }
}
