import Domain
import JSON

extension SQLiteWriteSession {
  /// How long an answer is kept, in milliseconds.
  static let answerLifetime: Int64 = 24 * 60 * 60 * 1_000

  func storedAnswer(key: String, token: String) throws -> StoredAnswer? {
    try connection.first(
      """
      SELECT fingerprint, status, location, entity_tag, body, secret_purpose
      FROM answers
      WHERE token = ? AND key = ? AND at > ?
      """, [.text(token), .text(key), .integer(now - Self.answerLifetime)]
    ) {
      StoredAnswer(
        fingerprint: $0.blob(0), status: Int($0.integer(1)), location: $0.optionalText(2), entityTag: $0.optionalText(3), body: $0.blob(4),
        secretPurpose: $0.optionalText(5))
    }
  }

  func store(_ answer: StoredAnswer, key: String, token: String) throws {
    try connection.run("DELETE FROM answers WHERE at <= ?", [.integer(now - Self.answerLifetime)])
    try connection.run(
      """
      INSERT OR REPLACE INTO answers (token, key, at, fingerprint, status, location, entity_tag, body, secret_purpose)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .text(token), .text(key), .integer(now), .blob(answer.fingerprint), .integer(Int64(answer.status)), .optional(answer.location),
        .optional(answer.entityTag), .blob(answer.body), .optional(answer.secretPurpose),
      ])
  }

  func revision(_ type: RecordType, id: String, version: Int64) throws -> [String: JSONValue] {
    try connection.revisionMembers(of: existing(type, id), version: version)
  }
}

extension Connection {
  func revisionMembers(of record: StoredRecord, version: Int64) throws -> [String: JSONValue] {
    let text = try first(
      """
      SELECT members
      FROM revisions
      WHERE record = ? AND version = ?
      """, [.integer(record.seq), .integer(version)]
    ) { Array($0.utf8(0)) }
    guard let text else { throw BulletinError(.notFound, "There is no version \(version) of this \(record.type.rawValue).") }
    return try JSONReader().read(text).object ?? [:]
  }
}
