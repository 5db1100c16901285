import Foundation
import HTTP
import Testing

@testable import Server

struct VectorTests {
  /// One server for all vectors, each on a connection of its own.
  private static let house = Result { try House(Gazette()) }
  private static let next = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

  @Test(arguments: Vector.all)
  func `a vector is answered with its statuses, and the connection ends or goes on`(_ vector: Vector) throws {
    let house = try Self.house.get()
    let client = try house.client()
    client.send(vector.sent)
    if !vector.closes { client.send(Self.next) }
    for (index, status) in (vector.statuses + (vector.closes ? [] : [200])).enumerated() {
      let reply = try Self.finalReply(client, omitsBody: vector.headless.contains(index) || status == 204 || status == 304)
      #expect(reply.status == status)
      try check(reply, isHeadless: vector.headless.contains(index), isLast: vector.closes && index == vector.statuses.count - 1)
    }
    guard vector.closes else { return }
    #expect(client.receiveAll() == "")
    #expect(client.hasEnded && !client.wasReset)
  }

  /// The next answer that is not 100 (Continue).
  private static func finalReply(_ client: Client, omitsBody: Bool) throws -> Reply {
    while true {
      let reply = try #require(client.answer(omitsBody: omitsBody))
      if reply.status != 100 { return reply }
    }
  }

  private func check(_ reply: Reply, isHeadless: Bool, isLast: Bool) throws {
    #expect(HTTPDate.parse(reply.fields["date"] ?? "", now: 0) != nil)
    if isLast { #expect(reply.fields["connection"] == "close") }
    if reply.status == 405 { #expect(reply.fields["allow"]?.contains("OPTIONS") == true) }
    guard reply.status >= 400 else { return }
    #expect(reply.fields["content-type"] == "application/problem+json")
    #expect(reply.body.isEmpty == isHeadless)
    #expect(reply.fields["content-length"] != "0")
  }

  @Test func `there are many vectors, no two alike`() {
    #expect(Vector.all.count > 500)
    #expect(Set(Vector.all.map(\.sent)).count == Vector.all.count)
  }

  @Test func `fifty requests in one write are answered in order, a refusal among them the last`() throws {
    let client = try Self.house.get().client()
    let good = (0..<50).map { "GET /v1/articles/\($0) HTTP/1.1\r\nHost: a\r\nIf-None-Match: \($0 % 2 == 0 ? "\"v1\"" : "\"v0\"")\r\n\r\n" }
    client.send(good.joined() + "GET / HTTP/1.1\r\n\r\n" + Self.next)
    for number in 0..<50 {
      let expected = number % 2 == 0 ? 304 : 200
      #expect(client.answer(omitsBody: expected == 304)?.status == expected)
    }
    #expect(client.answer()?.status == 400)
    #expect(client.receiveAll() == "")
  }

  @Test func `100 is sent to who waits for it, and no one else`() throws {
    let head = "POST /v1/articles HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
    let waiting = try Self.house.get().client()
    waiting.send(head)
    #expect(waiting.receive(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
    waiting.send("{}")
    #expect(try Self.finalReply(waiting, omitsBody: false).status == 201)
    let large = try Self.house.get().client()
    large.send(head.replacing("Content-Length: 2", with: "Content-Length: 2001"))
    #expect(large.receiveAll().hasPrefix("HTTP/1.1 413 "))
  }

  @Test(arguments: [
    "GET / HTTP/1.1\r\nHost: a", "GET / HTTP/1.1\r\nHost: a\r\n", "POST /v1/articles HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel",
    "POST /v1/articles HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n", "G",
  ])
  func `a request that ends in the middle is told so`(_ text: String) throws {
    let client = try Self.house.get().client()
    client.send(text)
    client.endSending()
    #expect(client.answer()?.status == 400)
    #expect(client.receiveAll() == "" && client.hasEnded)
  }

  @Test func `HEAD has the fields of GET`() throws {
    let client = try Self.house.get().client()
    client.send("GET /v1/articles HTTP/1.1\r\nHost: a\r\n\r\nHEAD /v1/articles HTTP/1.1\r\nHost: a\r\n\r\n")
    var get = try #require(client.answer())
    var head = try #require(client.answer(omitsBody: true))
    (get.body, get.fields["date"], head.fields["date"]) = ("", nil, nil)
    #expect(get == head)
  }

  @Test func `a chunked request split at every byte is answered the same`() throws {
    let request = Array("POST /v1/articles HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2;a=b\r\n{}\r\n0\r\nX: y\r\n\r\n".utf8)
    let client = try Self.house.get().client()
    for cut in 1..<request.count {
      client.send(Array(request[..<cut]))
      client.send(Array(request[cut...]))
      #expect(client.answer()?.body == "create 2")
    }
  }
}
