import Domain
import HTTP
import JSON
import Synchronization

/// Whether the server lives, and whether it can work (draft-inadarei-api-health-check).
struct HealthRoutes: Sendable {
  private static let mediaType = "application/health+json"
  /// How long an observation counts: the route is not rate-limited, and a check costs a write.
  private static let observationMilliseconds: Int64 = 500

  private final class Observation: Sendable {
    let latest = Mutex<(at: Int64, checks: [HealthCheck])?>(nil)
  }

  private let observation = Observation()

  func live(_ call: Call) throws -> Answer {
    try call.parameters().check()
    var representation = Representation(Array("{\"status\":\"pass\"}".utf8), Self.mediaType)
    representation.freshness = .never
    return try call.answer(representation)
  }

  func ready(_ call: Call) throws -> Answer {
    try call.parameters().check()
    if call.api.surroundings.isDraining() { return try call.answer(Self.representation([Self.draining], details: false)) }
    return call.later { try $0.api.respond(Self.representation(observe($0), details: false), $0) }
  }

  func all(_ call: Call) throws -> Answer {
    try call.parameters().check()
    let seesDetails = call.request.peer.isLoopback && call.request.head[.forwardedFor] == nil || call.grant?.scopes.contains(.admin) == true
    return call.later { call in
      let checks = observe(call) + (call.api.surroundings.isDraining() ? [Self.draining] : [])
      return try call.api.respond(Self.representation(checks, details: seesDetails, version: call.api.settings.version), call)
    }
  }

  func metrics(_ call: Call) throws -> Answer {
    try call.parameters().check()
    let text = call.api.metrics.exposition(gauges: call.api.surroundings.gauges(), counters: call.api.surroundings.counters())
    var representation = Representation(Array(text.utf8), "text/plain; version=0.0.4; charset=utf-8")
    representation.freshness = .never
    representation.isKept = false
    return try call.answer(representation)
  }

  private static let draining = HealthCheck(name: "server:draining", verdict: .fail, output: "The server is stopping.")

  private func observe(_ call: Call) -> [HealthCheck] {
    let now = call.api.surroundings.now()
    if let known = observation.latest.withLock({ $0 }), now - known.at < Self.observationMilliseconds, now >= known.at {
      return known.checks
    }
    let checks = call.repository.checks()
    observation.latest.withLock { $0 = (now, checks) }
    return checks
  }

  private static func representation(_ checks: [HealthCheck], details: Bool, version: String? = nil) -> Representation {
    let worst: HealthCheck.Verdict =
      checks.contains { $0.verdict == .fail } ? .fail : checks.contains { $0.verdict == .warn } ? .warn : .pass
    var writer = JSONWriter()
    writer.object {
      $0.key("status")
      $0.string(worst.rawValue)
      if let version {
        if details {
          $0.key("version")
          $0.string(version)
        }
        write(checks, details: details, to: &$0)
      }
    }
    var representation = Representation(writer.bytes, mediaType)
    representation.freshness = .never
    representation.isKept = false
    representation.status = worst == .fail ? 503 : 200
    if worst == .fail { representation.fields.append(Response.Field("Retry-After", "5")) }
    return representation
  }

  private static func write(_ checks: [HealthCheck], details: Bool, to writer: inout JSONWriter) {
    writer.key("checks")
    writer.object { object in
      for check in checks {
        object.key(check.name)
        object.array {
          $0.object {
            $0.key("status")
            $0.string(check.verdict.rawValue)
            if details, !check.output.isEmpty {
              $0.key("output")
              $0.string(check.output)
            }
          }
        }
      }
    }
  }
}
