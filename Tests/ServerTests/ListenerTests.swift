import CEpoll
import Foundation
import HTTP
import Testing

@testable import Server

struct ListenerTests {
  @Test(arguments: [
    ("127.0.0.1:8080", "127.0.0.1:8080"), ("[::1]:80", "[::1]:80"), ("localhost:1", "127.0.0.1:1"), (":9", "0.0.0.0:9"),
    ("*:9", "0.0.0.0:9"),
    ("[2001:db8::1]:443", "[2001:db8::1]:443"),
  ])
  func `an address is read and written`(text: String, written: String) throws {
    #expect(try #require(SocketAddress(text)).description == written)
  }

  @Test(arguments: ["", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "::1:80", "[::1]", "[127.0.0.1]:80", "example.org:80", "1.2.3:80"])
  func `what is no address is none`(text: String) {
    #expect(SocketAddress(text) == nil)
  }

  @Test func `a port in use is a clear error`() throws {
    let first = try Listener(SocketAddress("127.0.0.1:0")!)
    let error = #expect(throws: ServerError.self) { try Listener(first.address) }
    #expect(error?.description == "cannot listen on \(first.address): Address already in use")
  }

  @Test func `a client of IPv6 is answered`() throws {
    guard let listener = try? Listener(SocketAddress("[::1]:0")!) else { return }
    let server = try Server(listeners: [listener], handler: TestHandler(), loops: 1)
    server.start()
    let client = try Client(listener.address)
    client.send("GET /six HTTP/1.1\r\nHost: [::1]\r\n\r\n")
    #expect(client.answer()?.body == "GET /six ")
    server.drain()
    server.wait()
  }

  @Test func `several loops share their clients`() throws {
    let house = try House(
      TestHandler(answer: { request in .now(Response(status: 200, body: .bytes(Array("\(request.loop)".utf8)))) }), loops: 3)
    let clients = try (1...60).map { _ in try house.client() }
    var seen: Set<String> = []
    for client in clients {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      if let reply = client.answer() { seen.insert(reply.body) }
    }
    #expect(seen == ["0", "1", "2"])
  }

  @Test func `sockets of a service manager are taken over and outlive a drain`() async {
    await #expect(processExitsWith: .success) {
      let own = try Listener(SocketAddress("127.0.0.1:0")!)
      let first: Int32 = 200
      guard dup2(own.socket.descriptor, first) == first else { exit(1) }
      let environment = ["LISTEN_PID": "\(getpid())", "LISTEN_FDS": "1"]
      let passed = try Listener.passed(environment: environment, from: first)
      guard passed.count == 1, passed[0].address == own.address else { exit(2) }
      let server = try Server(listeners: passed, handler: TestHandler(), loops: 1)
      server.start()
      let client = try Client(own.address)
      client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      guard client.answer()?.status == 200 else { exit(3) }
      server.drain()
      server.wait()
      // A successor with the same socket finds the client that came in between.
      let waiting = try Client(own.address)
      waiting.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      let successor = try Server(listeners: [own], handler: TestHandler(), loops: 1)
      successor.start()
      guard waiting.answer()?.status == 200 else { exit(4) }
      exit(0)
    }
  }

  @Test func `sockets meant for another process are left alone`() throws {
    #expect(try Listener.passed(environment: ["LISTEN_PID": "1", "LISTEN_FDS": "1"]).isEmpty)
    #expect(try Listener.passed(environment: ["LISTEN_FDS": "1"]).isEmpty)
  }

  @Test(arguments: [false, true])
  func `the service manager is told how the process fares`(isAbstract: Bool) throws {
    let name = isAbstract ? "@notify-\(UUID().uuidString)" : "/tmp/notify-\(UUID().uuidString)"
    defer { unlink(name) }
    let manager = bulletin_socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue))
    defer { close(manager) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(name.utf8)) }
    if isAbstract { address.sun_path.0 = 0 }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + name.utf8.count)
    let bound = withUnsafePointer(to: &address) { $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(manager, $0, length) } }
    try #require(bound == 0)
    let notifier = ServiceNotifier(environment: ["NOTIFY_SOCKET": name, "WATCHDOG_USEC": "3000000"])
    #expect(notifier.watchdogSeconds == 1.5)
    notifier.ready()
    notifier.reloading()
    notifier.stopping()
    var room = [UInt8](repeating: 0, count: 256)
    let heard = (1...3).map { _ in
      let count = recv(manager, &room, room.count, 0)
      return String(decoding: room.prefix(max(0, count)), as: UTF8.self)
    }
    #expect(heard[0] == "READY=1")
    #expect(heard[1].hasPrefix("RELOADING=1\nMONOTONIC_USEC="))
    #expect(heard[2] == "STOPPING=1")
    #expect(ServiceNotifier(environment: ["WATCHDOG_USEC": "3000000"]).watchdogSeconds == nil)
  }

  @Test func `a loop that comes round is alive`() throws {
    let house = try House(loops: 2)
    _ = house.server.areLoopsAlive()
    #expect(House.eventually { house.server.areLoopsAlive() })
  }
}
