import API
import Delivery
import Domain
import Foundation
import Ingest
import JSON
import SQLiteStore
import Server

extension Application {
  static func tls(_ configuration: Configuration) throws -> TLSContext? {
    guard let certificate = configuration.tlsCertificate, let key = configuration.tlsKey else { return nil }
    for path in [certificate, key] where access(path, R_OK) != 0 {
      throw Failure.failed("\(path) cannot be read: \(Failure.systemReason()).")
    }
    return try TLSContext(certificate: certificate, key: key)
  }

  /// The sockets that a service manager handed over, else those of the settings.
  static func listeners(_ configuration: Configuration, environment: [String: String], tls: TLSContext?) throws -> [Listener] {
    let passed = try Listener.passed(environment: environment, tls: tls)
    if !passed.isEmpty { return passed }
    return try configuration.listen.compactMap(SocketAddress.init).map { try Listener($0, tls: tls) }
  }

  /// Sends what webhooks are told of.
  static func courier(_ configuration: Configuration, store: SQLiteRepository, log: Log) -> Courier {
    let messenger = Messenger(allowsPrivate: configuration.webhookPrivateTargets)
    return Courier(outbox: store, send: messenger.send, now: { MillisecondClock.now }, report: { log.event(.error, $0) })
  }

  static func surroundings(
    _ configuration: Configuration, store: SQLiteRepository, log: Log, courier: Courier, draining: DrainFlag, figures: ServerFigures
  ) -> APISurroundings {
    var surroundings = APISurroundings(now: { MillisecondClock.now })
    surroundings.isDraining = { draining.isRaised }
    if log.form != .none {
      surroundings.log = { entry in log.write(entry().line(time: MillisecondClock.text)) }
    }
    surroundings.gauges = {
      [
        Gauge("bulletin_connections", "Connections open now.", Int64(figures.connections.withLock { $0 }())),
        Gauge("bulletin_generation", "Changes of public data so far.", Int64(clamping: store.generation)),
      ]
    }
    surroundings.counters = {
      [
        Counter(
          "bulletin_webhook_attempts_total", "Attempts to deliver to webhooks, by result.", by: "result",
          courier.tally.all.map { ($0.result, $0.count) })
      ]
    }
    let names = NameLookup()
    surroundings.addresses = { names.addresses(of: $0, $1) }
    surroundings.report = { requestID, error in
      log.event(.error, "internal error", [("request_id", .string(requestID)), ("error", .string(String(describing: error)))])
    }
    surroundings.ingest = { text, label in
      try IssueReading.read(text, label: label).issue()
    }
    return surroundings
  }
}
