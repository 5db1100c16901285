import Domain

extension SQLiteRepository {
  /// Grows whenever text is cut into other words than before, or rows get other numbers.
  static let segmentation: Int64 = 3

  /// Writes the whole index anew if another segmentation wrote it.
  func renewSearchIndex() throws {
    try writer.exclusively { connection in
      let known = try connection.first("SELECT segmentation FROM search_state") { $0.integer(0) }
      guard known != Self.segmentation else { return }
      try connection.run("BEGIN IMMEDIATE")
      do {
        try connection.rebuildSearchIndex()
        try connection.run("UPDATE search_state SET segmentation = ?", [.integer(Self.segmentation)])
        try connection.run("COMMIT")
      } catch {
        // The first error is the one that tells; without a transaction there is nothing to undo.
        try? connection.run("ROLLBACK")
        throw error
      }
    }
  }
}

extension Connection {
  func rebuildSearchIndex() throws {
    try run("INSERT INTO search (search) VALUES ('delete-all')")
    for type in RecordType.allCases {
      var rows: [Int64] = []
      try query("SELECT seq FROM \(type.plural) WHERE deleted_at IS NULL ORDER BY position DESC") { rows.append($0.integer(0)) }
      for row in rows {
        if let record = try load(type, seq: row) { try apply([.add(SearchEntry(record))]) }
      }
    }
  }
}
