/// What a token may do; nothing implies another.
package enum Scope: String, Sendable, CaseIterable {
  /// Drafts, revisions and the audit log too.
  case read
  case write, publish, ingest, admin
}

/// A token that was shown, known, and neither expired nor revoked.
package struct Grant: Sendable, Hashable {
  /// The 8 characters that may be logged.
  package var publicID: String
  package var name: String
  package var scopes: Set<Scope>
  /// Milliseconds since 1970; nil: never.
  package var expiresAt: Int64?

  package init(publicID: String, name: String, scopes: Set<Scope>, expiresAt: Int64? = nil) {
    self.publicID = publicID
    self.name = name
    self.scopes = scopes
    self.expiresAt = expiresAt
  }
}
