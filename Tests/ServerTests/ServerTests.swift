import Foundation
import HTTP
import Testing

@testable import Server

struct ServerTests {
  @Test func `a request is answered and the connection stays`() throws {
    let house = try House()
    let client = try house.client()
    for number in 1...3 {
      client.send("GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n")
      let reply = try #require(client.answer())
      #expect(reply.status == 200)
      #expect(reply.body == "GET /\(number) ")
      #expect(reply.fields["connection"] == nil)
      #expect(reply.fields["date"]?.hasSuffix(" GMT") == true)
    }
  }

  @Test func `a request split at every byte is answered the same`() throws {
    let house = try House()
    let request = "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"
    for cut in 1..<request.utf8.count {
      let client = try house.client()
      client.send(Array(request.utf8.prefix(cut)))
      client.send(Array(request.utf8.dropFirst(cut)))
      #expect(client.answer()?.body == "POST /x hello")
    }
    let client = try house.client()
    for byte in request.utf8 { client.send([byte]) }
    #expect(client.answer()?.body == "POST /x hello")
  }

  @Test(arguments: [2, 50, 64, 65, 500])
  func `pipelined requests are answered in order`(count: Int) throws {
    let house = try House { $0.requestsPerConnection = 0 }
    let client = try house.client()
    client.send((1...count).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
    for number in 1...count { #expect(client.answer()?.body == "GET /\(number) ") }
  }

  @Test func `a chunked body arrives whole`() throws {
    let house = try House()
    let client = try house.client()
    client.send("PUT /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
    #expect(client.answer()?.body == "PUT /c abcde")
  }

  @Test func `an answer to HEAD has no body and the next answer follows`() throws {
    let house = try House()
    let client = try house.client()
    client.send("HEAD /h HTTP/1.1\r\nHost: a\r\n\r\nGET /g HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(client.answer(omitsBody: true)?.fields["content-length"] == "8")
    #expect(client.answer()?.body == "GET /g ")
  }

  @Test func `a client that ended its half after a request is answered`() throws {
    let house = try House()
    let client = try house.client()
    client.send("GET /a HTTP/1.1\r\nHost: a\r\n\r\nGET /b HTTP/1.1\r\nHost: a\r\n\r\n")
    client.endSending()
    #expect(client.answer()?.body == "GET /a ")
    #expect(client.answer()?.body == "GET /b ")
    #expect(client.receiveAll() == "")
    #expect(client.hasEnded)
  }

  @Test(arguments: [
    ("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 200, "close"),
    ("GET / HTTP/1.0\r\n\r\n", 200, "close"),
    ("GET / HTTP/1.1\r\n\r\n", 400, "close"),
    ("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400, "close"),
    ("GET / HTTP/1.1\r\nHost: a\r\nX", 400, "close"),
  ])
  func `a connection that must close says so and closes`(request: String, status: Int, connection: String) throws {
    let house = try House()
    let client = try house.client()
    client.send(request)
    client.endSending()
    let reply = try #require(client.answer())
    #expect(reply.status == status)
    #expect(reply.fields["connection"] == connection)
    #expect(client.receiveAll() == "")
    #expect(client.hasEnded && !client.wasReset)
  }

  @Test func `a connection of HTTP 1_0 stays only if asked to`() throws {
    let house = try House()
    let client = try house.client()
    for _ in 1...2 {
      client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
      #expect(client.answer()?.fields["connection"] == "keep-alive")
    }
  }

  @Test func `a refusal reaches a client that is still sending`() throws {
    let house = try House(TestHandler(admission: { _ in .body(limit: 10) }))
    let client = try house.client()
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 400000\r\n\r\n")
    client.send([UInt8](repeating: 65, count: 400_000))
    let reply = try #require(client.answer())
    #expect(reply.status == 413)
    #expect(!client.wasReset)
  }

  @Test func `a client that reads only when all is sent gets its refusal, though it sends for longer than others are waited for`() throws {
    let house = try House(TestHandler(admission: { _ in .body(limit: 10) })) { $0.linger = .seconds(1) }
    let client = try house.client()
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 300000\r\n\r\n")
    for _ in 1...15 {
      client.send([UInt8](repeating: 65, count: 20_000))
      // The network of this client takes its time.
      poll(nil, 0, 100)
    }
    // A connection that was given up resets what is still sent, and some clients lose the answer by it.
    #expect(house.server.connections == 1)
    #expect(client.answer()?.status == 413)
    #expect(!client.wasReset)
  }

  @Test(arguments: [true, false]) func `each answer is told of with its own request`(pipelined: Bool) throws {
    let kept = RenderedAnswer(
      status: 200, head: Array("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n".utf8), body: Array("{}".utf8), route: "/kept")
    let handler = TestHandler(answer: { request in
      guard request.head.string(request.head.path) == "/made" else { return .kept(kept) }
      var response = Response(status: 200)
      response.trace.token = "a token"
      return .now(response)
    })
    let house = try House(handler)
    let client = try house.client()
    let paths = ["/made", "/kept", "/kept", "/made"]
    let requests = paths.map { "GET \($0) HTTP/1.1\r\nHost: a\r\n\r\n" }
    if pipelined { client.send(requests.joined()) }
    for request in requests {
      if !pipelined { client.send(request) }
      #expect(client.answer()?.status == 200)
    }
    #expect(House.eventually { handler.finished.count == paths.count })
    #expect(handler.finished.map(\.path) == paths)
    #expect(handler.finished.map(\.token) == ["a token", nil, nil, "a token"])
    #expect(handler.finished.map(\.route) == [nil, "/kept", "/kept", nil])
  }

  @Test func `what admission found out comes with that request and no other`() throws {
    let handler = TestHandler(admission: { _ in .body(limit: 10, carrying: "a token") }) { request in
      .now(Response(status: 200, body: .bytes(Array("\(request.carried ?? "nothing")".utf8))))
    }
    let house = try House(handler)
    let client = try house.client()
    let post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n"
    let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    client.send(post + "{}" + get + post)
    let other = try house.client()
    other.send(get)
    client.send("{}" + get)
    let texts = [client, client, client, client, other].map { $0.answer()?.body }
    #expect(texts == ["a token", "nothing", "a token", "nothing", "nothing"])
  }

  @Test func `the last request a connection may make is told so`() throws {
    let house = try House { $0.requestsPerConnection = 3 }
    let client = try house.client()
    client.send(String(repeating: "GET / HTTP/1.1\r\nHost: a\r\n\r\n", count: 5))
    #expect(client.answer()?.fields["connection"] == nil)
    #expect(client.answer()?.fields["connection"] == nil)
    #expect(client.answer()?.fields["connection"] == "close")
    #expect(client.receiveAll() == "")
    #expect(!client.wasReset)
  }
}
