import HTTP
import Testing

@testable import Server

struct DeadlineTests {
  @Test func `a silent client is told that no request came`() throws {
    let house = try House { $0.firstByte = .milliseconds(40) }
    let client = try house.client()
    #expect(client.answer()?.status == 408)
    #expect(client.receiveAll() == "")
    #expect(client.hasEnded)
  }

  @Test func `a head that drips is cut on its whole time`() throws {
    let house = try House { $0.header = .milliseconds(80) }
    let client = try house.client()
    client.send("GET / HTTP/1.1\r\nHost: a\r\n")
    // Every byte comes well within the limit; only their sum does not.
    while !client.isReadable(withinMilliseconds: 5) { client.send("X") }
    #expect(client.answer()?.status == 408)
  }

  @Test func `a body that does not come is cut`() throws {
    let house = try House {
      $0.body = .milliseconds(60)
      $0.leastBodyRate = 0
    }
    let client = try house.client()
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc")
    #expect(client.answer()?.status == 408)
  }

  @Test func `a body that comes too slowly is cut`() throws {
    let house = try House {
      $0.bodyRateGrace = .milliseconds(60)
      $0.leastBodyRate = 1_000_000
    }
    let client = try house.client()
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n")
    while !client.isReadable(withinMilliseconds: 5) { client.send("x") }
    #expect(client.answer()?.status == 408)
  }

  @Test func `an idle connection is closed without a word`() throws {
    let house = try House { $0.idle = .milliseconds(40) }
    let client = try house.client()
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(client.answer()?.status == 200)
    #expect(client.receiveAll() == "")
    #expect(client.hasEnded && !client.wasReset)
  }

  @Test func `a client that does not read its answer is given up`() throws {
    let handler = TestHandler(answer: { _ in .now(Response(status: 200, body: .bytes([UInt8](repeating: 65, count: 20_000_000)))) })
    let house = try House(handler) { $0.writeStall = .milliseconds(60) }
    let client = try house.client(receiveBuffer: 4_096)
    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(House.eventually { handler.finished.count == 1 })
    #expect(House.eventually { house.server.connections == 0 })
  }

  @Test func `what a connection waits for first comes first`() {
    var wheel = DeadlineWheel(now: 1_000)
    wheel.set(3, at: 1_100)
    wheel.set(5, at: 90_000)
    wheel.set(7, at: 1_500)
    var due: [Int] = []
    wheel.expire(now: 1_099, into: &due)
    #expect(due == [])
    wheel.expire(now: 1_130, into: &due)
    #expect(due == [3])
    wheel.set(7, at: 2_000)
    wheel.set(5, at: 1_600)
    wheel.expire(now: 1_700, into: &due)
    #expect(due == [3, 5])
    wheel.clear(7)
    wheel.expire(now: 500_000, into: &due)
    #expect(due == [3, 5])
    #expect(wheel.wait(from: 500_000) == nil)
  }

  @Test func `a thousand deadlines at random fire once, in time`() {
    var generator = SystemRandomNumberGenerator()
    var wheel = DeadlineWheel(now: 0)
    var deadlines = [Int64](repeating: 0, count: 1_000)
    for slot in deadlines.indices {
      deadlines[slot] = Int64.random(in: 1...300_000, using: &generator)
      wheel.set(slot, at: deadlines[slot])
    }
    for slot in deadlines.indices where slot % 3 == 0 {
      deadlines[slot] = Int64.random(in: 1...300_000, using: &generator)
      wheel.set(slot, at: deadlines[slot])
    }
    var fired: [Int: Int64] = [:]
    var now: Int64 = 0
    while now < 301_000 {
      now += Int64.random(in: 1...500, using: &generator)
      var due: [Int] = []
      wheel.expire(now: now, into: &due)
      for slot in due {
        #expect(fired[slot] == nil)
        #expect(deadlines[slot] <= now)
        #expect(now - deadlines[slot] <= 500 + DeadlineWheel.tickMilliseconds)
        fired[slot] = now
      }
    }
    #expect(fired.count == deadlines.count)
  }
}
