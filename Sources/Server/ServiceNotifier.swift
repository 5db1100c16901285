import CEpoll

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Tells the service manager how this process fares (sd_notify(3)); silent where none asked for it.
package struct ServiceNotifier: Sendable {
  private let socket: String?
  /// Seconds between two signs of life, half of what the manager allows; nil where it asks for none.
  package let watchdogSeconds: Double?

  /// Reads `NOTIFY_SOCKET` (a path, or `@` and an abstract name), `WATCHDOG_USEC` and `WATCHDOG_PID`.
  package init(environment: [String: String], process: Int32 = getpid()) {
    let socket = environment["NOTIFY_SOCKET"].flatMap { $0.hasPrefix("/") || $0.hasPrefix("@") ? $0 : nil }
    self.socket = socket
    let isOurs = environment["WATCHDOG_PID"].map { Int32($0) == process } ?? true
    let microsecondsPerSecond = 1_000_000.0
    let allowed = environment["WATCHDOG_USEC"].flatMap(Double.init) ?? 0
    watchdogSeconds = socket != nil && isOurs && allowed > 0 ? allowed / microsecondsPerSecond / 2 : nil
  }

  package func ready() { say("READY=1") }
  package func stopping() { say("STOPPING=1") }
  package func alive() { say("WATCHDOG=1") }

  /// A reload begins; `ready` ends it.
  package func reloading() {
    let nanosecondsPerMicrosecond: UInt64 = 1_000
    say("RELOADING=1\nMONOTONIC_USEC=\(Clock.nanoseconds() / nanosecondsPerMicrosecond)")
  }

  // A manager that does not listen is no reason not to serve.
  private func say(_ state: String) {
    guard let socket else { return }
    _ = bulletin_notify(socket, state)
  }
}
