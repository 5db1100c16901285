import CEpoll
import Foundation
import HTTP
import Server

/// Runs every row in interleaved rounds and prints medians, as ratios to the floor of the same round.
struct Report {
  private static let serverCore: Int32 = 0

  let options: Options

  init(_ options: Options) { self.options = options }

  private var clientCore: Int32 { Int32(Server.usableCores - 1) }

  func run() throws {
    let clientCore = clientCore
    let subject = try Subject(binary: options.bulletin, core: Self.serverCore)
    bulletin_pin_thread(clientCore)
    conditions(subject, clientCore)
    print(column("row", 28), "requests/s", "of floor", "p50 ms", "p99 ms", "p99 of floor", "failed", separator: "\t")
    for row in try Row.all(subject.address) where options.only.isEmpty || row.name.contains(options.only) {
      try run(row, subject)
    }
    parser()
    if let memory = subject.residentMegabytes { print("memory after all: \(rounded(memory)) MB") }
  }

  private func conditions(_ subject: Subject, _ clientCore: Int32) {
    var load = [0.0, 0.0, 0.0]
    getloadavg(&load, 3)
    let memory = subject.residentMegabytes.map { "\(rounded($0)) MB" } ?? "unknown"
    print("server on core \(Self.serverCore), client on core \(clientCore) of \(Server.usableCores); load average \(rounded(load[0]))")
    print("\(options.rounds) rounds of \(options.seconds) s, \(options.connections) connections, medians")
    print("start to the first line \(rounded(subject.startSeconds * 1_000)) ms, memory at rest \(memory)")
  }

  private func run(_ row: Row, _ subject: Subject) throws {
    let floor = try Floor(answer: try row.sample(subject.address), closes: row.closes, core: Self.serverCore)
    defer { floor.stop() }
    let ours = try client(row, subject.address)
    let bare = try client(row, floor.address)
    var pairs: [(ours: Outcome, floor: Outcome)] = []
    for _ in 0..<options.rounds {
      pairs.append((try ours.run(seconds: options.seconds), try bare.run(seconds: options.seconds)))
    }
    print(
      column(row.name, 28), Int(median(pairs.map(\.ours.rate))), rounded(median(pairs.map { $0.ours.rate / $0.floor.rate })),
      rounded(median(pairs.map { $0.ours.percentile(0.5) })), rounded(median(pairs.map { $0.ours.percentile(0.99) })),
      rounded(median(pairs.map { $0.ours.percentile(0.99) / max($0.floor.percentile(0.99), 0.001) })),
      pairs.reduce(0) { $0 + $1.ours.failures }, separator: "\t")
  }

  private func client(_ row: Row, _ address: SocketAddress) throws -> LoadClient {
    try LoadClient(address, requests: row.requests, connections: options.connections, closes: row.closes)
  }

  /// The parser alone, on the head that a browser might send.
  private func parser() {
    let count = 200_000
    let head = Array(
      "GET /v1/articles?limit=20 HTTP/1.1\r\nHost: localhost:8080\r\nUser-Agent: benchmark\r\nAccept: application/json\r\nAccept-Encoding: gzip\r\n\r\n"
        .utf8)
    var parser = RequestParser()
    var parsed = RequestHead()
    var used = 0
    let begun = Date()
    for _ in 0..<count {
      // A fault would show as a figure of no bytes.
      used += (try? parser.parse(head.span, into: &parsed)) ?? 0
    }
    let seconds = Date().timeIntervalSince(begun)
    print("parser: \(Int(seconds / Double(count) * 1e9)) ns a head of \(used / count) bytes")
  }

  static func serveFixed(_ address: SocketAddress) throws {
    var limits = ServerLimits()
    limits.connectionsPerAddress = 0
    limits.requestsPerConnection = 0
    let server = try Server(listeners: [Listener(address)], handler: FixedHandler(), limits: limits)
    server.start()
    server.wait()
  }

  private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
  private func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
  private func column(_ text: String, _ width: Int) -> String { text.padding(toLength: width, withPad: " ", startingAt: 0) }
}
