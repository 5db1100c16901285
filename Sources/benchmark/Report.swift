import CEpoll
import Foundation
import HTTP
import Server

/// Runs every row in interleaved rounds and prints medians, beside those of its rival in the same rounds.
struct Report {
  static let serverCore: Int32 = 0
  private static let starts = 7
  /// As long as no thread is pinned, all cores are usable.
  private static let cores = Server.usableCores
  static var clientCore: Int32 { Int32(cores - 1) }

  let options: Options

  init(_ options: Options) { self.options = options }

  func run() throws {
    let data = FileManager.default.temporaryDirectory.appending(path: "benchmark-\(getpid())")
    // What stays behind costs nothing but its place.
    let leftover = Leftovers.all.note { try? FileManager.default.removeItem(at: data) }
    defer {
      try? FileManager.default.removeItem(at: data)
      Leftovers.all.forget(leftover)
    }
    bulletin_pin_thread(Self.clientCore)
    let token = try Subject.token(binary: options.bulletin, data: data)
    let subject = try Subject(binary: options.bulletin, data: data, core: Self.serverCore)
    bulletin_pin_thread(Self.clientCore)
    // The server gives back what only its start needed.
    sleep(IdleConnections.settlingSeconds)
    let rest = subject.residentMegabytes
    try Collection.fill(subject.address, token: token)
    let ids = try Fetch.identifiers(from: subject.address)
    let rivals = try Rivals(subject.address, ids: ids, data: data)
    printConditions(rivals, memoryAtRest: rest)
    let rows = try Row.reads(subject.address, ids: ids) + [Row.posts(token: token)]
    for row in rows where options.only.isEmpty || row.name.contains(options.only) {
      try run(row, subject, rivals, token)
    }
    if let memory = subject.residentMegabytes { print("memory after all: \(rounded(memory)) MB") }
    try printIdle(data, rivals)
    try printStarts(data, rivals)
    ParserTiming.print()
  }

  private func printConditions(_ rivals: Rivals, memoryAtRest: Double?) {
    var load = [0.0, 0.0, 0.0]
    getloadavg(&load, 3)
    print("server on core \(Self.serverCore), client on core \(Self.clientCore) of \(Self.cores); load average \(rounded(load[0]))")
    print(
      "\(Collection.count) articles; \(options.rounds) interleaved rounds of \(options.seconds) s, \(options.connections) connections, medians"
    )
    print("files served by \(rivals.servesFiles)")
    if let memoryAtRest { print("memory at rest: \(rounded(memoryAtRest)) MB") }
    print(
      column("row", 28), "requests/s", "p50 ms", "p99 ms", column("rival", 14), "requests/s", "p99 ms", "ratio", "failed", separator: "\t")
  }

  private func run(_ row: Row, _ subject: Subject, _ rivals: Rivals, _ token: String) throws {
    let ours = try client(row, subject.address)
    let rival = try rivals.rival(of: row, options)
    var pairs: [(ours: Outcome, rival: Outcome)] = []
    // The first is not counted: it fills the caches of both.
    for round in 0...options.rounds {
      let pair = (try drive(ours, row, subject, token, round), try rival.run(options.seconds))
      if round > 0 { pairs.append(pair) }
    }
    print(
      column(row.name, 28), Int(median(pairs.map(\.ours.rate))), rounded(median(pairs.map { $0.ours.percentile(0.5) })),
      rounded(median(pairs.map { $0.ours.percentile(0.99) })), column(rival.name, 14), Int(median(pairs.map(\.rival.rate))),
      rounded(median(pairs.map { $0.rival.percentile(0.99) })), rounded(median(pairs.map { $0.ours.rate / $0.rival.rate })),
      pairs.reduce(0) { $0 + $1.ours.failures }, separator: "\t")
    // Seen when it is done, also through a pipe.
    fflush(nil)
  }

  private func client(_ row: Row, _ address: SocketAddress) throws -> LoadClient {
    try LoadClient(address, requests: row.requests, connections: row.connections ?? options.connections, closes: row.closes)
  }

  private func drive(_ client: LoadClient, _ row: Row, _ subject: Subject, _ token: String, _ round: Int) throws -> Outcome {
    guard row.isUnseen else { return try client.run(seconds: options.seconds) }
    // A write of public data makes every kept answer stale.
    _ = try Fetch.bytes(Collection.post(-1 - round, token: token), from: subject.address)
    return try client.runOnce()
  }

  /// What idle connections cost a server that has done nothing else, and nginx.
  private func printIdle(_ data: URL, _ rivals: Rivals) throws {
    let fresh = try Subject(binary: options.bulletin, data: data, core: Self.serverCore)
    bulletin_pin_thread(Self.clientCore)
    printCost("server", try IdleConnections.cost(fresh.address, request: Row.get("/health/live")) { fresh.residentMegabytes })
    guard let nginx = rivals.nginx else { return }
    printCost("nginx", try IdleConnections.cost(nginx.address, request: Row.get("/health")) { nginx.residentMegabytes })
  }

  private func printCost(_ name: String, _ cost: IdleConnections.Cost?) {
    guard let cost else { return print("\(name): this system does not say how much memory it takes") }
    print(
      "\(name) with \(cost.connections) idle connections: \(rounded(cost.megabytesWith)) MB, before \(rounded(cost.megabytesBefore)) MB; \(cost.answering) still answer"
    )
  }

  /// From the start of the process to its first 200, of both in turn.
  private func printStarts(_ data: URL, _ rivals: Rivals) throws {
    var ours: [Double] = []
    var theirs: [Double] = []
    for _ in 0..<Self.starts {
      ours.append(try Subject(binary: options.bulletin, data: data, core: Self.serverCore).startSeconds * 1_000)
      if let seconds = try Nginx(files: [("/health", [])], core: Self.serverCore)?.startSeconds { theirs.append(seconds * 1_000) }
    }
    let nginx = theirs.isEmpty ? "" : ", nginx \(rounded(median(theirs))) ms"
    print("start to the first 200: \(rounded(median(ours))) ms\(nginx) (medians of \(Self.starts))")
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
