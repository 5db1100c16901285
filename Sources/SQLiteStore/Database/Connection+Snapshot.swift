/// What tells an old snapshot from the present: it is read before a snapshot begins, so that one of the same moment misses nothing.
struct Moment: Equatable {
  /// Commits of this process.
  var commits: UInt64
  /// Number of the public data, which other processes change too.
  var generation: UInt64
}

/// The statements that begin and end a snapshot.
struct SnapshotFrame {
  var begin: Statement
  var commit: Statement
}

extension Connection {
  /// Reads one snapshot throughout: that which is held, or else one of its own.
  @inline(__always)
  func snapshot<Value>(_ body: () throws -> Value) throws -> Value {
    if isInTransaction { return try body() }
    try beginSnapshot()
    defer { endSnapshot() }
    return try body()
  }

  /// Holds a snapshot of that moment for all reads until it is let go: to begin one for each of them costs locks and a look at the log.
  func hold(_ moment: Moment) throws {
    // After a grave error SQLite has ended it by itself.
    if isInTransaction {
      guard heldMoment != moment else { return }
      endSnapshot()
    }
    try beginSnapshot()
    heldMoment = moment
  }

  func letGo() {
    heldMoment = nil
    if isInTransaction { endSnapshot() }
  }

  private func beginSnapshot() throws {
    let frame = try frame ?? SnapshotFrame(begin: prepare("BEGIN"), commit: prepare("COMMIT"))
    self.frame = frame
    defer { frame.begin.reset() }
    _ = try frame.begin.step()
  }

  private func endSnapshot() {
    // A read transaction has nothing to lose: if COMMIT fails the rollback ends it.
    defer { if isInTransaction { try? run("ROLLBACK") } }
    guard let commit = frame?.commit else { return }
    defer { commit.reset() }
    _ = try? commit.step()
  }
}
