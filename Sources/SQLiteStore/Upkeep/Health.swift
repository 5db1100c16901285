import Domain

extension SQLiteRepository {
  /// Below the first the server is not ready, below the second someone should look.
  private static let leastFreeBytes: UInt64 = 16 << 20
  private static let fewFreeBytes: UInt64 = 256 << 20

  package func checks() -> [HealthCheck] {
    [
      check("database:read") { try self.read(offLoop) { _ = try $0.first("SELECT generation FROM publication") { $0.integer(0) } } },
      check("database:write") {
        try self.writer.exclusively { connection in
          try connection.run("BEGIN IMMEDIATE")
          // A write that failed has been rolled back or is now.
          defer { if connection.isInTransaction { try? connection.run("ROLLBACK") } }
          // There and back, because SQLite leaves a page alone that would stay the same.
          for step in ["+ 1", "- 1"] { try connection.run("UPDATE publication SET last_position = last_position \(step)") }
          try connection.run("COMMIT")
        }
      },
      check("schema") {
        let pending = try self.read(offLoop) { try Migrator().standing(of: $0).pending }
        guard pending.isEmpty else { throw BulletinError(.unavailable, "\(pending.count) migrations are pending.") }
      },
      diskCheck(),
    ]
  }

  private func check(_ name: String, _ probe: () throws -> Void) -> HealthCheck {
    do {
      try probe()
      return HealthCheck(name: name, verdict: .pass)
    } catch {
      return HealthCheck(name: name, verdict: .fail, output: BulletinError.from(error).detail)
    }
  }

  private func diskCheck() -> HealthCheck {
    guard let free = folder.freeBytes else { return HealthCheck(name: "disk", verdict: .warn, output: "The free space is not known.") }
    let verdict: HealthCheck.Verdict = free < Self.leastFreeBytes ? .fail : free < Self.fewFreeBytes ? .warn : .pass
    return HealthCheck(name: "disk", verdict: verdict, output: "\(free >> 20) MiB free")
  }
}
