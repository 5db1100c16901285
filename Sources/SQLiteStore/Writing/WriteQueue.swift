import CSQLite
import Dispatch
import Domain
import Synchronization

/// The one writer: jobs wait in a queue and are committed together, so that a batch costs one fsync.
final class WriteQueue: Sendable {
  struct Job: Sendable {
    /// May run twice: again if another job of its batch failed.
    var work: @Sendable (SQLiteWriteSession) throws -> Void
    /// Nil once the work is durable.
    var finish: @Sendable (BulletinError?) -> Void
  }

  /// What the writer keeps for itself; its lock is only ever taken on the queue.
  private struct Desk {
    var connection: Connection
    var identifiers: IdentifierSource
    /// Bytes of words since the index was last merged beside a batch.
    var unmergedWords = 0
  }

  /// Looks for a lull.
  private struct Lull {
    var isAwaited = false
    /// How many batches there had been at the last look.
    var batches: Int?
  }

  /// Transactions that this process has committed, or may have.
  let commits = Atomic<UInt64>(0)
  private let queue = DispatchQueue(label: "bulletin.writer", qos: .userInitiated)
  private let waiting: WaitingJobs
  private let lull = Guarded(Lull())
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
    waiting = WaitingJobs(most: limits.waitingWrites)
    desk = Guarded(Desk(connection: connection, identifiers: IdentifierSource(random: random)))
    checkpoint = Checkpoint(path: path)
    self.now = now
    self.report = report
    self.published = published
  }

  func submit(_ job: Job) {
    switch waiting.add(job) {
    case .refused: job.finish(BulletinError(.busy, "Too many writes are waiting; try again in a moment."))
    case .queued: break
    case .first: queue.async { self.drain() }
    }
  }

  /// Runs on the queue with nothing else under way: for backup, checkpoint and the like.
  func exclusively<Value>(_ body: (Connection) throws -> Value) throws -> Value {
    try queue.sync {
      defer {
        commits.wrappingAdd(1, ordering: .releasing)
        runCheckpoint()
      }
      return try desk.use { try body($0.connection) }
    }
  }

  private func drain() {
    while let batch = waiting.nextBatch() {
      let outcomes = desk.use { commit(batch, at: &$0) }
      waiting.close(batch)
      for (job, error) in zip(batch, outcomes) { job.finish(error) }
      runCheckpoint()
    }
    scheduleMerge()
  }

  private func runCheckpoint() { checkpoint.runIfDue(pages: desk.use { $0.connection.logPages }) }

  /// Merges the search index a step at a time once no write has come for a while.
  func scheduleMerge() {
    let isFirst = lull.use { lull in
      defer { lull.isAwaited = true }
      return !lull.isAwaited
    }
    if isFirst { queue.asyncAfter(deadline: .now() + Self.quietTime) { [weak self] in self?.merge() } }
  }

  private func merge() {
    let batches = waiting.quietAfter
    let isQuiet = lull.use { lull in
      defer { lull = Lull(batches: batches) }
      return batches != nil && batches == lull.batches
    }
    // Writes came meanwhile: wait for the next lull.
    guard isQuiet else { return scheduleMerge() }
    desk.use { desk in
      do {
        desk.unmergedWords = 0
        if try desk.connection.mergeSearchIndex() { queue.async { [weak self] in self?.merge() } }
      } catch {
        // The index is whole without it; the next write leads here again.
        report("merging the search index: \(error)")
      }
    }
  }

  /// Seconds without a write before merging begins; its steps follow one another, each behind the writes that came meanwhile.
  private static let quietTime = 0.1

  /// Commits a batch and returns an error, or nil, for each of its jobs.
  private func commit(_ batch: [Job], at desk: inout Desk) -> [BulletinError?] {
    let connection = desk.connection
    do {
      var transaction = BatchTransaction(connection: connection, identifiers: desk.identifiers, now: now(), report: report)
      let outcomes = try transaction.run(batch.map(\.work))
      let publication = try transaction.close()
      try connection.mergeSearchIndex(beside: transaction.indexedWords, unmerged: &desk.unmergedWords)
      try connection.run("COMMIT")
      commits.wrappingAdd(1, ordering: .releasing)
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
