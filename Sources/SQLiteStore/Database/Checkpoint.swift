import CSQLite
import Dispatch

/// Moves the write-ahead log into the database file beside the writer, so that no commit waits for it.
final class Checkpoint: Sendable {
  /// Pages in the log from which on it is worth it, and from which on writers wait so that the log can begin anew.
  private static let duePages: Int32 = 1_000
  private static let longPages: Int32 = 8_000
  /// Batches between two looks.
  private static let interval = 16

  private struct State {
    var batches = 0
    var isRunning = false
  }

  private let path: String
  private let queue = DispatchQueue(label: "bulletin.checkpoint", qos: .utility)
  private let state = Guarded(State())
  private let connection = Guarded<Connection?>(nil)

  init(path: String) { self.path = path }

  /// Called by the writer after each batch.
  func runIfDue() {
    let isDue = state.use { state in
      state.batches += 1
      guard state.batches >= Self.interval, !state.isRunning else { return false }
      state.batches = 0
      state.isRunning = true
      return true
    }
    guard isDue else { return }
    queue.async {
      self.run()
      self.state.use { $0.isRunning = false }
    }
  }

  private func run() {
    connection.use { kept in
      // The log only grows if this fails; the next one tries again.
      guard let connection = kept ?? (try? Connection(path: path, role: .writer)) else { return }
      kept = connection
      var pages: Int32 = 0
      var moved: Int32 = 0
      sqlite3_wal_checkpoint_v2(connection.handle, nil, SQLITE_CHECKPOINT_PASSIVE, &pages, &moved)
      if pages > Self.longPages { sqlite3_wal_checkpoint_v2(connection.handle, nil, SQLITE_CHECKPOINT_RESTART, nil, nil) }
    }
  }
}

extension Connection {
  /// Empties the log as far as nobody else reads from it; waits for no one.
  func emptyLog() {
    sqlite3_busy_timeout(handle, 0)
    defer { sqlite3_busy_timeout(handle, Int32(clamping: limits.busyMilliseconds)) }
    sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_TRUNCATE, nil, nil)
  }
}
