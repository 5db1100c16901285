import Domain
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Delivery

struct CourierTests {
  @Test func `what is due is sent once and settled`() throws {
    let outbox = PaperOutbox(["a", "b"])
    let sent = Mutex<[String]>([])
    let courier = Courier(
      outbox: outbox,
      send: { due, _ in
        sent.withLock { $0.append(due.delivery.id) }
        return (204, nil)
      }, now: { 1_000 })
    courier.start()
    defer { courier.stop() }
    let outcomes = try outbox.settled(2)
    #expect(outcomes.map(\.verdict) == [.delivered, .delivered])
    #expect(sent.withLock { $0.sorted() } == ["a", "b"])
    #expect(courier.tally.all.first { $0.result == "delivered" }?.count == 2)
  }

  @Test func `a receiver that answers late does not hold up another`() throws {
    let outbox = PaperOutbox(["slow", "quick"])
    let gate = DispatchSemaphore(value: 0)
    let courier = Courier(
      outbox: outbox,
      send: { due, _ in
        if due.delivery.id == "slow" { gate.wait() }
        return (200, nil)
      }, now: { 1_000 })
    courier.start()
    defer { courier.stop() }
    #expect(try outbox.settled(1).map(\.delivery.id) == ["quick"])
    gate.signal()
    #expect(try outbox.settled(2).map(\.delivery.id) == ["quick", "slow"])
  }

  @Test func `a receiver is served one delivery at a time, rests after a failure, and is not asked twice for one outcome`() {
    let desk = CourierDesk()
    let outcome = PaperOutbox.outcome("a", .again(at: 9))
    #expect(desk.begins("a", at: 0))
    #expect(!desk.begins("a", at: 0))
    desk.keep(outcome)
    #expect(desk.unsettled == [outcome])
    #expect(!desk.begins("a", at: 1_000_000))
    desk.end(outcome, at: 1_000)
    #expect(desk.unsettled.isEmpty)
    #expect(!desk.begins("a", at: 5_999))
    #expect(desk.begins("a", at: 6_000))
    desk.end(outcome, at: 6_000)
    #expect(!desk.begins("a", at: 15_999))
    #expect(desk.begins("a", at: 16_000))
    desk.end(PaperOutbox.outcome("a", .delivered), at: 16_000)
    #expect(desk.begins("a", at: 16_000))
  }

  @Test func `no more receivers are served at once than threads are allowed`() {
    let desk = CourierDesk()
    for number in 0..<Courier.maxUnderWay { #expect(desk.begins("\(number)", at: 0)) }
    #expect(!desk.begins("one more", at: 0))
    desk.end(PaperOutbox.outcome("0", .delivered), at: 0)
    #expect(desk.begins("one more", at: 0))
    desk.stop()
    desk.end(PaperOutbox.outcome("1", .delivered), at: 0)
    #expect(!desk.begins("after the stop", at: 0))
  }
}

/// An outbox of one delivery for each of some webhooks, which are named alike.
///
/// `@unchecked Sendable`: what changes is only touched under `changed`.
final class PaperOutbox: Outbox, @unchecked Sendable {
  private let changed = NSCondition()
  private var waiting: [String]
  private var outcomes: [DeliveryOutcome] = []

  init(_ names: [String]) { waiting = names }

  static func delivery(_ name: String) -> Delivery { Delivery(id: name, webhook: name, event: "article.published", body: [], createdAt: 0) }

  static func outcome(_ name: String, _ verdict: RetryPlan.Verdict) -> DeliveryOutcome {
    DeliveryOutcome(delivery: delivery(name), attempt: Delivery.Attempt(at: 0, milliseconds: 1), verdict: verdict)
  }

  func post() {}
  func forget(before time: Int64) {}

  func due(at now: Int64) -> [DueDelivery] {
    changed.withLock { waiting.map { DueDelivery(delivery: Self.delivery($0), url: "", secrets: []) } }
  }

  func settle(_ outcome: DeliveryOutcome) {
    changed.withLock {
      waiting.removeAll { $0 == outcome.delivery.id }
      outcomes.append(outcome)
      changed.broadcast()
    }
  }

  /// Waits for so many outcomes.
  func settled(_ count: Int) throws -> [DeliveryOutcome] {
    let deadline = Date(timeIntervalSinceNow: 20)
    changed.lock()
    defer { changed.unlock() }
    while outcomes.count < count {
      guard changed.wait(until: deadline) else { throw TestFailure("\(outcomes.count) of \(count) were settled") }
    }
    return outcomes
  }
}
