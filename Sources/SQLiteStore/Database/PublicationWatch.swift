import Domain
import Synchronization

/// Knows when public data last changed, also by another process.
///
/// Whoever asks pays, at most every `interval`, for one look at `PRAGMA data_version`.
final class PublicationWatch: Sendable {
  /// Milliseconds between two looks.
  private static let interval: Int64 = 200

  private struct Look {
    let path: String
    /// Opened at the second look: to read a schema takes time that a start has not.
    var connection: Connection?
    var dataVersion: Int64 = -1
  }

  private let look: Guarded<Look>
  private let nextLook: Atomic<Int64>
  private let lastGeneration = Atomic<UInt64>(0)
  private let lastChange = Atomic<Int64>(0)

  /// Has its first look by a connection that is open anyway.
  init(path: String, first connection: Connection) throws {
    look = Guarded(Look(path: path))
    nextLook = Atomic(Monotonic.milliseconds() + Self.interval)
    try read(connection)
  }

  var generation: UInt64 {
    lookIfDue()
    return lastGeneration.load(ordering: .acquiring)
  }

  var changedAt: Int64 {
    lookIfDue()
    return lastChange.load(ordering: .acquiring)
  }

  /// Told by the writer of this process, before anyone hears of its commit.
  func note(generation: UInt64, changedAt: Int64) {
    lastChange.max(changedAt, ordering: .releasing)
    lastGeneration.max(generation, ordering: .releasing)
  }

  private func lookIfDue() {
    let time = Monotonic.milliseconds()
    let due = nextLook.load(ordering: .relaxed)
    guard time >= due, nextLook.compareExchange(expected: due, desired: time + Self.interval, ordering: .relaxed).exchanged else { return }
    // A look that fails leaves what was known; the next one is due soon.
    look.use { try? lookNow(&$0) }
  }

  private func lookNow(_ look: inout Look) throws {
    let connection = try look.connection ?? Connection(path: look.path, role: .reader)
    look.connection = connection
    let version = try connection.first("PRAGMA data_version") { $0.integer(0) } ?? 0
    guard version != look.dataVersion else { return }
    try read(connection)
    look.dataVersion = version
  }

  private func read(_ connection: Connection) throws {
    try connection.query("SELECT generation, changed_at FROM publication") { row in
      note(generation: UInt64(clamping: row.integer(0)), changedAt: row.integer(1))
    }
  }
}
