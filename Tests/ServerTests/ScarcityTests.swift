import CEpoll
import Foundation
import HTTP
import Testing

@testable import Server

/// Each in a process of its own, because they use up what a process has.
struct ScarcityTests {
  private static let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

  @Test func `out of descriptors every client is told so, nothing spins, and all recovers`() async {
    await #expect(processExitsWith: .success) {
      let listener = try Listener(SocketAddress("127.0.0.1:0")!)
      let server = try Server(listeners: [listener], handler: TestHandler(), loops: 1)
      let clients = try (1...40).map { _ in try Client(listener.address) }
      for client in clients { client.send(ScarcityTests.request) }
      // A process of the whole suite may be born with many descriptors of its parent's: the limit lies above them.
      let highest = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { rlim_t($0) }.max() ?? 0
      var limit = rlimit(rlim_cur: highest + 160, rlim_max: highest + 160)
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      var fillers: [Int32] = []
      while case let filler = open("/dev/null", O_RDONLY), filler >= 0 { fillers.append(filler) }
      for filler in fillers.suffix(5) { close(filler) }
      fillers.removeLast(5)
      server.start()
      let statuses = clients.map { $0.answer()?.status }
      guard statuses.allSatisfy({ $0 == 200 || $0 == 503 }), statuses.contains(200), statuses.contains(503) else { exit(1) }
      for filler in fillers { close(filler) }
      // The last refusals may still be under way when there is room again.
      let hasRecovered = House.eventually {
        guard let next = try? Client(listener.address) else { return false }
        next.send(ScarcityTests.request)
        return next.answer()?.status == 200
      }
      guard hasRecovered else { exit(2) }
      exit(0)
    }
  }

  private static func residentBytes() throws -> Int {
    let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")[1]
    return (Int(pages) ?? 0) * 4_096
  }

  /// A sanitizer keeps books of its own in the memory that is measured.
  private static let isSanitized = dlsym(nil, "__tsan_init") != nil || dlsym(nil, "__asan_init") != nil

  @Test(.disabled(if: isSanitized)) func `an idle connection holds at most 3 KB, its client included`() async {
    await #expect(processExitsWith: .success) {
      let house = try House(TestHandler(answer: { _ in .now(Response(status: 200)) }))
      let count = 4_000
      let before = try ScarcityTests.residentBytes()
      let clients = try (0..<count).map { _ in try house.client() }
      let body = [UInt8](repeating: 65, count: 6_000)
      for client in clients {
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 6000\r\n\r\n")
        client.send(body)
        guard client.answer()?.status == 200 else { exit(1) }
      }
      let held = (try ScarcityTests.residentBytes() - before) / count
      FileHandle.standardError.write(Data("an idle connection and its client hold \(held) bytes\n".utf8))
      exit(held <= 3_072 ? 0 : 2)
    }
  }
}
