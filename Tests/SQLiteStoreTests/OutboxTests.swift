import Domain
import JSON
import Testing

@testable import SQLiteStore

struct OutboxTests {
  private func add(_ scratch: Scratch, _ adjust: (inout Webhook) -> Void = { _ in }) throws -> Webhook {
    var webhook = Webhook(id: "", url: "https://a.example/", createdAt: scratch.clock.now)
    adjust(&webhook)
    let made = webhook
    return try scratch.write { try $0.add(made, by: .tester) }
  }

  private func log(_ scratch: Scratch, _ webhook: Webhook) throws -> [Delivery] {
    let page = try Page(scratch.store.deliveries(of: webhook.id, status: nil, limit: 100, cursor: nil, reader: 0))
    return try page.ids.map { try scratch.store.delivery($0, of: webhook.id, reader: 0) }
  }

  private func settle(_ scratch: Scratch, _ verdict: RetryPlan.Verdict, answer: Int? = nil) throws {
    for due in try scratch.store.due(at: .max) {
      let attempt = Delivery.Attempt(at: scratch.clock.now, milliseconds: 7, answer: answer)
      try scratch.store.settle(DeliveryOutcome(delivery: due.delivery, attempt: attempt, verdict: verdict))
    }
  }

  @Test func `published changes become deliveries once, and drafts none`() throws {
    let scratch = try Scratch()
    try scratch.add(.article, ["title": .string("Before")])
    let webhook = try add(scratch)
    let draft = try scratch.add(.article, ["title": .string("Draft")], status: .draft)
    try scratch.change(.article, draft.id, ["title": .string("Draft again")])
    try scratch.store.post()
    #expect(try log(scratch, webhook).isEmpty)
    try scratch.move(.article, draft.id, to: .published)
    try scratch.change(.article, draft.id, ["title": .string("Out")])
    try scratch.move(.article, draft.id, to: .withdrawn)
    for _ in 0..<2 { try scratch.store.post() }
    let deliveries = try log(scratch, webhook)
    #expect(deliveries.map(\.event) == ["article.deleted", "article.updated", "article.published"])
    #expect(Set(deliveries.map(\.id)).count == 3)
    let body = try #require(try JSONReader().read(deliveries[2].body).object)
    #expect(body["type"] == .string("article.published"))
    #expect(body["data"]?.object?["id"] == .string(draft.id))
    #expect(body["data"]?.object?["path"] == .string("/v1/articles/\(draft.id)"))
  }

  @Test(arguments: [
    ([], 3), (["article"], 2), (["article.updated"], 1), (["notice", "article.published"], 2), (["award"], 0),
  ]) func `a webhook hears what it asked for`(events: [String], count: Int) throws {
    let scratch = try Scratch()
    let webhook = try add(scratch) { $0.events = events }
    let article = try scratch.add(.article, ["title": .string("One")])
    try scratch.change(.article, article.id, ["title": .string("Two")])
    try scratch.add(.notice, ["title": .string("Three")])
    try scratch.store.post()
    #expect(try log(scratch, webhook).count == count)
  }

  @Test func `what is pending outlives a restart and comes due again`() throws {
    let first = try Scratch()
    let webhook = try add(first)
    try first.add(.article, ["title": .string("One")])
    try first.store.post()
    let before = try #require(try first.store.due(at: first.clock.now).first)
    let second = try Scratch(first.folder, clock: first.clock)
    let after = try #require(try second.store.due(at: second.clock.now).first)
    #expect(after == before)
    #expect(after.delivery.webhook == webhook.id)
    #expect(after.secrets.map(\.count) == [32])
  }

  @Test func `changes that no one had posted before a crash are posted after it`() throws {
    let first = try Scratch()
    let webhook = try add(first)
    for number in 0..<250 { try first.add(.article, ["title": .string("Story \(number)")]) }
    let second = try Scratch(first.folder, clock: first.clock)
    try second.store.post()
    let count = try second.store.read(0) { try $0.first("SELECT count(*) FROM deliveries") { $0.integer(0) } }
    #expect(count == 250)
    #expect(try second.store.webhook(webhook.id, reader: 0) == webhook)
  }

  @Test func `the delivery due longest comes first, one a webhook, and later ones wait`() throws {
    let scratch = try Scratch()
    let webhook = try add(scratch)
    try scratch.add(.article, ["title": .string("One")])
    try scratch.add(.article, ["title": .string("Two")])
    try scratch.store.post()
    let first = try #require(try scratch.store.due(at: .max).first)
    #expect(try scratch.store.due(at: .max).count == 1)
    try settle(scratch, .again(at: scratch.clock.now + 1_000_000), answer: 503)
    let second = try #require(try scratch.store.due(at: scratch.clock.now).first)
    #expect(second.delivery.id != first.delivery.id)
    try settle(scratch, .delivered, answer: 204)
    #expect(try scratch.store.due(at: scratch.clock.now).isEmpty)
    scratch.clock.advance(by: 1_000_000)
    #expect(try scratch.store.due(at: scratch.clock.now).map(\.delivery.id) == [first.delivery.id])
    #expect(try log(scratch, webhook).map(\.status) == [.delivered, .pending])
    #expect(try log(scratch, webhook).map(\.attempts) == [1, 1])
    #expect(try log(scratch, webhook).last?.last?.answer == 503)
  }

