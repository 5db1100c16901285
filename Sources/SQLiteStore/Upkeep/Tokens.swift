import Cryptography
import Domain
import Foundation

/// A token as a list shows it: never the secret.
package struct TokenEntry: Sendable, Equatable {
  package var publicID: String
  package var name: String
  package var scopes: Set<Scope>
  /// Milliseconds since 1970, as all times here.
  package var createdAt: Int64
  package var expiresAt: Int64?
  package var revokedAt: Int64?
  /// To the hour.
  package var lastUsedAt: Int64?
}

/// The written form `blt_` + 8 characters of public id + `_` + 43 characters of secret.
enum TokenForm {
  static let prefix = "blt_"
  static let publicIDLength = 8
  static let secretBytes = 32
  static let length = 4 + 8 + 1 + 43
  private static let alphabet = Array("abcdefghijkmnpqrstuvwxyz23456789".utf8)

  static func make() throws -> (token: String, publicID: String) {
    let publicID = String(decoding: try RandomBytes.make(publicIDLength).map { alphabet[Int($0 % 32)] }, as: UTF8.self)
    return ("\(prefix)\(publicID)_\(Encodings.base64URL(try RandomBytes.make(secretBytes)))", publicID)
  }

  /// The public id of a text that has the form of a token; its digest tells whether the rest is right.
  static func publicID(of token: String) -> String? {
    let bytes = Array(token.utf8)
    guard bytes.count == length, token.hasPrefix(prefix), bytes[12] == UInt8(ascii: "_"),
      bytes[4..<12].allSatisfy({ alphabet.contains($0) })
    else { return nil }
    return String(decoding: bytes[4..<12], as: UTF8.self)
  }
}

extension SQLiteRepository {
  private static let hour: Int64 = 3_600_000

  /// Makes a token and returns its one showing.
  package func createToken(name: String, scopes: Set<Scope>, expiresAt: Int64?, by author: Author) throws -> String {
    let (token, publicID) = try TokenForm.make()
    let mac = Digest.authenticate(Array(token.utf8), key: pepper)
    try writeRows { connection, now in
      try connection.run(
        """
        INSERT INTO tokens (public_id, mac, name, scopes, created_at, expires_at)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        [.text(publicID), .blob(mac), .text(name), .text(Self.text(of: scopes)), .integer(now), .optional(expiresAt)])
    }
    return token
  }

  package func tokens() throws -> [TokenEntry] {
    try read(offLoop) { connection in
      var entries: [TokenEntry] = []
      try connection.query(
        """
        SELECT public_id, name, scopes, created_at, expires_at, revoked_at, last_used_at
        FROM tokens
        ORDER BY created_at, public_id
        """
      ) { row in
        entries.append(
          TokenEntry(
            publicID: row.text(0), name: row.text(1), scopes: Self.scopes(in: row.text(2)), createdAt: row.integer(3),
            expiresAt: row.optionalInteger(4), revokedAt: row.optionalInteger(5), lastUsedAt: row.optionalInteger(6)))
      }
      return entries
    }
  }

  /// Ends a token from the next request on; says so if there is none of that public id.
  package func revokeToken(_ publicID: String) throws {
    try writeRows { connection, now in
      try connection.run(
        """
        UPDATE tokens
        SET revoked_at = coalesce(revoked_at, ?)
        WHERE public_id = ?
        """, [.integer(now), .text(publicID)])
      guard connection.changedRows == 1 else { throw BulletinError(.notFound, "There is no token with the id \(publicID).") }
    }
  }

  package func grant(forToken token: String, reader: Int) throws -> Grant? {
    guard let publicID = TokenForm.publicID(of: token) else { return nil }
    let shown = Digest.authenticate(Array(token.utf8), key: pepper)
    let time = now()
    let known = try read(reader) { connection in
      try connection.first(
        """
        SELECT mac, name, scopes, expires_at, revoked_at, last_used_at
        FROM tokens
        WHERE public_id = ?
        """, [.text(publicID)]
      ) { row in
        (
          mac: row.blob(0), isRevoked: !row.isNull(4), lastUsed: row.integer(5),
          grant: Grant(publicID: publicID, name: row.text(1), scopes: Self.scopes(in: row.text(2)), expiresAt: row.optionalInteger(3))
        )
      }
    }
    // An unknown id is compared too, so that its answer takes as long.
    let isRight = Digest.equal(shown, known?.mac ?? [UInt8](repeating: 0, count: Digest.byteCount))
    guard let known, isRight, !known.isRevoked, known.grant.expiresAt.map({ $0 > time }) ?? true else { return nil }
    if known.lastUsed / Self.hour != time / Self.hour { noteUse(of: publicID, at: time) }
    return known.grant
  }

  /// Nobody waits for this, and one that is lost is made up by the next use.
  private func noteUse(of publicID: String, at time: Int64) {
    let hour = time / Self.hour * Self.hour
    writer.submit(
      WriteQueue.Job(
        work: { session in
          try session.connection.run("UPDATE tokens SET last_used_at = ? WHERE public_id = ?", [.integer(hour), .text(publicID)])
        }, finish: { _ in }))
  }

  private static func text(of scopes: Set<Scope>) -> String {
    Scope.allCases.filter(scopes.contains).map(\.rawValue).joined(separator: ",")
  }

  private static func scopes(in text: String) -> Set<Scope> {
    Set(text.split(separator: ",").compactMap { Scope(rawValue: String($0)) })
  }
}

extension SQLiteRepository {
  /// Runs a write from a thread that may block and waits until it is durable.
  package func writeAndWait<Value: Sendable>(_ work: @escaping @Sendable (any WriteSession) throws -> Value) throws -> Value {
    let done = DispatchSemaphore(value: 0)
    let kept = Kept<Result<Value, BulletinError>>()
    write(work) { result in
      kept.value.withLock { $0 = result }
      done.signal()
    }
    done.wait()
    guard let result = kept.value.withLock({ $0 }) else { throw BulletinError(.internal, "The write left no result.") }
    return try result.get()
  }

  func writeRows(_ work: @escaping @Sendable (Connection, _ now: Int64) throws -> Void) throws {
    try writeAndWait { session in
      guard let session = session as? SQLiteWriteSession else { throw BulletinError(.internal, "The write came to another store.") }
      try work(session.connection, session.now)
    }
  }
}
