import Foundation
import HTTP
import Synchronization
import Testing

@testable import Server

struct DrainTests {
  private static let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

  @Test func `a drain answers what is under way and says that it closes`() throws {
    let waiting = Mutex<[@Sendable (Response) -> Void]>([])
    let house = try House(TestHandler(answer: { _ in .later { finish in waiting.withLock { $0.append(finish) } } }))
    let client = try house.client()
    client.send(Self.request)
    #expect(House.eventually { waiting.withLock { $0.count } == 1 })
    house.server.drain()
    #expect(throws: ServerError.self) { while true { _ = try house.client() } }
    waiting.withLock { $0[0] }(Response(status: 200, body: .bytes(Array("done".utf8))))
    let reply = try #require(client.answer())
    #expect(reply.body == "done")
    #expect(reply.fields["connection"] == "close")
    house.server.wait()
    #expect(house.server.connections == 0)
  }

  @Test func `a drain ends with idle connections closed`() throws {
    let house = try House()
    let clients = try (1...20).map { _ in try house.client() }
    for client in clients {
      client.send(Self.request)
      #expect(client.answer()?.status == 200)
    }
    house.server.drain()
    house.server.wait()
    for client in clients {
      #expect(client.receiveAll() == "")
      #expect(!client.wasReset)
    }
  }

  @Test func `a busy client loses no answer to a drain`() throws {
    let house = try House()
    let clients = try (1...8).map { _ in try house.client() }
    let lost = Mutex(0)
    let asked = Mutex(0)
    let done = DispatchGroup()
    for client in clients {
      nonisolated(unsafe) let client = client
      done.enter()
      Thread.detachNewThread {
        var isOpen = true
        while isOpen {
          client.send(Self.request)
          asked.withLock { $0 += 1 }
          guard let reply = client.answer() else {
            lost.withLock { $0 += 1 }
            break
          }
          isOpen = reply.fields["connection"] != "close"
        }
        done.leave()
      }
    }
    #expect(House.eventually { asked.withLock { $0 } > 200 })
    house.server.drain()
    done.wait()
    #expect(lost.withLock { $0 } == 0)
    house.server.wait()
  }

  @Test func `an endless body is ended, not cut, by a drain`() throws {
    let house = try House(TestHandler(answer: { _ in .now(Response(status: 200, body: .pushed { _ = $0.send([65]) })) }))
    let client = try house.client()
    client.send(Self.request)
    _ = client.receive(until: "\r\n1\r\nA\r\n")
    house.server.drain()
    #expect(client.receiveAll().hasSuffix("0\r\n\r\n"))
    house.server.wait()
  }

  @Test func `who still waits at the end of a drain is told that there will be no answer`() throws {
    let house = try House(TestHandler(answer: { _ in .later { _ in } })) { $0.drain = .milliseconds(50) }
    let client = try house.client()
    client.send(Self.request)
    let partial = try house.client()
    partial.send("GET / HTTP/1.1\r\nHo")
    #expect(House.eventually { house.server.connections == 2 })
    house.server.drain()
    #expect(client.answer()?.status == 503)
    #expect(partial.answer()?.status == 503)
    house.server.wait()
  }
}
