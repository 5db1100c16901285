import CSQLite
import Dispatch
import Domain

/// The one writer: jobs wait in a queue and are committed together, each in a savepoint of its own, so that a batch costs one fsync.
final class WriteQueue: Sendable {
  /// Past that many waiting, a write is refused at once.
  private let maxWaiting: Int
  /// Jobs in one transaction.
  static let maxBatch = 64

  struct Job: Sendable {
    var work: @Sendable (SQLiteWriteSession) throws -> Void
    /// Nil once the work is durable.
    var finish: @Sendable (BulletinError?) -> Void
  }

  /// What the writer keeps for itself; its lock is only ever taken on the queue.
  private struct Desk {
    var connection: Connection
    var identifiers: IdentifierSource
    var mergeStep = SearchMerge.idle
  }

  private struct Waiting {
    var jobs: [Job] = []
    var isRunning = false
    var awaitsMerge = false
    /// Counts up with every batch, to see whether any came since the last look.
    var batches = 0
    var mergedBatches = -1
  }

  private let queue = DispatchQueue(label: "bulletin.writer", qos: .userInitiated)
  private let waiting = Guarded(Waiting())
  private let desk: Guarded<Desk>
  private let now: @Sendable () -> Int64
  /// Called on the queue after a commit that changed what readers see.
  private let published: @Sendable (_ generation: UInt64, _ changedAt: Int64) -> Void
  private let report: @Sendable (String) -> Void
  private let checkpoint: Checkpoint

  init(
    _ connection: sending Connection, path: String, limits: StoreLimits = StoreLimits(), random: sending any RandomNumberGenerator,
    now: @escaping @Sendable () -> Int64, report: @escaping @Sendable (String) -> Void,
    published: @escaping @Sendable (UInt64, Int64) -> Void
  ) {
    maxWaiting = limits.waitingWrites
    desk = Guarded(Desk(connection: connection, identifiers: IdentifierSource(random: random)))
    checkpoint = Checkpoint(path: path)
    self.now = now
    self.report = report
    self.published = published
  }

  func submit(_ job: Job) {
    enum Entry { case refused, queued, first }
    let entry: Entry = waiting.use { waiting in
      guard waiting.jobs.count < maxWaiting else { return .refused }
      waiting.jobs.append(job)
      defer { waiting.isRunning = true }
      return waiting.isRunning ? .queued : .first
    }
    switch entry {
    case .refused: job.finish(BulletinError(.busy, "Too many writes are waiting; try again in a moment."))
    case .queued: break
    case .first: queue.async { self.drain() }
    }
  }

  /// Runs on the queue with nothing else under way: for backup, checkpoint and the like.
  func exclusively<Value>(_ body: (Connection) throws -> Value) throws -> Value {
    defer { checkpoint.runIfDue() }
    return try queue.sync { try desk.use { try body($0.connection) } }
  }

  private func drain() {
    while let batch = nextBatch() {
      let outcomes = desk.use { commit(batch, at: $0) }
      for (job, error) in zip(batch, outcomes) { job.finish(error) }
      checkpoint.runIfDue()
    }
    scheduleMerge()
  }

  /// Merges the search index a step at a time once no write has come for a while.
  func scheduleMerge() {
    let isFirst = waiting.use { waiting in
      defer { waiting.awaitsMerge = true }
      return !waiting.awaitsMerge
    }
    if isFirst { queue.asyncAfter(deadline: .now() + Self.quietTime) { [weak self] in self?.merge() } }
  }

  private func merge() {
    let isQuiet = waiting.use { waiting in
      let isQuiet = waiting.jobs.isEmpty && waiting.batches == waiting.mergedBatches
      waiting.mergedBatches = waiting.batches
      waiting.awaitsMerge = false
      return isQuiet
    }
    // Writes came meanwhile: wait for the next lull.
    guard isQuiet else { return scheduleMerge() }
    desk.use { desk in
      do {
        if try desk.connection.mergeSearchIndex(step: &desk.mergeStep) { queue.async { [weak self] in self?.merge() } }
      } catch {
        // The index is whole without it; the next write leads here again.
        report("merging the search index: \(error)")
      }
    }
  }

  /// Seconds without a write before merging begins; its steps follow one another, each behind the writes that came meanwhile.
  private static let quietTime = 0.1

  private func nextBatch() -> [Job]? {
    waiting.use { waiting in
      guard !waiting.jobs.isEmpty else {
        waiting.isRunning = false
        return nil
      }
      let batch = Array(waiting.jobs.prefix(Self.maxBatch))
      waiting.jobs.removeFirst(batch.count)
      waiting.batches += 1
      return batch
    }
  }

  /// Commits a batch and returns an error, or nil, for each of its jobs.
  private func commit(_ batch: [Job], at desk: Desk) -> [BulletinError?] {
    let connection = desk.connection
    do {
      try connection.run("BEGIN IMMEDIATE")
      var transaction = BatchTransaction(connection: connection, identifiers: desk.identifiers, now: now(), report: report)
      let outcomes = try batch.map { try transaction.run($0.work) }
      let publication = try transaction.close()
      try connection.run("COMMIT")
      if let publication { published(publication.generation, publication.changedAt) }
      return outcomes
    } catch {
      // The transaction may be gone already: SQLite rolls back by itself when the disk is full.
      if connection.isInTransaction { try? connection.run("ROLLBACK") }
      let shown = BulletinError.from(error, report)
      return batch.map { _ in shown }
    }
  }
}

/// One transaction of several jobs.
private struct BatchTransaction {
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
