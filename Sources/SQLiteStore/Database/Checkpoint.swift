import CSQLite
import Dispatch

/// Moves the write-ahead log into the database file beside the writer, so that no commit waits for it.
final class Checkpoint: Sendable {
  /// Pages that a log must have grown by to make it worth it: the longer, the fewer pages are moved twice; the shorter, the less of
  /// the disk's time a commit has to wait for.
  private static let duePages: Int32 = 1_000
  /// Pages from which on the writer waits for the rest to be moved: its next commit then begins the log anew.
  private static let longPages: Int32 = 12_000

  private struct State {
    /// Pages in the log at the last run.
    var pages: Int32 = 0
    var isRunning = false
  }

  private let path: String
  private let queue = DispatchQueue(label: "bulletin.checkpoint", qos: .utility)
  private let state = Guarded(State())
  private let connection = Guarded<Connection?>(nil)

  init(path: String) { self.path = path }

  /// Called by the writer between two batches, with the pages now in the log.
  func runIfDue(pages: Int32) {
    let isDue = state.use { state in
      // It began anew.
      if pages < state.pages { state.pages = 0 }
      guard pages - state.pages >= Self.duePages, !state.isRunning else { return false }
      state = State(pages: pages, isRunning: true)
      return true
    }
    guard isDue else { return }
    if pages >= Self.longPages { run() } else { queue.async { self.run() } }
  }

  private func run() {
    connection.use { kept in
      // The log only grows if this fails; the next run tries again.
      guard let connection = kept ?? (try? Connection(path: path, role: .writer)) else { return }
      kept = connection
      sqlite3_wal_checkpoint_v2(connection.handle, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
    }
    state.use { $0.isRunning = false }
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
