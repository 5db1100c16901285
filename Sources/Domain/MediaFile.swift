/// A picture or document that belongs to the news: its bytes are stored once, under their digest.
package struct MediaFile: Sendable, Equatable {
  package var id: String
  /// `image/png`, `image/jpeg`, `image/gif`, `image/webp` or `application/pdf`.
  package var type: String
  package var byteCount: Int
  /// SHA-256, hexadecimal.
  package var sha256: String
  package var name: String?
  /// Milliseconds since 1970.
  package var createdAt: Int64

  package init(id: String, type: String, byteCount: Int, sha256: String, name: String?, createdAt: Int64) {
    self.id = id
    self.type = type
    self.byteCount = byteCount
    self.sha256 = sha256
    self.name = name
    self.createdAt = createdAt
  }
}
