import CSQLite
import Cryptography
import Domain
import Foundation
import Synchronization

/// The store: one writer, a reader a loop and some more for other threads, on one database file.
package final class SQLiteRepository: Sendable {
  /// Readers for threads that are no loop.
  private static let spareReaders = 2

  package let folder: DataFolder
  let pepper: [UInt8]
  let cursorKey: [UInt8]
  let now: @Sendable () -> Int64
  let writer: WriteQueue
  private let readers: [Reader]
  private let nextSpare = Atomic<Int>(0)
  private let publication: PublicationWatch

  /// Opens the database of a data folder, makes what is missing, and brings the schema up to date.
  ///
  /// - Parameters:
  ///   - loops: how many event loops will read, each by its index.
  ///   - now: milliseconds since 1970.
  ///   - random: for ids; secrets come from OpenSSL.
  ///   - report: hears what clients are not told: the reason of each error that is no `BulletinError`.
  /// - Throws: `BulletinError` with one sentence for a person.
  package init(
    folder: DataFolder, limits: StoreLimits = StoreLimits(), loops: Int = 1, now: @escaping @Sendable () -> Int64,
    random: sending any RandomNumberGenerator = SystemRandomNumberGenerator(), migrator: Migrator = Migrator(),
    report: @escaping @Sendable (String) -> Void = { _ in }
  ) throws {
    self.folder = folder
    self.now = now
    try folder.prepare()
    let connection = try Self.migrated(folder, migrator, limits)
    try folder.prepareSubfolders()
    pepper = try folder.readPepper { try RandomBytes.make(32) }
    cursorKey = Digest.authenticate(Array("cursor".utf8), key: pepper)
    let publication = try PublicationWatch(path: folder.database, first: connection)
    self.publication = publication
    writer = WriteQueue(connection, path: folder.database, limits: limits, random: random, now: now, report: report) {
      publication.note(generation: $0, changedAt: $1)
    }
    readers = (0..<(loops + Self.spareReaders)).map { _ in Reader(path: folder.database, limits: limits, report: report) }
    try renewSearchIndex()
    // What an earlier process left unmerged: a query looks into each segment.
    writer.scheduleMerge()
  }

  /// Brings the write-ahead log into the database file, so that the next start has nothing to recover. For the end of a server.
  package func settle() throws { try writer.exclusively { $0.emptyLog() } }

  /// The writer's connection, to a file that has the present schema.
  private static func migrated(_ folder: DataFolder, _ migrator: Migrator, _ limits: StoreLimits) throws -> Connection {
    do {
      let connection = try Connection(path: folder.database, role: .writer, limits: limits)
      guard sqlite3_compileoption_used("ENABLE_FTS5") == 1 else {
        throw BulletinError(.unavailable, "The SQLite library of this system was built without FTS5, which search needs.")
      }
      _ = try migrator.migrate(connection)
      try connection.execute("PRAGMA journal_mode = WAL")
      return connection
    } catch let failure as SQLiteFailure {
      throw opening(failure, folder)
    }
  }

  /// A sentence for the person who starts the program, who may see the path.
  static func opening(_ failure: SQLiteFailure, _ folder: DataFolder) -> BulletinError {
    let path = folder.database
    return switch failure.primary {
    case SQLITE_NOTADB: BulletinError(.unavailable, "\(path) is not a database.")
    case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM: BulletinError(.unavailable, "\(path) cannot be opened for writing.")
    case SQLITE_BUSY, SQLITE_LOCKED: BulletinError(.busy, "\(path) is locked by another program.")
    case SQLITE_CORRUPT: BulletinError(.unavailable, "\(path) is damaged: \(failure.message).")
    default: BulletinError(failure.publicError.code, "\(path) cannot be used: \(failure.message).")
    }
  }

  /// Runs a read on the connection of that loop, or on a spare one.
  @inline(__always)
  func read<Value>(_ reader: Int, _ body: (Connection) throws -> Value) throws -> Value {
    let loops = readers.count - Self.spareReaders
    let index =
      (0..<loops).contains(reader)
      ? reader : loops + nextSpare.wrappingAdd(1, ordering: .relaxed).oldValue % Self.spareReaders
    let moment = Moment(commits: writer.commits.load(ordering: .acquiring), generation: publication.generation)
    return try readers[index].use(at: moment, body)
  }

  package func rest(reader: Int) {
    if readers.indices.contains(reader) { readers[reader].rest() }
  }

  var listContext: ListContext { ListContext(cursorKey: cursorKey, now: now()) }
}

