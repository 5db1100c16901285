extension Vector {
  /// Every control byte that is no part of the grammar, in every part of a head (RFC 9110 5.5, RFC 9112 2.2 and 3).
  static let controls: [Vector] = partsOfHead.flatMap { part in
    controlBytes.map { byte in
      let text = part.1.replacing("^", with: String(Unicode.Scalar(byte)))
      return raw("control \(byte) in the \(part.0)", text, [400])
    }
  }

  private static let controlBytes: [UInt8] = (0...31).filter { ![9, 10, 13].contains($0) } + [127]

  /// A part by its name, and a request with a mark in it.
  private static let partsOfHead = [
    ("method", "G^T / HTTP/1.1\r\nHost: a\r\n\r\n"), ("target", "GET /a^b HTTP/1.1\r\nHost: a\r\n\r\n"),
    ("query", "GET /?a^b HTTP/1.1\r\nHost: a\r\n\r\n"), ("version", "GET / HTTP/1.1^\r\nHost: a\r\n\r\n"),
    ("host", "GET / HTTP/1.1\r\nHost: a^b\r\n\r\n"), ("name", "GET / HTTP/1.1\r\nHost: a\r\nX^Y: b\r\n\r\n"),
    ("value", "GET / HTTP/1.1\r\nHost: a\r\nX: a^b\r\n\r\n"), ("length", "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1^\r\n\r\n"),
    ("coding", "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: ^chunked\r\n\r\n"),
  ]
}
