import Domain

extension Connection {
  /// Title hits first, then what has the words elsewhere; newest first in each.
  ///
  /// Rows of the index are read in their order, which is newest first, until the page is full, so a common word costs no more than a
  /// rare one.
  func search(_ query: ListQuery, _ context: ListContext) throws -> RenderedList {
    guard let expression = try SearchExpression(query.text ?? "") else {
      var list = Self.empty
      try addCounts(&list, query, context)
      return list
    }
    let cursor = try query.cursor.map { try Cursor($0, for: query.identity, key: context.cursorKey) }
    let hits = try HitReader(self, query, context, expression)
    if cursor == nil || cursor?.part == Tier.title.rawValue { try hits.read(.title, below: cursor?.position) }
    if !hits.page.isFull { try hits.read(.text, below: cursor?.part == Tier.text.rawValue ? cursor?.position : nil) }
    var list = hits.page.list(identity: query.identity, key: context.cursorKey)
    try addCounts(&list, query, context)
    return list
  }
}

/// Where in an item it was found.
enum Tier: UInt8 {
  case title = 2
  case text = 3
}

extension Cursor {
  fileprivate var position: Int64? {
    if case .integer(let position) = value { position } else { nil }
  }
}

/// Reads hits into a page: of one type together with their rows, of several by looking each hit up.
///
/// A class for the one search that it is made for, so that its parts are not copied about.
private final class HitReader {
  private let connection: Connection
  private let expression: SearchExpression
  private let seesDrafts: Bool
  /// By the code of their type; empty where there is only one.
  private var types: [HitType?] = []
  private let only: HitType?
  /// Finds hits, newest first.
  private let statement: Statement
  var page: PageWriter
  /// Positions of title hits that this page has read.
  private var titles: Set<Int64> = []
  /// True if those are all there are.
  private var knowsAllTitles = false

  init(_ connection: Connection, _ query: ListQuery, _ context: ListContext, _ expression: SearchExpression) throws {
    self.connection = connection
    self.expression = expression
    seesDrafts = query.projection.viewer.seesDrafts
    page = PageWriter(limit: query.limit)
    if query.types.count == 1 {
      let only = try HitType(query.types[0], query, context, expression)
      self.only = only
      statement = try only.joined(connection)
    } else {
      only = nil
      types = [HitType?](repeating: nil, count: 8)
      for type in query.types { types[type.code] = try HitType(type, query, context, expression) }
      statement = try connection.prepare(HitType.positions)
    }
  }

  func read(_ tier: Tier, below position: Int64?) throws {
    if tier == .title, position == nil { knowsAllTitles = true }
    defer { statement.reset() }
    let match = tier == .title ? expression.inTitle : expression.anywhere
    // Positions of what readers see are above zero.
    try statement.bind(.utf8(match), at: 1)
    try statement.bind(.integer(position.map { -$0 } ?? Int64.min), at: 2)
    try statement.bind(.integer(seesDrafts ? Int64.max : 0), at: 3)
    if let only { try statement.bind(only.conditions.values, from: 4) }
    while !page.isFull, try statement.step() {
      let hit = -statement.integer(0)
      if try tier == .text && isTitleHit(hit) { continue }
      if tier == .title { titles.insert(hit) }
      if let only { try show(hit, tier, statement, only) } else { try lookUp(hit, tier) }
    }
    if page.isFull { knowsAllTitles = false }
  }

  private func isTitleHit(_ position: Int64) throws -> Bool {
    if titles.contains(position) { return true }
    if knowsAllTitles { return false }
    let found = try connection.first(
      """
      SELECT 1
      FROM search
      WHERE search MATCH ? AND rowid = ?
      """, [.utf8(expression.inTitle), .integer(-position)]
    ) { _ in true }
    return found ?? false
  }

  private func lookUp(_ hit: Int64, _ tier: Tier) throws {
    guard let type = types[Int(abs(hit) & 7)] else { return }
    let statement = try type.row(connection)
    defer { statement.reset() }
    try statement.bind(.integer(hit), at: 1)
    if try statement.step() { try show(hit, tier, statement, type) }
  }

  private func show(_ hit: Int64, _ tier: Tier, _ row: Statement, _ type: HitType) throws {
    guard page.takes(Cursor(value: .integer(hit), id: "-", part: tier.rawValue)) else { return }
    page.changedAt = max(page.changedAt, row.integer(1))
    let start = page.items.count
    try type.presentation.append(listRow: row, from: 2, connection, to: &page.items)
    if let highlighter = type.highlighter { try highlighter.append(to: &page.items, from: start, seq: row.integer(2), connection) }
  }
}

/// How hits of one type are read and shown.
private final class HitType {
  let presentation: Presentation
  let highlighter: Highlighter?
  /// The filters.
  let conditions: Conditions
  private let type: RecordType
  /// Finds the row of one hit, bound but for its position; made for the first hit.
  private var row: Statement?

  /// Hits alone, newest first.
  static let positions = """
    SELECT rowid
    FROM search
    WHERE search MATCH ? AND rowid > ? AND rowid < ?
    ORDER BY rowid
    """

  init(_ type: RecordType, _ query: ListQuery, _ context: ListContext, _ expression: SearchExpression) throws {
    self.type = type
    conditions = try Conditions(type, query, now: context.now, isFound: true)
    presentation = Presentation(type, query.projection, needsKey: query.highlights)
    highlighter = query.highlights ? Highlighter(expression, type) : nil
  }

  /// Hits with their rows, newest first.
  func joined(_ connection: Connection) throws -> Statement {
    try connection.prepare(shape: 1 + type.code << 3 + presentation.columnShape, conditions.sql) {
      """
      SELECT f.rowid\(presentation.listColumns)
      FROM search f
      CROSS JOIN \(type.plural) t ON t.position = -f.rowid
      WHERE f.search MATCH ? AND f.rowid > ? AND f.rowid < ?\(conditions.continued)
      ORDER BY f.rowid
      """
    }
  }

  /// The row of the hit whose position is bound first.
  func row(_ connection: Connection) throws -> Statement {
    if let row { return row }
    let statement = try connection.prepare(
      """
      SELECT t.position\(presentation.listColumns)
      FROM \(type.plural) t
      WHERE t.position = ?\(conditions.continued)
      """)
    try statement.bind([.null] + conditions.values)
    row = statement
    return statement
  }
}
