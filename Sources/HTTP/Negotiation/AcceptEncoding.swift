/// What an Accept-Encoding field wants (RFC 9110 12.5.3), for the two codings there are here.
package struct AcceptEncoding: Sendable, Equatable {
  /// In thousandths; 0: not acceptable.
  package let gzip: Int
  package let identity: Int

  /// Without the field a body goes as it is; `identity` is acceptable unless it or `*` is given weight 0.
  package init(_ text: String?) {
    guard let text else {
      (gzip, identity) = (0, 1_000)
      return
    }
    let read = FieldScan.weighted(text) { $0.token()?.lowercased() }
    func quality(_ names: [String]) -> Int? { read.first { names.contains($0.member) }?.quality }
    let star = quality(["*"])
    gzip = quality(["gzip", "x-gzip"]) ?? star ?? 0
    // Unnamed, identity ranks below what is named: a client that lists gzip wants it.
    identity = quality(["identity"]) ?? (star == 0 ? 0 : 1)
  }

  package init(_ head: RequestHead) { self.init(head.text(.acceptEncoding)) }

  package var prefersGzip: Bool { gzip > 0 && gzip >= identity }
}
