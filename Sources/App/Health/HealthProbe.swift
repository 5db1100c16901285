import Delivery
import Foundation

/// Asks a server once over its own connection and reads the status of its answer; every wait ends at the timeout.
struct HealthProbe {
  static let path = "/health/ready"
  /// Enough for a status line and the checks.
  private static let maxAnswerBytes = 64 << 10

  let host: String
  let port: Int
  let target: String
  let isSecure: Bool
  let timeout: Double

  /// Reads `http://HOST[:PORT][/PATH]` or the same with https; without a path asks for readiness.
  init(url text: String, timeout: Double) throws(Failure) {
    guard let url = URL(string: text), let scheme = url.scheme, ["http", "https"].contains(scheme), let host = url.host(), !host.isEmpty
    else {
      throw .usage("\"\(text)\" is no URL like http://127.0.0.1:8080\(Self.path).")
    }
    isSecure = scheme == "https"
    self.host = host
    port = url.port ?? (isSecure ? 443 : 80)
    let query = url.query().map { "?" + $0 } ?? ""
    target = (url.path().isEmpty ? Self.path : url.path()) + query
    self.timeout = timeout
  }

  /// The status of the answer, and its body.
  func ask() throws(Failure) -> (status: Int, body: String) {
    let descriptor = try connect()
    defer { close(descriptor) }
    let request = "GET \(target) HTTP/1.1\r\nHost: \(authority)\r\nAccept: */*\r\nConnection: close\r\n\r\n"
    let answer = try isSecure ? TLSExchange.run(request, descriptor, host, Self.maxAnswerBytes) : exchange(request, descriptor)
    let text = String(decoding: answer, as: UTF8.self)
    let words = text.prefix { $0 != "\r\n" }.split(separator: " ")
    guard words.count >= 2, words[0].hasPrefix("HTTP/"), let status = Int(words[1]) else {
      throw .failed("\(authority) answers, but not in HTTP.")
    }
    let body = text.firstRange(of: "\r\n\r\n").map { String(text[$0.upperBound...]) } ?? ""
    return (status, body)
  }

  private var authority: String { (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }

  private func connect() throws(Failure) -> Int32 {
    let addresses: [ResolvedAddress]
    do {
      addresses = try ResolvedAddress.find(host, port: port)
    } catch {
      throw .failed("\(host) is not found: \(error.reason).")
    }
    var reason = "it has no address"
    for address in addresses {
      let descriptor = socket(address.family, ResolvedAddress.stream, 0)
      bound(descriptor)
      if descriptor >= 0, address.connect(descriptor) == 0 { return descriptor }
      reason = errno == EINPROGRESS ? "no answer within \(timeout) seconds" : Failure.systemReason()
      if descriptor >= 0 { close(descriptor) }
    }
    throw .failed("\(authority) does not answer: \(reason).")
  }

  /// On Linux the send timeout bounds connect(2) too (socket(7)).
  private func bound(_ descriptor: Int32) {
    let microsecondsPerSecond = 1_000_000.0
    let microseconds = Int(timeout * microsecondsPerSecond)
    var limit = timeval()
    limit.tv_sec = microseconds / Int(microsecondsPerSecond)
    limit.tv_usec = .init(microseconds % Int(microsecondsPerSecond))
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
  }

  private func exchange(_ request: String, _ descriptor: Int32) throws(Failure) -> [UInt8] {
    let bytes = Array(request.utf8)
    // The request is shorter than any socket's buffer: one write takes it whole.
    guard write(descriptor, bytes, bytes.count) == bytes.count else { throw silence() }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while answer.count < Self.maxAnswerBytes {
      let count = read(descriptor, &buffer, buffer.count)
      if count == 0 { break }
      guard count > 0 else { throw silence() }
      answer += buffer[..<count]
    }
    return answer
  }

  private func silence() -> Failure {
    let reason = errno == EAGAIN ? "no answer within \(timeout) seconds" : Failure.systemReason()
    return .failed("\(authority) does not answer: \(reason).")
  }
}
