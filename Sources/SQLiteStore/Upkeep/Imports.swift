import Domain
import JSON

extension SQLiteRepository {
  package func importState(_ id: String, reader: Int) throws -> ImportState {
    let state = try read(reader) { connection in
      try connection.first(
        """
        SELECT started_at, ended_at, outcome, error
        FROM imports
        WHERE id = ?
        """, [.text(id)]
      ) { row in
        ImportState(id: id, startedAt: row.integer(0), endedAt: row.optionalInteger(1), result: try Self.result(row))
      }
    }
    guard let state else { throw BulletinError(.notFound, "There is no import of that id.", chinese: "没有该编号的导入。") }
    return state
  }

  /// Ends what an earlier process left unfinished: once at start, before anything new begins. Returns how many those were.
  package func interruptImports() throws -> Int {
    try writeAndWait { session in
      guard let session = session as? SQLiteWriteSession else { return 0 }
      var left: [String] = []
      try session.connection.query("SELECT id FROM imports WHERE ended_at IS NULL") { left.append($0.text(0)) }
      for id in left { try session.endImport(id, .failure(ImportState.interrupted)) }
      return left.count
    }
  }

  private static func result(_ row: Statement) throws -> Result<ImportOutcome, BulletinError>? {
    guard !row.isNull(1) else { return nil }
    let value = try JSONReader().read(Array(row.utf8(row.isNull(2) ? 3 : 2)))
    if let outcome = ImportOutcome(value), !row.isNull(2) { return .success(outcome) }
    return .failure(BulletinError(value) ?? BulletinError(.internal, "What was kept of the import is unreadable."))
  }
}

extension SQLiteWriteSession {
  /// How long the state of an import is kept, in milliseconds.
  private static let importLifetime = 30 * Timestamp.millisecondsPerDay

  func beginImport(_ id: String, by author: Author) throws -> ImportState {
    try connection.run("DELETE FROM imports WHERE started_at < ?", [.integer(now - Self.importLifetime)])
    try connection.run(
      """
      INSERT INTO imports (id, token, started_at)
      VALUES (?, ?, ?)
      """, [.text(id), .text(author.token), .integer(now)])
    return ImportState(id: id, startedAt: now)
  }

  func endImport(_ id: String, _ result: Result<ImportOutcome, BulletinError>) throws {
    let (outcome, error): (JSONValue?, JSONValue?) =
      switch result {
      case .success(let outcome): (outcome.json, nil)
      case .failure(let error): (nil, error.json)
      }
    let texts = [outcome, error].map { value in value.map { String(decoding: $0.bytes, as: UTF8.self) } }
    try connection.run(
      """
      UPDATE imports
      SET ended_at = ?, outcome = ?, error = ?
      WHERE id = ?
      """, [.integer(now), .optional(texts[0]), .optional(texts[1]), .text(id)])
  }
}
