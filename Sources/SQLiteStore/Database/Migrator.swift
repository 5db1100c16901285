import CSQLite
import Cryptography
import Domain
import Migrations

/// Brings a database file to the schema of this program, a step a transaction, and refuses what it does not know.
package struct Migrator: Sendable {
  /// `PRAGMA application_id`: "Bltn".
  package static let applicationID: Int64 = 0x426C_746E

  package var steps: [Migrations.Step]

  package init(steps: [Migrations.Step] = Migrations.all) { self.steps = steps }

  package struct Standing: Sendable, Equatable {
    package var applied: Int
    package var pending: [String]
  }

  /// How far the file is, without changing it.
  func standing(of connection: Connection) throws -> Standing {
    let version = try check(connection)
    return Standing(applied: version, pending: steps[version...].map(\.name))
  }

  /// Applies what is pending and returns the names of it.
  func migrate(_ connection: Connection) throws -> [String] {
    var applied: [String] = []
    while let name = try applyNext(to: connection) { applied.append(name) }
    return applied
  }

  /// Applies one step, or returns nil when there is none. The version is read inside the transaction: another process may migrate too.
  private func applyNext(to connection: Connection) throws -> String? {
    guard try check(connection) < steps.count else { return nil }
    try connection.execute("BEGIN IMMEDIATE")
    do {
      let version = try check(connection)
      guard version < steps.count else {
        try connection.execute("ROLLBACK")
        return nil
      }
      try apply(steps[version], as: version + 1, to: connection)
      try connection.execute("COMMIT")
      return steps[version].name
    } catch {
      // The step's own error says what was wrong; after a failed COMMIT there may be nothing left to roll back.
      try? connection.execute("ROLLBACK")
      throw error
    }
  }

  private func apply(_ step: Migrations.Step, as version: Int, to connection: Connection) throws {
    try connection.execute(
      """
      CREATE TABLE IF NOT EXISTS migrations (
        version INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        sha256 TEXT NOT NULL
      ) STRICT
      """)
    // A step may write the text of the schema, which nobody else may.
    _ = bulletin_set_defensive(connection.handle, 0)
    defer { _ = bulletin_set_defensive(connection.handle, 1) }
    try connection.execute(String(decoding: step.sql, as: UTF8.self))
    try connection.run(
      """
      INSERT INTO migrations (version, name, sha256)
      VALUES (?, ?, ?)
      """, [.integer(Int64(version)), .text(step.name), .text(digest(of: step))])
    try connection.execute("PRAGMA user_version = \(version); PRAGMA application_id = \(Self.applicationID);")
  }

  /// Returns the file's version after making sure that it is ours, not newer, and was made by these very steps.
  private func check(_ connection: Connection) throws -> Int {
    let version = Int(try number("PRAGMA user_version", connection))
    let application = try number("PRAGMA application_id", connection)
    let tables = try number("SELECT count(*) FROM sqlite_schema", connection)
    guard application == Self.applicationID || (application == 0 && version == 0 && tables == 0) else {
      throw BulletinError(.unavailable, "This is a database of another program, not one of Bulletin.")
    }
    guard version <= steps.count else {
      throw BulletinError(
        .unavailable,
        "The database has schema \(version), this program knows schemas up to \(steps.count): it was written by a newer version of Bulletin. Use that version or a newer one."
      )
    }
    if version > 0 { try compareDigests(connection) }
    return version
  }

  private func compareDigests(_ connection: Connection) throws {
    try connection.query("SELECT version, name, sha256 FROM migrations ORDER BY version") { row in
      let version = Int(row.integer(0))
      guard steps.indices.contains(version - 1), row.text(2) == digest(of: steps[version - 1]) else {
        throw BulletinError(
          .unavailable,
          "Step \(row.text(1)) of the database's schema is not the one this program knows: the file was made by another build.")
      }
    }
  }

  private func digest(of step: Migrations.Step) -> String { Encodings.hexadecimal(Digest.sha256(step.sql)) }

  private func number(_ sql: String, _ connection: Connection) throws -> Int64 {
    do {
      return try connection.first(sql) { $0.integer(0) } ?? 0
    } catch let failure as SQLiteFailure where failure.primary == SQLITE_NOTADB {
      throw BulletinError(.unavailable, "The file is not a database.")
    }
  }
}
