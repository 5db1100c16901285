import Foundation
import TestSupport
import Testing

/// What an operator does to the running program from outside.
struct SignalTests {
  @Test func `SIGTERM turns new clients away and answers who is under way`() throws {
    let server = try RunningServer(log: "json")
    let token = try server.token()
    let held = try RawConnection(port: server.port)
    let body = ServeTests.article("Last page")
    try held.send(
      "POST /v1/articles HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(token)\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
        + "Content-Length: \(body.utf8.count)\r\n\r\n")
    #expect(try held.interim() == 100)
    server.program.signal(SIGTERM)
    try server.program.errorLine(with: "\"draining\"")
    try held.send(body)
    let answer = try held.answer()
    #expect(answer.status == 201)
    #expect(answer["connection"] == "close")
    #expect(try server.program.finish().status == 0)
    #expect(throws: TestFailure.self) { try RawConnection(port: server.port) }
  }

  @Test func `SIGHUP loads a new pair, and keeps the old one where the new does not fit`() throws {
    let pair = try Certificate()
    let server = try RunningServer(["--tls-certificate", pair.certificate, "--tls-key", pair.key], log: "json")
    let first = try PeerCertificate.digest(port: server.port)
    pair.write()
    #expect(try PeerCertificate.digest(port: server.port) == first)
    server.program.signal(SIGHUP)
    try server.program.errorLine(with: "certificate and key reloaded")
    let second = try PeerCertificate.digest(port: server.port)
    #expect(second != first)
    let other = try Certificate()
    try Data(contentsOf: URL(fileURLWithPath: other.key)).write(to: URL(fileURLWithPath: pair.key))
    server.program.signal(SIGHUP)
    try server.program.errorLine(with: "kept as they were")
    #expect(try PeerCertificate.digest(port: server.port) == second)
    try Data("no certificate".utf8).write(to: URL(fileURLWithPath: pair.certificate))
    server.program.signal(SIGHUP)
    try server.program.errorLine(with: "kept as they were", number: 2)
    #expect(try PeerCertificate.digest(port: server.port) == second)
    server.program.signal(SIGTERM)
    #expect(try server.program.finish().status == 0)
  }

  @Test func `a socket that a service manager passed is served in place of the settings'`() throws {
    let listening = try Listening()
    let server = try RunningServer(passing: listening.descriptor)
    #expect(server.port == listening.port)
    #expect(try HTTPClient(port: listening.port).get("/health/live").status == 200)
    server.program.signal(SIGTERM)
    #expect(try server.program.finish().status == 0)
    // The socket is the manager's: who connects between two runs waits, and is not refused.
    let waiting = try RawConnection(port: listening.port)
    try waiting.send("GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n")
    let next = try RunningServer(data: server.data, passing: listening.descriptor)
    #expect(try waiting.answer().status == 200)
    withExtendedLifetime(next) {}
  }
}
