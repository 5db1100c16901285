import Domain

/// One transaction of several jobs.
struct BatchTransaction {
  typealias Work = (SQLiteWriteSession) throws -> Void

  let connection: Connection
  let identifiers: IdentifierSource
  let now: Int64
  let report: @Sendable (String) -> Void
  private var publication: PublicationRow
  private var searchChanges: [SearchChange] = []
  private var changesPublication = false

  init(connection: Connection, identifiers: IdentifierSource, now: Int64, report: @escaping @Sendable (String) -> Void) {
    self.connection = connection
    self.identifiers = identifiers
    self.now = now
    self.report = report
    publication = PublicationRow(connection)
  }

  /// Begins, runs the jobs, and returns an error, or nil, for each; throws one that ends the whole batch.
  ///
  /// Nearly always all of them succeed. So they run without a savepoint each, which would copy the pages that they touch; if one
  /// fails, everything is undone and done again with savepoints. A job may therefore run twice.
  mutating func run(_ batch: [Work]) throws -> [BulletinError?] {
    try connection.run("BEGIN IMMEDIATE")
    do {
      for work in batch { try run(work) }
      return batch.map { _ in nil }
    } catch {
      // SQLite rolls back by itself when the disk is full.
      guard connection.isInTransaction else { throw error }
      try connection.run("ROLLBACK")
      try connection.run("BEGIN IMMEDIATE")
      self = BatchTransaction(connection: connection, identifiers: identifiers, now: now, report: report)
      return batch.count == 1 ? [BulletinError.from(error, report)] : try batch.map { try runApart($0) }
    }
  }

  private mutating func run(_ work: Work) throws {
    let session = SQLiteWriteSession(connection: connection, now: now, identifiers: identifiers, publication: publication)
    try work(session)
    searchChanges += session.searchChanges
    if session.changesPublication { changesPublication = true }
  }

  /// Runs one job in a savepoint and returns its own error; throws one that ends the whole batch.
  private mutating func runApart(_ work: Work) throws -> BulletinError? {
    try connection.run("SAVEPOINT job")
    do {
      try run(work)
      try connection.run("RELEASE job")
      return nil
    } catch {
      guard connection.isInTransaction else { throw error }
      try connection.run("ROLLBACK TO job")
      try connection.run("RELEASE job")
      return BulletinError.from(error, report)
    }
  }

  /// Bytes of words that the batch adds to the index or takes out.
  var indexedWords: Int { searchChanges.reduce(0) { $0 + $1.entry.words.count } }

  /// What is done once a batch: the search index, and the row that other processes look at.
  func close() throws -> (generation: UInt64, changedAt: Int64)? {
    try connection.apply(searchChanges)
    return try publication.write(isChanged: changesPublication, now: now)
  }
}
