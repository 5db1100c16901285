import CSQLite
import Domain

/// What SQLite answered instead of success. Its message stays in the log; a client gets the `BulletinError` of its kind.
package struct SQLiteFailure: Error, Sendable, CustomStringConvertible {
  /// Extended result code.
  package var code: Int32
  package var message: String

  package var description: String { "SQLite \(code): \(message)" }

  var primary: Int32 { code & 0xFF }

  /// Full disk, quota or file-size limit: `SQLITE_FULL`, or the write that failed for it.
  var isFull: Bool { primary == SQLITE_FULL || code == Self.writeFailed || code == Self.truncateFailed || code == Self.syncFailed }
  var isBusy: Bool { primary == SQLITE_BUSY || primary == SQLITE_LOCKED || primary == SQLITE_INTERRUPT }
  var isConstraint: Bool { primary == SQLITE_CONSTRAINT }

  private static let writeFailed: Int32 = SQLITE_IOERR | (3 << 8)
  private static let syncFailed: Int32 = SQLITE_IOERR | (4 << 8)
  private static let truncateFailed: Int32 = SQLITE_IOERR | (6 << 8)

  /// The error for a client: nothing of the message, which may hold SQL or stored text.
  package var publicError: BulletinError {
    if isFull { return BulletinError(.storageFull, "There is no room left to store this; nothing was written.") }
    if isBusy { return BulletinError(.busy, "The database is busy or the query took too long; try again in a moment.") }
    if isConstraint { return BulletinError(.conflict, "This contradicts data that is already stored.") }
    if primary == SQLITE_READONLY || primary == SQLITE_CANTOPEN || primary == SQLITE_PERM {
      return BulletinError(.unavailable, "The database cannot be written.")
    }
    if primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB { return BulletinError(.unavailable, "The database file is damaged.") }
    return BulletinError(.internal, "The database could not do this.")
  }
}

extension BulletinError {
  /// Any error of the store as one that may cross modules.
  static func from(_ error: any Error, _ report: (String) -> Void = { _ in }) -> BulletinError {
    if let known = error as? BulletinError { return known }
    report(String(describing: error))
    return (error as? SQLiteFailure)?.publicError ?? BulletinError(.internal, "The store could not do this.")
  }
}
