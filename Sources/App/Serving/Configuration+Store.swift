import Domain
import Foundation
import SQLiteStore

extension Configuration {
  private var folder: DataFolder {
    // `data/` and `data` are the same folder, and the messages shall say it in one way.
    DataFolder(data.count > 1 && data.hasSuffix("/") ? String(data.dropLast()) : data)
  }

  /// Opens the store; makes the data folder and brings the database up to date where that is due.
  func openStore(loops: Int = 1) throws -> SQLiteRepository {
    umask(0o077)
    return try SQLiteRepository(folder: folder, loops: loops, now: { MillisecondClock.now })
  }

  /// For commands that make no sense without a database: they make none.
  func openExistingStore() throws -> SQLiteRepository {
    guard FileManager.default.fileExists(atPath: folder.database) else {
      throw Failure.failed("There is no database in \(data) yet; `bulletin serve` or `bulletin ingest` makes one.")
    }
    return try openStore()
  }
}
