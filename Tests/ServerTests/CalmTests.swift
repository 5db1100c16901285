import CEpoll
import Foundation
import HTTP
import Synchronization
import Testing

@testable import Server

struct CalmTests {
  private static let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

  @Test func `one connection too many is told to come back, and may once there is room`() throws {
    let house = try House { $0.maxConnections = 2 }
    var kept = [try house.client(), try house.client()]
    for client in kept {
      client.send(Self.request)
      #expect(client.answer()?.status == 200)
    }
    let third = try house.client()
    third.send(Self.request)
    let refusal = try #require(third.answer())
    #expect(refusal.status == 503)
    #expect(refusal.fields["retry-after"] == "2")
    #expect(refusal.fields["connection"] == "close")
    #expect(third.receiveAll() == "")
    #expect(!third.wasReset)
    kept.removeLast()
    #expect(House.eventually { house.server.connections == 1 })
    let fourth = try house.client()
    fourth.send(Self.request)
    #expect(fourth.answer()?.status == 200)
  }

  @Test func `one connection too many from an address is refused, another address is served`() throws {
    let house = try House(host: "0.0.0.0:0") { $0.connectionsPerAddress = 2 }
    let local = SocketAddress(PeerAddress(bytes: [127, 0, 0, 1], port: house.address.port))
    let kept = try (1...2).map { _ in try Client(local) }
    for client in kept {
      client.send(Self.request)
      #expect(client.answer()?.status == 200)
    }
    let refused = try Client(local)
    #expect(refused.answer()?.status == 503)
    let other = try Client(local, from: SocketAddress("127.0.0.2:0"))
    other.send(Self.request)
    #expect(other.answer()?.status == 200)
  }

  @Test func `addresses of IPv6 count by their network`() {
    let quota = ConnectionQuota(most: 10, ofAddress: 1)
    let first = PeerAddress(bytes: [0x20, 1, 0, 0, 0, 0, 0, 1] + [UInt8](repeating: 1, count: 8))
    let neighbour = PeerAddress(bytes: [0x20, 1, 0, 0, 0, 0, 0, 1] + [UInt8](repeating: 2, count: 8))
    let stranger = PeerAddress(bytes: [0x20, 1, 0, 0, 0, 0, 0, 2] + [UInt8](repeating: 1, count: 8))
    #expect(quota.admit(first) == .welcome)
    #expect(quota.admit(neighbour) == .addressFull)
    #expect(quota.admit(stranger) == .welcome)
    quota.release(first)
    #expect(quota.admit(neighbour) == .welcome)
    #expect(quota.total == 2)
  }

  @Test func `many refusals at once leave nothing behind`() throws {
    let house = try House { $0.maxConnections = 1 }
    let kept = try house.client()
    kept.send(Self.request)
    #expect(kept.answer()?.status == 200)
    for _ in 1...200 {
      let refused = try house.client()
      #expect(refused.answer()?.status == 503)
    }
    kept.send(Self.request)
    #expect(kept.answer()?.status == 200)
  }

  @Test func `two thousand idle connections do not keep the next client waiting`() throws {
    let house = try House()
    let idle = try (0..<2_000).map { _ in try house.client() }
    #expect(House.eventually { house.server.connections == idle.count })
    let next = try house.client()
    next.send(Self.request)
    #expect(next.answer()?.status == 200)
    for client in [idle[0], idle[999], idle[1_999]] {
      client.send(Self.request)
      #expect(client.answer()?.status == 200)
    }
  }

  @Test func `a client that resets in the middle of its answer costs nothing`() throws {
    let body = [UInt8](repeating: 67, count: 5_000_000)
    let handler = TestHandler(answer: { _ in .now(Response(status: 200, body: .bytes(body))) })
    let house = try House(handler)
    for _ in 1...20 {
      let client = try house.client(receiveBuffer: 4_096)
      client.send(Self.request)
      client.receive(count: 1_000)
      client.reset()
    }
    #expect(House.eventually { house.server.connections == 0 })
    #expect(handler.finished.count == 20)
  }

  @Test func `a client waits for 100 and gets it only if its body is wanted`() throws {
    let house = try House(TestHandler(admission: { _ in .body(limit: 10) }))
    let wanted = try house.client()
    wanted.send("POST /w HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n")
    #expect(wanted.receive(until: "\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
    wanted.send("body")
    #expect(wanted.receive(until: "body").hasSuffix("POST /w body"))
    let unwanted = try house.client()
    unwanted.send("POST /u HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\nExpect: 100-continue\r\n\r\n")
    #expect(unwanted.answer()?.status == 413)
    let eager = try house.client()
    eager.send("POST /e HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\nbody")
    #expect(eager.answer()?.status == 200)
  }

  private static let refusing = TestHandler(admission: { _ in .refuse(Response(status: 401, body: .bytes(Array("no".utf8)))) })

  @Test(arguments: ["Content-Length: 29", "Content-Length: 28\r\nConnection: close", "Transfer-Encoding: chunked"])
  func `a refused admission is an answer, after which the unread body is not taken for a request`(framing: String) throws {
    let house = try House(Self.refusing)
    let client = try house.client()
    client.send("POST / HTTP/1.1\r\nHost: a\r\n\(framing)\r\n\r\n" + Self.request)
    let reply = try #require(client.answer())
    #expect(reply.status == 401)
    #expect(reply.fields["connection"] == "close")
    #expect(client.receiveAll() == "")
  }

  @Test func `a refused body that came whole is passed over, and the connection goes on`() throws {
    let house = try House(Self.refusing)
    let client = try house.client()
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 28\r\n\r\n" + Self.request + "GET /next HTTP/1.1\r\nHost: a\r\n\r\n")
    let reply = try #require(client.answer())
    #expect(reply.status == 401)
    #expect(reply.fields["connection"] == nil)
    #expect(client.answer()?.status == 200)
    client.send(Self.request)
    #expect(client.answer()?.status == 200)
  }
}
