import CSQLite
import Domain

/// One SQLite connection with its cached statements. Confined to whoever holds its lock; it is never shared.
final class Connection {
  enum Role {
    case reader
    case writer
  }

  /// What SQLite's callbacks read and write.
  private struct Noted {
    /// Monotonic milliseconds after which a query is interrupted.
    var deadline = Int64.max
    /// Pages in the write-ahead log after the last commit of a writer.
    var logPages: Int32 = 0
  }

  /// The text of a statement, or the part that tells it from others of its shape. Its length and its end tell nearly all apart, so
  /// that none is hashed whole for each run.
  private struct Text: Hashable {
    /// Bytes of its end that are hashed.
    private static let told = 8

    let sql: String
    /// 0 where the text is whole.
    var shape = 0

    func hash(into hasher: inout Hasher) {
      hasher.combine(sql.utf8.suffix(Self.told).reduce(UInt64(sql.utf8.count)) { $0 << 8 ^ UInt64($1) })
    }
  }

  /// Virtual machine steps between two looks at the clock.
  private static let progressSteps: Int32 = 10_000

  let handle: OpaquePointer
  private var statements: [Text: Statement] = [:]
  private let noted = UnsafeMutablePointer<Noted>.allocate(capacity: 1)

  let limits: StoreLimits

  init(path: String, role: Role, create: Bool = false, limits: StoreLimits = StoreLimits()) throws(SQLiteFailure) {
    self.limits = limits
    _ = Self.library
    var flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE
    if create { flags |= SQLITE_OPEN_CREATE }
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(path, &opened, flags, nil)
    guard code == SQLITE_OK, let opened else {
      let message = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      let extended = opened.map { sqlite3_extended_errcode($0) } ?? code
      sqlite3_close_v2(opened)
      noted.deallocate()
      throw SQLiteFailure(code: extended, message: message)
    }
    handle = opened
    noted.initialize(to: Noted())
    try configure(role)
  }

  deinit {
    // Closes for good with the last statement.
    sqlite3_close_v2(handle)
    noted.deallocate()
  }

  /// The library's own settings, made once.
  private static let library: Void = bulletin_configure_sqlite()

  private func configure(_ role: Role) throws(SQLiteFailure) {
    sqlite3_extended_result_codes(handle, 1)
    sqlite3_busy_timeout(handle, Int32(clamping: limits.busyMilliseconds))
    watchTime()
    _ = bulletin_set_defensive(handle, 1)
    for (limit, value) in Self.sqliteLimits { sqlite3_limit(handle, limit, value) }
    // The schema is ours alone, so nothing in it may call what it should not; FULL: what was acknowledged is on disk.
    try execute(
      """
      PRAGMA foreign_keys = ON;
      PRAGMA trusted_schema = OFF;
      PRAGMA cell_size_check = ON;
      PRAGMA mmap_size = 0;
      PRAGMA synchronous = FULL;
      PRAGMA temp_store = MEMORY;
      """)
    switch role {
    case .reader: try execute("PRAGMA query_only = ON; PRAGMA cache_size = -8192;")
    case .writer:
      try execute("PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 67108864;")
      countLog()
    }
  }

  private func countLog() {
    sqlite3_wal_hook(
      handle,
      { noted, _, _, pages in
        noted?.assumingMemoryBound(to: Noted.self).pointee.logPages = pages
        return SQLITE_OK
      }, noted)
  }

  private static let sqliteLimits: [(Int32, Int32)] = [
    (SQLITE_LIMIT_LENGTH, 32 << 20), (SQLITE_LIMIT_SQL_LENGTH, 256 << 10), (SQLITE_LIMIT_COLUMN, 200), (SQLITE_LIMIT_EXPR_DEPTH, 100),
    (SQLITE_LIMIT_COMPOUND_SELECT, 20), (SQLITE_LIMIT_FUNCTION_ARG, 100), (SQLITE_LIMIT_ATTACHED, 1),
    (SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1_000), (SQLITE_LIMIT_VARIABLE_NUMBER, 1_000), (SQLITE_LIMIT_TRIGGER_DEPTH, 10),
  ]

  func failure(_ code: Int32) -> SQLiteFailure {
    SQLiteFailure(code: sqlite3_extended_errcode(handle), message: String(cString: sqlite3_errmsg(handle)))
  }

  /// Runs statements that give no rows and take no values.
  func execute(_ sql: String) throws(SQLiteFailure) {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw failure(code) }
  }

  /// The statement of that text, prepared once.
  func prepare(_ sql: String) throws(SQLiteFailure) -> Statement {
    let text = Text(sql: sql)
    if let known = statements[text] { return known }
    return try prepare(sql, keptAs: text)
  }

  /// The statement of a shape whose other part is this; its text is only made to prepare it.
  ///
  /// - Parameter shape: above zero, the same for no two texts that differ in more than that part.
  func prepare(shape: Int, _ part: String, _ sql: () -> String) throws(SQLiteFailure) -> Statement {
    let text = Text(sql: part, shape: shape)
    if let known = statements[text] { return known }
    return try prepare(sql(), keptAs: text)
  }

  private func prepare(_ sql: String, keptAs text: Text) throws(SQLiteFailure) -> Statement {
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
    guard code == SQLITE_OK, let prepared else { throw failure(code) }
    // One that is in use lives on with who uses it.
    if statements.count >= Self.maxStatements { statements.removeAll(keepingCapacity: true) }
    let statement = Statement(handle: prepared, connection: self)
    statements[text] = statement
    return statement
  }

  /// Filters compose freely, so texts are many; past this the cache starts anew.
  private static let maxStatements = 256

  /// Runs a statement and gives each row to `row`.
  func query(_ sql: String, _ values: [Binding] = [], _ row: (Statement) throws -> Void) throws {
    let statement = try prepare(sql)
    defer { statement.reset() }
    try statement.bind(values)
    while try statement.step() { try row(statement) }
  }

  /// The first row as `read` takes it, or nil without one.
  func first<Value>(_ sql: String, _ values: [Binding] = [], _ read: (Statement) throws -> Value) throws -> Value? {
    let statement = try prepare(sql)
    defer { statement.reset() }
    try statement.bind(values)
    return try statement.step() ? try read(statement) : nil
  }

  /// Runs a statement for its effect.
  func run(_ sql: String, _ values: [Binding] = []) throws(SQLiteFailure) {
    let statement = try prepare(sql)
    defer { statement.reset() }
    try statement.bind(values)
    while try statement.step() {}
  }

  /// The beginning and the end of a snapshot.
  var frame: SnapshotFrame?
  /// The moment of the snapshot that is held, if one is.
  var heldMoment: Moment?

  var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }
  var changedRows: Int { Int(sqlite3_changes(handle)) }
  var logPages: Int32 { noted.pointee.logPages }
  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// Interrupts queries that run longer than its limit, by the clock given.
  @inline(__always)
  func limitTime<Value>(_ body: () throws -> Value) throws -> Value {
    noted.pointee.deadline = Monotonic.milliseconds() + limits.queryMilliseconds
    defer { noted.pointee.deadline = .max }
    return try body()
  }

  private func watchTime() {
    sqlite3_progress_handler(
      handle, Self.progressSteps,
      { noted in
        guard let deadline = noted?.assumingMemoryBound(to: Noted.self).pointee.deadline, deadline < .max else { return 0 }
        return Monotonic.milliseconds() > deadline ? 1 : 0
      }, noted)
  }
}
