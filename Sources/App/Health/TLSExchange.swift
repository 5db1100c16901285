import COpenSSL

/// One request and its answer over TLS on a connected socket.
///
/// The certificate is not verified: it is made out to the public name, and the question is only whether the own server answers.
enum TLSExchange {
  private static let controlSetHostName: Int32 = 55

  static func run(_ request: String, _ descriptor: Int32, _ host: String, _ maxAnswerBytes: Int) throws(Failure) -> [UInt8] {
    let context = SSL_CTX_new(TLS_client_method())
    defer { SSL_CTX_free(context) }
    let session = SSL_new(context)
    defer { SSL_free(session) }
    var name = Array(host.utf8CString)
    _ = SSL_ctrl(session, controlSetHostName, Int(TLSEXT_NAMETYPE_host_name), &name)
    guard SSL_set_fd(session, descriptor) == 1, SSL_connect(session) == 1 else { throw .failed("\(host) answers, but not in TLS.") }
    let bytes = Array(request.utf8)
    guard SSL_write(session, bytes, Int32(bytes.count)) == bytes.count else { throw .failed("\(host) does not take the request.") }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while answer.count < maxAnswerBytes {
      let count = SSL_read(session, &buffer, Int32(buffer.count))
      if count <= 0 { break }
      answer += buffer[..<Int(count)]
    }
    SSL_shutdown(session)
    return answer
  }
}
