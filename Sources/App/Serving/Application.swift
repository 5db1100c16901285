import API
import Delivery
import Dispatch
import Domain
import Foundation
import Ingest
import JSON
import SQLiteStore
import Server
import Synchronization

/// The house put together: store, API and server, and what runs beside them until a signal ends it.
final class Application: Sendable {
  private static let upkeepSeconds = 1.0

  let store: SQLiteRepository
  private let server: Server
  private let tls: TLSContext?
  private let courier: Courier
  private let log: Log
  private let notifier: ServiceNotifier
  private let draining = DrainFlag()
  /// Timers, one at a time and off the loops.
  private let upkeep = DispatchQueue(label: "upkeep")
  /// Signals apart from them: one must not wait for a write.
  private let signalled = DispatchQueue(label: "signals")

  /// Takes the sockets before the data folder: a port in use is told before anything is written.
  init(_ configuration: Configuration, environment: [String: String], log: Log) throws {
    self.log = log
    notifier = ServiceNotifier(environment: environment)
    tls = try Self.tls(configuration)
    let listeners = try Self.listeners(configuration, environment: environment, tls: tls)
    let loops = configuration.eventLoops > 0 ? configuration.eventLoops : Server.usableCores
    store = try configuration.openStore(loops: loops) { log.event(.error, "the store could not do this", [("reason", .string($0))]) }
    courier = Self.courier(configuration, store: store, log: log)
    let figures = ServerFigures()
    let api = API(
      repository: store, settings: configuration.apiSettings(loops: loops),
      surroundings: Self.surroundings(configuration, store: store, log: log, courier: courier, draining: draining, figures: figures))
    let server = try Server(listeners: listeners, handler: api, limits: configuration.serverLimits, loops: loops)
    self.server = server
    figures.connections.withLock { $0 = { server.connections } }
  }

  /// Where it is reached, a URL an address.
  var urls: [String] {
    server.listeners.map { ($0.isSecure ? "https://" : "http://") + $0.address.description }
  }

  /// Serves until SIGTERM or SIGINT, and returns when the last answer is out.
  func run(ready announce: () throws -> Void) throws {
    let signals = Signals(queue: signalled)
    signals.on(SIGTERM, SIGINT) { [self] in stop() }
    signals.on(SIGHUP) { [self] in reload() }
    noteInterruptedImports()
    publishDue()
    server.start()
    let timers = [every(Self.upkeepSeconds) { [self] in publishDue() }] + watchdog()
    try announce()
    notifier.ready()
    log.event(.info, "serving", [("urls", .array(urls.map { .string($0) }))])
    // Not at once: who waits for the start asks now.
    upkeep.asyncAfter(deadline: .now() + Self.upkeepSeconds) { [courier] in
      courier.start()
      Memory.settle()
    }
    server.wait()
    for timer in timers { timer.cancel() }
    settleStore()
    log.event(.info, "drained")
    log.flush()
    withExtendedLifetime(signals) {}
  }

  private func settleStore() {
    do {
      try store.settle()
    } catch {
      log.event(.warning, "the next start has a log to recover", [("reason", .string(Failure(error).sentence))])
    }
  }

  private func noteInterruptedImports() {
    do {
      let count = try store.interruptImports()
      if count > 0 { log.event(.warning, "imports were interrupted", [("imports", .integer(Int64(count)))]) }
    } catch {
      log.event(.error, "interrupted imports are not noted", [("reason", .string(Failure(error).sentence))])
    }
  }

  /// Publishes and withdraws what has fallen due.
  private func publishDue() {
    do {
      let count = try store.runDue()
      if count > 0 { log.event(.info, "published or withdrawn on time", [("items", .integer(Int64(count)))]) }
    } catch {
      log.event(.error, "scheduled items must wait", [("reason", .string(Failure(error).sentence))])
    }
  }

  private func stop() {
    // A second signal comes from a person who will not wait.
    guard draining.raise() else { exit(Failure.Status.failed.rawValue) }
    notifier.stopping()
    log.event(.info, "draining", [("connections", .integer(Int64(server.connections)))])
    courier.stop()
    server.drain()
  }

  private func reload() {
    guard let tls else { return log.event(.info, "nothing to reload: no certificate is set") }
    notifier.reloading()
    do {
      try tls.reload()
      log.event(.info, "certificate and key reloaded")
    } catch {
      log.event(.error, "certificate and key kept as they were", [("reason", .string(error.description))])
    }
    notifier.ready()
  }

  private func watchdog() -> [any DispatchSourceTimer] {
    guard let seconds = notifier.watchdogSeconds else { return [] }
    return [
      every(seconds) { [self] in
        if server.areLoopsAlive() { notifier.alive() }
      }
    ]
  }

  private func every(_ seconds: Double, _ work: @escaping @Sendable () -> Void) -> any DispatchSourceTimer {
    let timer = DispatchSource.makeTimerSource(queue: upkeep)
    timer.schedule(deadline: .now() + seconds, repeating: seconds)
    timer.setEventHandler(handler: work)
    timer.activate()
    return timer
  }
}

/// Raised once, when the server begins to drain.
final class DrainFlag: Sendable {
  private let raised = Atomic(false)

  var isRaised: Bool { raised.load(ordering: .relaxed) }

  /// False if it was raised before.
  func raise() -> Bool { !raised.exchange(true, ordering: .relaxed) }
}

/// What the API tells of the server in `/metrics`; the server comes after the API, so it is filled in later.
final class ServerFigures: Sendable {
  let connections = Mutex<@Sendable () -> Int>({ 0 })
}
