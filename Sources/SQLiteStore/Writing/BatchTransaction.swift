import Domain

/// One transaction of several jobs.
struct BatchTransaction {
  let connection: Connection
  let identifiers: IdentifierSource
  let now: Int64
  let report: @Sendable (String) -> Void
  private var searchChanges: [SearchChange] = []
  private var changesPublication = false

  init(connection: Connection, identifiers: IdentifierSource, now: Int64, report: @escaping @Sendable (String) -> Void) {
    self.connection = connection
    self.identifiers = identifiers
    self.now = now
    self.report = report
  }

  /// Runs one job; returns its own error and throws one that ends the whole batch.
  mutating func run(_ work: (SQLiteWriteSession) throws -> Void) throws -> BulletinError? {
    let session = SQLiteWriteSession(connection: connection, now: now, identifiers: identifiers)
    try connection.run("SAVEPOINT job")
    do {
      try work(session)
      try connection.run("RELEASE job")
    } catch {
      guard connection.isInTransaction else { throw error }
      try connection.run("ROLLBACK TO job")
      try connection.run("RELEASE job")
      return BulletinError.from(error, report)
    }
    searchChanges += session.searchChanges
    if session.changesPublication { changesPublication = true }
    return nil
  }

  /// What is done once a batch: the search index, and the generation that other processes look at.
  func close() throws -> (generation: UInt64, changedAt: Int64)? {
    try connection.apply(searchChanges)
    guard changesPublication else { return nil }
    return try connection.first(
      """
      UPDATE publication
      SET generation = generation + 1, changed_at = max(changed_at + 1, ?)
      RETURNING generation, changed_at
      """, [.integer(now)]
    ) { (UInt64(clamping: $0.integer(0)), $0.integer(1)) }
  }
}
