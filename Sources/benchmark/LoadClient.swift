import CEpoll
import Foundation
import Server

/// What one run of one load came to.
struct Outcome {
  var requests = 0
  var failures = 0
  var seconds = 0.0
  /// Microseconds, ascending; of SQLite alone, of its transactions.
  var latencies: [UInt32] = []

  var rate: Double { Double(requests) / max(seconds, 0.001) }

  /// Milliseconds below which that share of the answers came.
  func percentile(_ share: Double) -> Double {
    guard !latencies.isEmpty else { return 0 }
    let microsecondsPerMillisecond = 1_000.0
    return Double(latencies[min(latencies.count - 1, Int(Double(latencies.count) * share))]) / microsecondsPerMillisecond
  }
}

/// Many connections driven from one thread, each sending its next request when its last is answered.
final class LoadClient {
  /// One connection's state.
  private struct Lane {
    var socket: Int32 = -1
    var sentAt: UInt64 = 0
    /// Its request is not answered yet.
    var isWaiting = false
    var received: [UInt8] = []
  }

  private static let roomBytes = 256 * 1024
  private static let tickMilliseconds: Int32 = 100
  private static let patienceSeconds = 5.0

  private let address: SocketAddress
  private let requests: [[UInt8]]
  private let closes: Bool
  private let poller: Poller
  private var lanes: [Lane]
  private var next = 0
  /// How many requests there are to be.
  private var last = Int.max
  private var outcome = Outcome()
  private var room = [UInt8](repeating: 0, count: roomBytes)

  /// The requests are sent in turn. `closes`: a connection a request, which the requests must ask for.
  init(_ address: SocketAddress, requests: [[UInt8]], connections: Int, closes: Bool) throws {
    self.address = address
    self.requests = requests
    self.closes = closes
    poller = try Poller()
    lanes = [Lane](repeating: Lane(), count: connections)
  }

  deinit { for lane in lanes where lane.socket >= 0 { close(lane.socket) } }

  /// Sends the requests in turn, again and again.
  func run(seconds: Double) throws -> Outcome {
    last = Int.max
    return try drive(until: Self.now() + UInt64(seconds * 1e9))
  }

  /// Sends each request once.
  func runOnce() throws -> Outcome {
    (next, last) = (0, requests.count)
    return try drive(until: .max)
  }

  private func drive(until end: UInt64) throws -> Outcome {
    outcome = Outcome()
    for index in lanes.indices where lanes[index].socket < 0 { try open(index) }
    let start = Self.now()
    for index in lanes.indices where !lanes[index].isWaiting { send(index) }
    var events: [Event] = []
    while Self.now() < end, outcome.requests < last {
      poller.wait(milliseconds: Self.tickMilliseconds, into: &events)
      for event in events { try receive(Int(event.token)) }
    }
    outcome.seconds = Double(Self.now() - start) / 1e9
    outcome.latencies.sort()
    let result = outcome
    try awaitTheRest()
    return result
  }

  /// Takes the answers that are still due, so that they do not count as slow ones of the next run.
  private func awaitTheRest() throws {
    last = 0
    let deadline = Self.now() + UInt64(Self.patienceSeconds * 1e9)
    var events: [Event] = []
    while lanes.contains(where: \.isWaiting), Self.now() < deadline {
      poller.wait(milliseconds: Self.tickMilliseconds, into: &events)
      for event in events { try receive(Int(event.token)) }
    }
  }

  private func open(_ index: Int) throws {
    let descriptor = socket(address.isIPv6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0, address.withSockaddr({ connect(descriptor, $0, $1) }) == 0 else {
      throw BenchmarkError("nothing listens on \(address)")
    }
    bulletin_prepare_descriptor(descriptor)
    bulletin_set_option(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
    lanes[index].socket = descriptor
    lanes[index].isWaiting = false
    lanes[index].received.removeAll(keepingCapacity: true)
    guard poller.watch(connection: descriptor, token: UInt64(index)) else { throw BenchmarkError("a connection cannot be watched") }
  }

  private func send(_ index: Int) {
    guard next < last else { return }
    let request = requests[next % requests.count]
    next += 1
    lanes[index].sentAt = Self.now()
    lanes[index].isWaiting = true
    let sent = request.withUnsafeBytes { bulletin_send(lanes[index].socket, $0.baseAddress, $0.count) }
    if sent != request.count { outcome.failures += 1 }
  }

  private func receive(_ index: Int) throws {
    while true {
      let count = recv(lanes[index].socket, &room, room.count, 0)
      if count < 0 { return }
      if count == 0 { return try ended(index) }
      if lanes[index].received.isEmpty, !closes, AnswerBounds.length(room[..<count]) == count {
        note(index, isGood: room[9] == UInt8(ascii: "2") || room[9] == UInt8(ascii: "3"))
        send(index)
      } else {
        lanes[index].received.append(contentsOf: room[..<count])
        if !closes, let length = AnswerBounds.length(lanes[index].received[...]), length == lanes[index].received.count { answered(index) }
      }
      if count < room.count, !closes { return }
    }
  }

  private func answered(_ index: Int) {
    note(index, isGood: lanes[index].received[9] == UInt8(ascii: "2") || lanes[index].received[9] == UInt8(ascii: "3"))
    lanes[index].received.removeAll(keepingCapacity: true)
    send(index)
  }

  private func ended(_ index: Int) throws {
    let received = lanes[index].received
    note(index, isGood: AnswerBounds.length(received[...]) == received.count)
    close(lanes[index].socket)
    lanes[index].socket = -1
    try open(index)
    send(index)
  }

  private func note(_ index: Int, isGood: Bool) {
    outcome.requests += 1
    lanes[index].isWaiting = false
    if !isGood { outcome.failures += 1 }
    let nanosecondsPerMicrosecond: UInt64 = 1_000
    outcome.latencies.append(UInt32(clamping: (Self.now() - lanes[index].sentAt) / nanosecondsPerMicrosecond))
  }

  /// Nanoseconds of a clock that is never set.
  static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
