import Domain
import Foundation
import SQLiteStore

extension Configuration {
  var folder: DataFolder {
    // `data/` and `data` are the same folder, and the messages shall say it in one way.
    DataFolder(data.count > 1 && data.hasSuffix("/") ? String(data.dropLast()) : data)
  }

  /// Opens the store; makes the data folder and brings the database up to date where that is due.
  ///
  /// - Parameter report: hears what clients are not told: the reason of an error within the store.
  func openStore(loops: Int = 1, report: @escaping @Sendable (String) -> Void = { _ in }) throws -> SQLiteRepository {
    umask(0o077)
    return try SQLiteRepository(folder: folder, limits: storeLimits, loops: loops, now: { MillisecondClock.now }, report: report)
  }

  private var storeLimits: StoreLimits {
    let millisecondsPerSecond = 1_000.0
    var limits = StoreLimits()
    limits.busyMilliseconds = Int(busyTimeout * millisecondsPerSecond)
    limits.queryMilliseconds = Int64(queryTimeout * millisecondsPerSecond)
    limits.waitingWrites = maxWaitingWrites
    return limits
  }

  /// For commands that make no sense without a database: they make none.
  func openExistingStore() throws -> SQLiteRepository {
    guard FileManager.default.fileExists(atPath: folder.database) else {
      throw Failure.failed("There is no database in \(data) yet; `bulletin serve` or `bulletin ingest` makes one.")
    }
    return try openStore()
  }
}
