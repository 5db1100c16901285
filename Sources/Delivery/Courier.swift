import Domain
import Foundation
import Synchronization

/// Brings what the outbox holds to its receivers: one delivery a receiver at a time, a few receivers at once, on threads of its own.
///
/// It keeps nothing that must outlive it: after a crash the outbox shows again what was not settled, so a receiver may get a
/// delivery twice, under the same id, but never not at all.
package final class Courier: Sendable {
  /// Sends one delivery; blocks.
  package typealias Send = @Sendable (_ due: DueDelivery, _ now: Int64) -> (answer: Int?, error: String?)

  /// Deliveries under way at once.
  static let maxUnderWay = 8
  /// Seconds between two looks at the outbox, and after one that failed.
  private static let interval = 1.0
  private static let pause = 30.0
  /// Milliseconds that ended deliveries are kept for, and between two cleanings.
  static let lifetime = 30 * Timestamp.millisecondsPerDay
  private static let cleaningInterval: Int64 = 3_600_000
  private static let stackBytes = 512 << 10

  private let outbox: any Outbox
  private let send: Send
  private let now: @Sendable () -> Int64
  private let chance: @Sendable () -> Double
  private let report: @Sendable (String) -> Void
  package let tally = DeliveryTally()
  private let desk: CourierDesk

  /// - Parameters:
  ///   - now: milliseconds since 1970.
  ///   - chance: from 0 up to 1, for the delays between attempts.
  ///   - report: hears what keeps the outbox from being worked on.
  package init(
    outbox: any Outbox, send: @escaping Send, now: @escaping @Sendable () -> Int64,
    chance: @escaping @Sendable () -> Double = { .random(in: 0..<1) }, report: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.outbox = outbox
    self.send = send
    self.now = now
    self.chance = chance
    self.report = report
    desk = CourierDesk()
  }

  /// Begins, on a thread of its own.
  package func start() {
    // A receiver that has gone must not end the program.
    signal(SIGPIPE, SIG_IGN)
    onThread("courier") { [self] in
      var cleanedAt: Int64 = 0
      while !desk.isStopped {
        let isWell = look(&cleanedAt)
        desk.wait(seconds: isWell ? Self.interval : Self.pause)
      }
    }
  }

  /// Begins no more deliveries. Those under way are settled if they end before the program does, or made again later.
  package func stop() { desk.stop() }

  /// One look at the outbox: makes deliveries of what changed and begins those that are due. False where the store did not do its part.
  private func look(_ cleanedAt: inout Int64) -> Bool {
    do {
      for outcome in desk.unsettled { try settle(outcome) }
      let time = now()
      if time - cleanedAt > Self.cleaningInterval {
        try outbox.forget(before: time - Self.lifetime)
        cleanedAt = time
      }
      try outbox.post()
      for due in try outbox.due(at: time) where desk.begins(due.delivery.webhook, at: time) { begin(due) }
      return true
    } catch {
      report("webhook deliveries must wait: \(error)")
      return false
    }
  }

  private func begin(_ due: DueDelivery) {
    onThread("delivery") { [self] in
      let start = now()
      let result = send(due, start)
      let attempt = Delivery.Attempt(at: start, milliseconds: now() - start, answer: result.answer, error: result.error)
      let verdict = RetryPlan.verdict(attempt, after: due.delivery.attempts, of: due.delivery.event, chance: chance())
      tally.count(verdict)
      let outcome = DeliveryOutcome(delivery: due.delivery, attempt: attempt, verdict: verdict)
      do {
        try settle(outcome)
      } catch {
        // Its receiver gets nothing until this is written down: what is full or locked must not make us repeat ourselves.
        desk.keep(outcome)
        report("the outcome of a webhook delivery must wait: \(error)")
      }
    }
  }

  private func settle(_ outcome: DeliveryOutcome) throws {
    try outbox.settle(outcome)
    desk.end(outcome, at: now())
  }

  private func onThread(_ name: String, _ work: @escaping @Sendable () -> Void) {
    let thread = Thread(block: work)
    thread.name = name
    thread.stackSize = Self.stackBytes
    thread.start()
  }
}