/// A reading connection behind its lock, which is free unless two threads share it; opened when it is first needed.
private final class Reader: Sendable {
  private let connection = Guarded<Connection?>(nil)
  private let path: String
  private let limits: StoreLimits
  private let report: @Sendable (String) -> Void
  /// Who reads says when it rests, so that a snapshot may be held until then.
  private let rests = Atomic(false)
  private let isHolding = Atomic(false)

  init(path: String, limits: StoreLimits, report: @escaping @Sendable (String) -> Void) {
    self.path = path
    self.limits = limits
    self.report = report
  }

  @inline(__always)
  func use<Value>(at moment: Moment, _ body: (Connection) throws -> Value) throws -> Value {
    do {
      return try connection.use { kept in
        let connection = try kept ?? Connection(path: path, role: .reader, limits: limits)
        kept = connection
        if rests.load(ordering: .relaxed) {
          try connection.hold(moment)
          isHolding.store(true, ordering: .relaxed)
        }
        return try body(connection)
      }
    } catch {
      throw BulletinError.from(error, report)
    }
  }

  func rest() {
    rests.store(true, ordering: .relaxed)
    guard isHolding.load(ordering: .relaxed) else { return }
    isHolding.store(false, ordering: .relaxed)
    connection.use { $0?.letGo() }
  }
}

extension SQLiteRepository: Repository {
  package var generation: UInt64 { publication.generation }
  package var changedAt: Int64 { publication.changedAt }

  package func record(_ type: RecordType, _ key: String, _ projection: Projection, reader: Int) throws -> RenderedRecord {
    try read(reader) { try $0.record(type, key, projection) }
  }

  package func list(_ query: ListQuery, reader: Int) throws -> RenderedList {
    try read(reader) { try $0.list(query, listContext) }
  }

  package func contents(ofIssue key: String, page: Int?, viewer: Viewer, reader: Int) throws -> RenderedList {
    try read(reader) { connection in try connection.snapshot { try connection.contents(ofIssue: key, page: page, viewer) } }
  }

  package func deadlines(from: String, through: String, limit: Int, cursor: String?, reader: Int) throws -> RenderedList {
    try read(reader) { try $0.deadlines(from: from, through: through, limit: limit, cursor: cursor, cursorKey) }
  }

  package func changes(since: Int64, limit: Int, reader: Int) throws -> ChangePage {
    try read(reader) { try $0.changes(since: since, limit: limit) }
  }

  package func revisions(_ type: RecordType, _ key: String, limit: Int, cursor: String?, reader: Int) throws -> RenderedList {
    try read(reader) { try $0.revisions(type, key, limit: limit, cursor: cursor, cursorKey) }
  }

  package func revision(_ type: RecordType, _ key: String, version: Int64, reader: Int) throws -> RenderedRecord {
    try read(reader) { try $0.revision(type, key, version: version) }
  }

  package func audit(limit: Int, cursor: String?, reader: Int) throws -> RenderedList {
    try read(reader) { try $0.audit(limit: limit, cursor: cursor, cursorKey) }
  }

  package func write<Value: Sendable>(
    _ work: @escaping @Sendable (any WriteSession) throws -> Value, finish: @escaping @Sendable (Result<Value, BulletinError>) -> Void
  ) {
    let kept = Kept<Value>()
    writer.submit(
      WriteQueue.Job(
        work: { session in
          let value = try work(session)
          kept.value.withLock { $0 = value }
        },
        finish: { error in
          if let error { return finish(.failure(error)) }
          let value = kept.value.withLock { $0 }
          finish(value.map(Result.success) ?? .failure(BulletinError(.internal, "The write left no result.")))
        }))
  }
}

/// Holds what a job made until its batch is durable.
final class Kept<Value: Sendable>: Sendable {
  let value = Mutex<Value?>(nil)
}
