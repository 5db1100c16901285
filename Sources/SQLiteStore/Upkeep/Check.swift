import Cryptography
import Domain

/// One thing that `check` looked at, and what it found wrong with it.
package struct IntegrityFinding: Sendable, Equatable {
  package var name: String
  /// Empty: nothing.
  package var problems: [String]
}

extension SQLiteRepository {
  /// Looks at the whole file: pages, references, search index, audit chain. Takes as long as reading it does.
  package func checkIntegrity() throws -> [IntegrityFinding] {
    let connection = try Connection(path: folder.database, role: .writer)
    return try connection.checkIntegrity()
  }
}

extension Connection {
  private static let mostProblems = 20

  func checkIntegrity() throws -> [IntegrityFinding] {
    [
      IntegrityFinding(name: "pages and indexes", problems: try pageProblems()),
      IntegrityFinding(name: "references", problems: try referenceProblems()),
      IntegrityFinding(name: "search index", problems: searchProblems()),
      IntegrityFinding(name: "audit chain", problems: try auditProblems()),
      IntegrityFinding(name: "public records", problems: try publicProblems()),
    ]
  }

  private func pageProblems() throws -> [String] {
    var problems: [String] = []
    try query("PRAGMA integrity_check(\(Self.mostProblems))") { if $0.text(0) != "ok" { problems.append($0.text(0)) } }
    return problems
  }

  private func referenceProblems() throws -> [String] {
    var problems: [String] = []
    try query("PRAGMA foreign_key_check") { row in
      if problems.count < Self.mostProblems {
        problems.append("\(row.text(0)) row \(row.integer(1)) refers to a missing row of \(row.text(2))")
      }
    }
    return problems
  }

  private func searchProblems() -> [String] {
    do {
      try run("INSERT INTO search (search) VALUES ('integrity-check')")
      return []
    } catch {
      return [error.message]
    }
  }

  /// Recomputes every digest and compares it with the row and with what the next row says of it.
  private func auditProblems() throws -> [String] {
    var problems: [String] = []
    var previous = AuditEntry.beginning
    try query(
      """
      SELECT seq, at, token, name, address, action, type, id, version, note, content, previous, digest
      FROM audit
      ORDER BY seq
      """
    ) { row in
      let entry = AuditEntry(
        at: row.integer(1), token: row.text(2), name: row.text(3), address: row.text(4), action: row.text(5), type: row.text(6),
        id: row.text(7), version: row.integer(8), note: row.optionalText(9), content: row.blob(10), previous: row.blob(11))
      let digest = row.blob(12)
      if entry.previous != previous, problems.count < Self.mostProblems {
        problems.append("row \(row.integer(0)) does not follow the row before it")
      }
      if entry.computedDigest != digest, problems.count < Self.mostProblems { problems.append("row \(row.integer(0)) was changed") }
      previous = digest
    }
    return problems
  }

  /// What readers are shown must say what the columns say.
  private func publicProblems() throws -> [String] {
    var problems: [String] = []
    for type in RecordType.allCases {
      var rows: [(seq: Int64, json: [UInt8])] = []
      try query("SELECT seq, public_json FROM \(type.plural) WHERE public_json IS NOT NULL") {
        rows.append(($0.integer(0), Array($0.utf8(1))))
      }
      for row in rows where problems.count < Self.mostProblems {
        guard var record = try load(type, seq: row.seq) else { continue }
        // Counted, not stored.
        if type == .issue { record["counts"] = try counts(ofIssue: row.seq) }
        guard record.publicJSON() != row.json else { continue }
        problems.append("\(type.rawValue) \(record.id) is shown otherwise than it is stored")
      }
    }
    return problems
  }
}
