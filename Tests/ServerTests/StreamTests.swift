import Foundation
import HTTP
import Synchronization
import Testing

@testable import Server

struct StreamTests {
  @Test func `an answer made elsewhere comes back in its turn`() throws {
    let house = try House(
      TestHandler(answer: { request in
        let response = TestHandler.echo(request)
        guard request.head.string(request.head.target) == "/later" else { return .now(response) }
        return .later { finish in Thread.detachNewThread { finish(response) } }
      }))
    let client = try house.client()
    client.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\nGET /now HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(client.answer()?.body == "GET /later ")
    #expect(client.answer()?.body == "GET /now ")
  }

  @Test func `an answer for a client that went is dropped`() throws {
    let waiting = Mutex<[@Sendable (Response) -> Void]>([])
    let house = try House(TestHandler(answer: { _ in .later { finish in waiting.withLock { $0.append(finish) } } }))
    let gone = try house.client()
    gone.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(House.eventually { waiting.withLock { $0.count } == 1 })
    gone.reset()
    #expect(House.eventually { house.server.connections == 0 })
    let next = try house.client()
    next.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(House.eventually { waiting.withLock { $0.count } == 2 })
    let finishers = waiting.withLock { $0 }
    finishers[0](Response(status: 200, body: .bytes(Array("old".utf8))))
    finishers[0](Response(status: 200, body: .bytes(Array("old".utf8))))
    finishers[1](Response(status: 200, body: .bytes(Array("new".utf8))))
    #expect(next.answer()?.body == "new")
  }

  private static func pulling(_ pieces: [String], thenFails: Bool = false) -> TestHandler {
    TestHandler(answer: { request in
      guard request.head.string(request.head.target) == "/pull" else { return .now(TestHandler.echo(request)) }
      let next = Mutex(0)
      return .now(
        Response(
          status: 200,
          body: .pulled {
            let index = next.withLock {
              $0 += 1
              return $0 - 1
            }
            if index < pieces.count { return Array(pieces[index].utf8) }
            if thenFails { throw HTTPFault(500, "internal", "") }
            return nil
          }))
    })
  }

  @Test func `a pulled body comes in chunks and the connection stays`() throws {
    let house = try House(Self.pulling(["one", "", "three"]))
    let client = try house.client()
    client.send("GET /pull HTTP/1.1\r\nHost: a\r\n\r\nGET /next HTTP/1.1\r\nHost: a\r\n\r\n")
    let text = client.receive(until: "GET /next ")
    #expect(text.contains("Transfer-Encoding: chunked\r\n"))
    #expect(text.contains("\r\n\r\n3\r\none\r\n5\r\nthree\r\n0\r\n\r\nHTTP/1.1 200 "))
  }

  @Test func `a pulled body for HTTP 1_0 ends with the connection`() throws {
    let house = try House(Self.pulling(["one", "two"]))
    let client = try house.client()
    client.send("GET /pull HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
    let text = client.receiveAll()
    #expect(text.hasSuffix("\r\n\r\nonetwo"))
    #expect(text.contains("Connection: close\r\n"))
  }

  @Test func `HEAD of a pulled body pulls nothing`() throws {
    let house = try House(Self.pulling([], thenFails: true))
    let client = try house.client()
    client.send("HEAD /pull HTTP/1.1\r\nHost: a\r\n\r\nGET /next HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(client.answer(omitsBody: true)?.status == 200)
    #expect(client.answer()?.body == "GET /next ")
  }

  @Test func `a source that fails at once is answered with 500`() throws {
    let house = try House(Self.pulling([], thenFails: true))
    let client = try house.client()
    client.send("GET /pull HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(client.answer()?.status == 500)
  }

  @Test func `a source that fails later leaves a body that is visibly cut`() throws {
    let house = try House(Self.pulling(["one"], thenFails: true))
    let client = try house.client()
    client.send("GET /pull HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(!client.receiveAll().contains("\r\n0\r\n\r\n"))
  }

  @Test func `nothing more is pulled for a client that does not read, or went`() throws {
    let pulled = Mutex(0)
    let piece = [UInt8](repeating: 65, count: 1_000_000)
    let house = try House(
      TestHandler(answer: { _ in
        .now(
          Response(
            status: 200,
            body: .pulled {
              pulled.withLock { $0 += 1 }
              return piece
            }))
      }))
    let client = try house.client(receiveBuffer: 4_096)
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    client.receive(count: 10_000)
    client.reset()
    #expect(House.eventually { house.server.connections == 0 })
    // An endless source that was pulled as fast as it gives would be far beyond this by now.
    #expect(pulled.withLock { $0 } < 30)
  }

  @Test func `pushed pieces arrive in order and the end ends the body`() throws {
    let sinks = Mutex<[any BodySink]>([])
    let house = try House(
      TestHandler(answer: { _ in .now(Response(status: 200, body: .pushed { sink in sinks.withLock { $0.append(sink) } })) }))
    let client = try house.client()
    client.send("GET /events HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(House.eventually { sinks.withLock { $0.count } == 1 })
    let sink = sinks.withLock { $0[0] }
    for number in 1...5 { #expect(sink.send(Array("event \(number)\n".utf8))) }
    sink.finish()
    #expect(!sink.send([1]))
    let text = client.receive(until: "\r\n0\r\n\r\n")
    let places = (1...5).map { text.range(of: "event \($0)\n")?.lowerBound }
    #expect(!places.contains(nil))
    #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted())
  }

  @Test func `a push to a client that went says so`() throws {
    let sinks = Mutex<[any BodySink]>([])
    let house = try House(
      TestHandler(answer: { _ in .now(Response(status: 200, body: .pushed { sink in sinks.withLock { $0.append(sink) } })) }))
    let client = try house.client()
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    _ = client.receive(until: "\r\n\r\n")
    client.endSending()
    #expect(House.eventually { house.server.connections == 0 })
    #expect(sinks.withLock { !$0[0].send([1]) })
  }

  @Test func `a push to a client that does not read is bounded`() throws {
    let sinks = Mutex<[any BodySink]>([])
    let house = try House(
      TestHandler(answer: { _ in .now(Response(status: 200, body: .pushed { sink in sinks.withLock { $0.append(sink) } })) })
    ) { $0.unreadPush = 50_000 }
    let client = try house.client(receiveBuffer: 4_096)
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(House.eventually { sinks.withLock { $0.count } == 1 })
    let sink = sinks.withLock { $0[0] }
    let piece = [UInt8](repeating: 66, count: 10_000)
    #expect(House.eventually { !sink.send(piece) })
    #expect(House.eventually { house.server.connections == 0 })
  }
}
