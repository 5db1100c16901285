import CSQLite
import Domain
import Foundation

extension SQLiteRepository {
  /// Copies the database to a new file while it is in use, and checks the copy.
  ///
  /// - Parameter progress: the share that is done, 0 to 1; called between steps.
  /// - Throws: `conflict` where the file already is.
  package func backUp(to path: String, progress: (Double) -> Void = { _ in }) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      let reason = String(cString: strerror(errno))
      throw BulletinError(errno == EEXIST ? .conflict : .unavailable, "Cannot make \(path): \(reason).")
    }
    close(descriptor)
    do {
      let source = try Connection(path: folder.database, role: .reader)
      try DatabaseCopy.copy(from: source, to: path, progress: progress)
      try DatabaseCopy.verify(path)
    } catch {
      // A copy that is not whole must not look like one; that it cannot be removed changes nothing.
      try? FileManager.default.removeItem(atPath: path)
      throw BulletinError.from(error)
    }
  }

  /// Puts a backup in the place of a data folder's database. No server may be running on it.
  ///
  /// The file is checked first, brought to the present schema in a copy, and only then renamed into place.
  package static func restore(_ path: String, into folder: DataFolder, replacing: Bool) throws {
    if FileManager.default.fileExists(atPath: folder.database), !replacing {
      throw BulletinError(.conflict, "\(folder.database) exists; say --force to replace it.")
    }
    guard FileManager.default.isReadableFile(atPath: path) else { throw BulletinError(.notFound, "\(path) cannot be read.") }
    try DatabaseCopy.verify(path)
    let fresh = folder.database + ".restoring"
    if FileManager.default.fileExists(atPath: fresh) { try FileManager.default.removeItem(atPath: fresh) }
    try folder.prepareFolder()
    try folder.prepareSubfolders()
    do {
      try DatabaseCopy.copy(from: Connection(path: path, role: .reader), to: fresh)
      chmod(fresh, 0o600)
      let connection = try Connection(path: fresh, role: .writer)
      _ = try Migrator().migrate(connection)
      try refuseWhileInUse(folder)
    } catch let failure as SQLiteFailure {
      throw opening(failure, DataFolder(folder.path))
    }
    // A log that belongs to the old file must not be played into the new one.
    for suffix in ["-wal", "-shm"] where FileManager.default.fileExists(atPath: folder.database + suffix) {
      try FileManager.default.removeItem(atPath: folder.database + suffix)
    }
    guard rename(fresh, folder.database) == 0 else {
      throw BulletinError(.unavailable, "Cannot replace \(folder.database): \(String(cString: strerror(errno))).")
    }
  }

  /// The exclusive lock can only be had while no other connection is open on the file.
  private static func refuseWhileInUse(_ folder: DataFolder) throws {
    guard FileManager.default.fileExists(atPath: folder.database) else { return }
    do {
      let connection = try Connection(path: folder.database, role: .writer)
      sqlite3_busy_timeout(connection.handle, 0)
      try connection.execute("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT; PRAGMA journal_mode = DELETE;")
    } catch  where error.primary == SQLITE_BUSY || error.primary == SQLITE_LOCKED {
      throw BulletinError(.busy, "The database is in use; stop the server first.")
    } catch {
      // A damaged file is what a restore is for.
      return
    }
  }
}

/// SQLite's online backup.
enum DatabaseCopy {
  /// Pages copied before readers and writers have their turn.
  private static let pages: Int32 = 1_024
  private static let pauseMilliseconds: Int32 = 5

  static func copy(from source: Connection, to path: String, progress: (Double) -> Void = { _ in }) throws {
    let target = try Connection(path: path, role: .writer, create: true)
    guard let backup = sqlite3_backup_init(target.handle, "main", source.handle, "main") else { throw target.failure(SQLITE_ERROR) }
    var code = SQLITE_OK
    repeat {
      code = sqlite3_backup_step(backup, pages)
      let total = sqlite3_backup_pagecount(backup)
      if total > 0 { progress(1 - Double(sqlite3_backup_remaining(backup)) / Double(total)) }
      if code == SQLITE_BUSY || code == SQLITE_LOCKED { sqlite3_sleep(pauseMilliseconds) }
    } while code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED
    let finish = sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE, finish == SQLITE_OK else { throw target.failure(finish) }
    // One file, without a log beside it.
    try target.execute("PRAGMA journal_mode = DELETE")
  }

  /// Makes sure that a file is a whole database of ours that this program can read.
  static func verify(_ path: String) throws {
    do {
      let connection = try Connection(path: path, role: .reader)
      _ = try Migrator().standing(of: connection)
      var problems: [String] = []
      try connection.query("PRAGMA quick_check(1)") { if $0.text(0) != "ok" { problems.append($0.text(0)) } }
      if let problem = problems.first { throw BulletinError(.unavailable, "\(path) is damaged: \(problem).") }
    } catch let failure as SQLiteFailure {
      throw BulletinError(.unavailable, "\(path) is not a whole database: \(failure.message).")
    }
  }
}
