/// Webhooks as the API reads them. `reader` is as in `Repository`.
package protocol WebhookStore: Sendable {
  func webhook(_ id: String, reader: Int) throws -> Webhook
  /// In the order of their making.
  func webhooks(limit: Int, cursor: String?, reader: Int) throws -> RenderedList
  func delivery(_ id: String, of webhook: String, reader: Int) throws -> Delivery
  /// Newest first; of one status if given.
  func deliveries(of webhook: String, status: Delivery.Status?, limit: Int, cursor: String?, reader: Int) throws -> RenderedList
}

/// What a write transaction can do with webhooks; each makes its audit row.
package protocol WebhookWriting {
  /// Gives it an id; it is told of what changes from now on. Throws `conflict` where there are too many.
  func add(_ webhook: Webhook, by author: Author) throws -> Webhook
  func webhook(_ id: String) throws -> Webhook
  /// Puts it in place of the one of its id and gives it the next version. What waits for one that is stopped fails.
  func replace(_ webhook: Webhook, by author: Author) throws -> Webhook
  /// With all its deliveries.
  func remove(webhook id: String, by author: Author) throws
  /// Queues a delivery that has ended once more.
  func redeliver(_ id: String, of webhook: String, by author: Author) throws -> Delivery
  /// Queues all that failed once more, and returns how many those are.
  func redeliverFailed(of webhook: String, by author: Author) throws -> Int
  /// Queues a message that only says that it is a test.
  func test(webhook id: String, by author: Author) throws -> Delivery
}

/// What is to be sent, durable: who sends it sees each delivery again until its outcome was settled. Every call may block.
package protocol Outbox: Sendable {
  /// Makes the deliveries of all changes since the last call. A change and its deliveries are never half done.
  func post() throws
  /// For each active webhook the first delivery that is due.
  func due(at now: Int64) throws -> [DueDelivery]
  /// Writes down what an attempt came to.
  func settle(_ outcome: DeliveryOutcome) throws
  /// Forgets what ended before that time, in milliseconds since 1970.
  func forget(before time: Int64) throws
}

package struct DueDelivery: Sendable, Equatable {
  package var delivery: Delivery
  package var url: String
  /// 32 bytes each; the newest first.
  package var secrets: [[UInt8]]

  package init(delivery: Delivery, url: String, secrets: [[UInt8]]) {
    self.delivery = delivery
    self.url = url
    self.secrets = secrets
  }
}

package struct DeliveryOutcome: Sendable, Equatable {
  package var delivery: Delivery
  package var attempt: Delivery.Attempt
  package var verdict: RetryPlan.Verdict

  package init(delivery: Delivery, attempt: Delivery.Attempt, verdict: RetryPlan.Verdict) {
    self.delivery = delivery
    self.attempt = attempt
    self.verdict = verdict
  }
}
