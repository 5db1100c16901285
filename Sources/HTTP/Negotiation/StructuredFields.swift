/// The few structured fields (RFC 9651) that are written or read here.
package enum StructuredFields {
  private static let maxKeyBytes = 255

  /// `RateLimit-Policy` and `RateLimit` of the quota by that name, as draft-ietf-httpapi-ratelimit-headers has them.
  ///
  /// `quota` requests in `window` seconds, of which `remaining` are left; `reset` in seconds until there are more.
  package static func rateLimit(_ name: String, quota: Int, window: Int, remaining: Int, reset: Int) -> [Response.Field] {
    [
      .init("RateLimit-Policy", "\(string(name));q=\(quota);w=\(window)"),
      .init("RateLimit", "\(string(name));r=\(max(0, remaining));t=\(max(0, reset))"),
    ]
  }

  /// The value of an Idempotency-Key: a string in quotation marks, or, as many clients send it, visible ASCII without them. Nil: 400.
  package static func key(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    guard (1...maxKeyBytes).contains(bytes.count) else { return nil }
    guard bytes[0] == UInt8(ascii: "\"") else {
      let isPlain = bytes.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: ",") }
      return isPlain ? text : nil
    }
    guard bytes.allSatisfy({ (0x20...0x7E).contains($0) }) else { return nil }
    var scan = FieldScan(text)
    guard let key = scan.quotedString(), scan.isAtEnd, !key.isEmpty else { return nil }
    return key
  }

  // RFC 9651 3.3.3: quotation mark and reverse solidus are escaped.
  private static func string(_ text: String) -> String {
    "\"" + text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] } + "\""
  }
}
