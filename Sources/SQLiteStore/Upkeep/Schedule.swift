import Domain

extension SQLiteRepository {
  /// Items handled in one transaction; the rest follows at once.
  private static let dueBatch: Int64 = 50

  /// Publishes and withdraws what has fallen due, and returns how many items that were. For a timer, and for once at start.
  package func runDue() throws -> Int {
    var total = 0
    while true {
      let done = try writeAndWait { session in
        guard let session = session as? SQLiteWriteSession else { return 0 }
        return try session.runDue(limit: Self.dueBatch)
      }
      total += done
      if done < Self.dueBatch { return total }
    }
  }

  /// When the next item falls due, milliseconds since 1970; nil if none is scheduled.
  package func nextDue() throws -> Int64? {
    try read(offLoop) { connection in
      var next: Int64?
      for type in RecordType.allCases where type.isItem {
        for sql in [Self.scheduled(type, "min(publish_at)"), Self.expiring(type, "min(unpublish_at)")] {
          let due = try connection.first(sql) { $0.optionalInteger(0) }
          if case .some(.some(let due)) = due { next = min(next ?? due, due) }
        }
      }
      return next
    }
  }

  fileprivate static func scheduled(_ type: RecordType, _ columns: String) -> String {
    "SELECT \(columns) FROM \(type.plural) WHERE publish_at IS NOT NULL AND status = 'scheduled' AND deleted_at IS NULL"
  }

  fileprivate static func expiring(_ type: RecordType, _ columns: String) -> String {
    "SELECT \(columns) FROM \(type.plural) WHERE unpublish_at IS NOT NULL AND status = 'published' AND deleted_at IS NULL"
  }
}

extension SQLiteWriteSession {
  fileprivate func runDue(limit: Int64) throws -> Int {
    var done = 0
    for type in RecordType.allCases where type.isItem {
      let toPublish = SQLiteRepository.scheduled(type, "id") + " AND publish_at <= ? ORDER BY publish_at LIMIT ?"
      done += try move(type, due: toPublish, to: .published, limit: limit)
      let toWithdraw = SQLiteRepository.expiring(type, "id") + " AND unpublish_at <= ? ORDER BY unpublish_at LIMIT ?"
      done += try move(type, due: toWithdraw, to: .withdrawn, limit: limit)
    }
    return done
  }

  private func move(_ type: RecordType, due sql: String, to status: Status, limit: Int64) throws -> Int {
    var ids: [String] = []
    try connection.query(sql, [.integer(now), .integer(limit)]) { ids.append($0.text(0)) }
    for id in ids { _ = try setStatus(type, id: id, status, at: nil, by: .clock) }
    return ids.count
  }
}

extension Author {
  /// In whose name scheduled items are published and withdrawn.
  static let clock = Author(token: "bulletin", name: "schedule", address: "local")
}