  @Test func `an outcome that comes twice counts once`() throws {
    let scratch = try Scratch()
    let webhook = try add(scratch)
    try scratch.add(.article, ["title": .string("One")])
    try scratch.store.post()
    let due = try #require(try scratch.store.due(at: .max).first)
    let outcome = DeliveryOutcome(delivery: due.delivery, attempt: .init(at: 1, milliseconds: 1, answer: 500), verdict: .again(at: 5))
    for _ in 0..<2 { try scratch.store.settle(outcome) }
    #expect(try log(scratch, webhook).map(\.attempts) == [1])
  }

  @Test func `410 stops the webhook and fails what waits`() throws {
    let scratch = try Scratch()
    let webhook = try add(scratch)
    try scratch.add(.article, ["title": .string("One")])
    try scratch.add(.article, ["title": .string("Two")])
    try scratch.store.post()
    try settle(scratch, .gone, answer: 410)
    let stopped = try scratch.store.webhook(webhook.id, reader: 0)
    #expect(!stopped.isActive)
    #expect(stopped.disabledReason == .gone)
    #expect(try log(scratch, webhook).map(\.status) == [.failed, .failed])
    try scratch.add(.article, ["title": .string("Three")])
    try scratch.store.post()
    #expect(try log(scratch, webhook).count == 2)
  }

  @Test(arguments: [(true, nil), (false, Webhook.DisabledReason.failing)])
  func `a webhook is stopped when a delivery fails for good and none arrived since`(arrived: Bool, reason: Webhook.DisabledReason?) throws {
    let scratch = try Scratch()
    let webhook = try add(scratch)
    try scratch.add(.article, ["title": .string("One")])
    try scratch.add(.article, ["title": .string("Two")])
    try scratch.store.post()
    if arrived { try settle(scratch, .delivered, answer: 200) }
    try settle(scratch, .failed, answer: 500)
    #expect(try scratch.store.webhook(webhook.id, reader: 0).disabledReason == reason)
  }

  @Test func `what failed is sent again on demand, once the webhook is active`() throws {
    let scratch = try Scratch()
    let webhook = try add(scratch)
    try scratch.add(.article, ["title": .string("One")])
    try scratch.store.post()
    try settle(scratch, .gone, answer: 410)
    #expect(failure { _ = try scratch.write { try $0.redeliverFailed(of: webhook.id, by: .tester) } }?.code == .conflict)
    _ = try scratch.write { session in
      var active = try session.webhook(webhook.id)
      active.take(["url": .string(active.url), "active": .boolean(true)])
      return try session.replace(active, by: .tester)
    }
    try scratch.store.post()
    #expect(try scratch.store.due(at: .max).isEmpty)
    #expect(try scratch.write { try $0.redeliverFailed(of: webhook.id, by: .tester) } == 1)
    let due = try #require(try scratch.store.due(at: .max).first)
    #expect(due.delivery.attempts == 0)
    #expect(failure { _ = try scratch.write { try $0.redeliver(due.delivery.id, of: webhook.id, by: .tester) } }?.code == .conflict)
  }

  @Test func `a new secret is joined by the former one for a day`() throws {
    let scratch = try Scratch()
    let webhook = try add(scratch)
    _ = try scratch.write { try $0.test(webhook: webhook.id, by: .tester) }
    let before = try #require(try scratch.store.due(at: .max).first?.secrets)
    let now = scratch.clock.now
    _ = try scratch.write { session in
      var renewed = try session.webhook(webhook.id)
      renewed.renewSecret(at: now)
      return try session.replace(renewed, by: .tester)
    }
    let during = try #require(try scratch.store.due(at: now + 1_000).first?.secrets)
    #expect(during.count == 2)
    #expect(during.last == before.first)
    #expect(during.first != before.first)
    #expect(try scratch.store.due(at: now + Webhook.secretOverlap).first?.secrets == [during[0]])
  }

  @Test func `the log is kept for a time, and goes with its webhook`() throws {
    let scratch = try Scratch()
    let webhook = try add(scratch)
    for title in ["One", "Two"] { try scratch.add(.article, ["title": .string(title)]) }
    try scratch.store.post()
    let due = try #require(try scratch.store.due(at: .max).first)
    try scratch.store.settle(
      DeliveryOutcome(delivery: due.delivery, attempt: .init(at: 1, milliseconds: 1, answer: 200), verdict: .delivered))
    try scratch.store.forget(before: due.delivery.createdAt)
    #expect(try log(scratch, webhook).count == 2)
    try scratch.store.forget(before: scratch.clock.now)
    #expect(try log(scratch, webhook).map(\.status) == [.pending])
    try scratch.write { try $0.remove(webhook: webhook.id, by: .tester) }
    #expect(try scratch.store.read(0) { try $0.first("SELECT count(*) FROM deliveries") { $0.integer(0) } } == 0)
    #expect(try scratch.store.checkIntegrity().allSatisfy { $0.problems.isEmpty })
  }

  @Test func `there is an end to webhooks`() throws {
    let scratch = try Scratch()
    for _ in 0..<Webhook.maxCount { _ = try add(scratch) }
    #expect(failure { _ = try add(scratch) }?.code == .conflict)
  }
}
