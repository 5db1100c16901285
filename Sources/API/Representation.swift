import Cryptography
import HTTP

/// What a route shows: bytes of one media type, and what caches must know of them. It becomes an answer in one place.
struct Representation: Sendable {
  enum Freshness: Sendable {
    /// For a minute, and stale for ten while it is asked for again.
    case shared
    case never
  }

  var body: [UInt8]
  var mediaType: String
  /// The opaque part of its entity tag; nil where it has none.
  var tag: String?
  /// Milliseconds since 1970.
  var modifiedAt: Int64?
  var freshness = Freshness.shared
  /// Request fields, besides Accept-Encoding and Authorization, that choose among its forms.
  var varies: [String] = []
  /// Link, Content-Language, and what else is its own.
  var fields: [Response.Field] = []
  /// False where the answer depends on more than the target and the data: the day, another language.
  var isKept = true
  var status = 200

  init(_ body: [UInt8], _ mediaType: String, tag: String? = nil, modifiedAt: Int64? = nil) {
    self.body = body
    self.mediaType = mediaType
    self.tag = tag
    self.modifiedAt = modifiedAt
  }

  /// With a tag made of its bytes.
  static func digested(_ body: [UInt8], _ mediaType: String, modifiedAt: Int64? = nil) -> Representation {
    Representation(body, mediaType, tag: contentTag(body), modifiedAt: modifiedAt)
  }

  /// 128 bits that differ where the bytes do, in base64url. Only editors could contrive two contents of one tag, and they
  /// would deceive nobody but their own readers' caches; SHA-256 would cost more than all else in an answer that is made.
  static func contentTag(_ body: [UInt8]) -> String {
    let hash = WideHash(body, 0..<body.count, seed: 0)
    return withUnsafeBytes(of: (hash.high.bigEndian, hash.low.bigEndian)) { Encodings.base64URL(Array($0)) }
  }

  var isHTML: Bool { mediaType.hasPrefix("text/html") }
}
