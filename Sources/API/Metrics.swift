import HTTP
import Synchronization

/// One answered request, for the access log.
package struct AccessEntry: Sendable {
  package var requestID: String
  /// The client, by `X-Forwarded-For` where a trusted proxy says so.
  package var peer: String
  package var method: String
  /// The path as sent, without the query.
  package var path: String
  package var route: String?
  package var status: Int
  package var bytes: Int
  package var nanoseconds: UInt64
  package var token: String?
}

/// Counts answers by route and status, and their times, a table a loop; a loop's lock is contended only while `/metrics` is read.
final class Metrics: Sendable {
  /// Upper bounds of the histogram's buckets in microseconds; the last bucket has none.
  static let bounds: [UInt64] = [100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000, 5_000_000]

  struct Key: Hashable {
    var route: String
    var status: Int
  }

  struct Counters {
    var requests: [Key: UInt64] = [:]
    var bytes: UInt64 = 0
    var buckets = [UInt64](repeating: 0, count: Metrics.bounds.count + 1)
    var microseconds: UInt64 = 0
    /// The key counted last and its count since: a loop often sees one key many times over, and need not find its place each time.
    private var latest = Key(route: "", status: 0)
    private var latestCount: UInt64 = 0

    mutating func count(_ key: Key) {
      if key.status != latest.status || key.route != latest.route {
        settle()
        latest = key
      }
      latestCount += 1
    }

    /// Puts what was counted last where it belongs.
    mutating func settle() {
      if latestCount > 0 { requests[latest, default: 0] += latestCount }
      latestCount = 0
    }
  }

  private final class Slot: Sendable {
    let counters = Mutex(Counters())
  }

  private let slots: [Slot]

  init(loops: Int) { slots = (0..<max(loops, 1)).map { _ in Slot() } }

  func count(loop: Int, route: String?, status: Int, bytes: Int, nanoseconds: UInt64) {
    let microseconds = nanoseconds / 1_000
    let bucket = Self.bounds.firstIndex { microseconds <= $0 } ?? Self.bounds.count
    let key = Key(route: route ?? "none", status: status)
    slots[loop % slots.count].counters.withLock {
      $0.count(key)
      $0.bytes += UInt64(bytes)
      $0.buckets[bucket] += 1
      $0.microseconds += microseconds
    }
  }

  /// Prometheus text exposition format 0.0.4.
  func exposition(gauges: [Gauge], counters: [Counter]) -> String {
    let sum = total()
    var lines = ["# HELP bulletin_http_requests_total Answers by route and status.", "# TYPE bulletin_http_requests_total counter"]
    for (key, count) in sum.requests.sorted(by: { ($0.key.route, $0.key.status) < ($1.key.route, $1.key.status) }) {
      lines.append("bulletin_http_requests_total{route=\"\(key.route)\",status=\"\(key.status)\"} \(count)")
    }
    lines += ["# HELP bulletin_http_response_bytes_total Bytes of answers.", "# TYPE bulletin_http_response_bytes_total counter"]
    lines.append("bulletin_http_response_bytes_total \(sum.bytes)")
    lines += histogram(sum)
    for counter in counters {
      lines += ["# HELP \(counter.name) \(counter.help)", "# TYPE \(counter.name) counter"]
      lines += counter.values.map { "\(counter.name){\(counter.label)=\"\($0.0)\"} \($0.1)" }
    }
    for gauge in gauges {
      lines += ["# HELP \(gauge.name) \(gauge.help)", "# TYPE \(gauge.name) gauge", "\(gauge.name) \(gauge.value)"]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func histogram(_ sum: Counters) -> [String] {
    let name = "bulletin_http_request_duration_seconds"
    var lines = ["# HELP \(name) Time from the whole request to the last byte of the answer.", "# TYPE \(name) histogram"]
    var count: UInt64 = 0
    for (index, bucket) in sum.buckets.enumerated() {
      count += bucket
      let bound = index < Self.bounds.count ? "\(Double(Self.bounds[index]) / 1_000_000)" : "+Inf"
      lines.append("\(name)_bucket{le=\"\(bound)\"} \(count)")
    }
    return lines + ["\(name)_sum \(Double(sum.microseconds) / 1_000_000)", "\(name)_count \(count)"]
  }

  private func total() -> Counters {
    slots.reduce(into: Counters()) { sum, slot in
      let part = slot.counters.withLock { counters in
        counters.settle()
        return counters
      }
      sum.requests.merge(part.requests, uniquingKeysWith: +)
      sum.bytes += part.bytes
      sum.microseconds += part.microseconds
      for index in sum.buckets.indices { sum.buckets[index] += part.buckets[index] }
    }
  }
}
