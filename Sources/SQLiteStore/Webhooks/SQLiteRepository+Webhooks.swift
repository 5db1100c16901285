import Domain

extension SQLiteRepository: WebhookStore {
  package func webhook(_ id: String, reader: Int) throws -> Webhook { try read(reader) { try $0.webhook(id).webhook } }

  package func webhooks(limit: Int, cursor: String?, reader: Int) throws -> RenderedList {
    try read(reader) { try $0.webhooks(limit: limit, cursor: cursor, cursorKey) }
  }

  package func delivery(_ id: String, of webhook: String, reader: Int) throws -> Delivery {
    try read(reader) { try $0.delivery(id, of: webhook) }
  }

  package func deliveries(of webhook: String, status: Delivery.Status?, limit: Int, cursor: String?, reader: Int) throws -> RenderedList {
    try read(reader) { try $0.deliveries(of: webhook, status: status, limit: limit, cursor: cursor, cursorKey) }
  }
}

extension SQLiteRepository: Outbox {
  /// Changes taken in one transaction; the rest follows at once.
  private static let changesAtOnce = 100

  package func post() throws {
    while try hasNews() {
      try writeAndWait { session in
        guard let session = session as? SQLiteWriteSession else { return }
        try session.postNews(limit: Self.changesAtOnce)
      }
    }
  }

  package func due(at now: Int64) throws -> [DueDelivery] {
    try read(offLoop) { try $0.dueDeliveries(at: now) }.map { webhook, delivery in
      DueDelivery(delivery: delivery, url: webhook.url, secrets: webhook.secretPurposes(at: now).map(secret))
    }
  }

  package func settle(_ outcome: DeliveryOutcome) throws {
    try writeAndWait { session in
      guard let session = session as? SQLiteWriteSession else { return }
      try session.settle(outcome)
    }
  }

  package func forget(before time: Int64) throws {
    try writeRows { connection, _ in
      try connection.run("DELETE FROM deliveries WHERE created_at < ? AND status <> 'pending'", [.integer(time)])
    }
  }

  private func hasNews() throws -> Bool {
    try read(offLoop) { connection in
      try connection.first(
        """
        SELECT 1
        FROM webhooks
        WHERE active = 1 AND last_change < (SELECT coalesce(max(seq), 0) FROM changes)
        """
      ) { _ in true } ?? false
    }
  }
}

extension SQLiteWriteSession {
  /// The deliveries of the changes that each active webhook has not seen yet.
  fileprivate func postNews(limit: Int) throws {
    var behind: [(id: String, last: Int64)] = []
    try connection.query(
      """
      SELECT id, last_change
      FROM webhooks
      WHERE active = 1 AND last_change < (SELECT coalesce(max(seq), 0) FROM changes)
      """
    ) { behind.append(($0.text(0), $0.integer(1))) }
    for (id, last) in behind {
      let (seq, webhook) = try connection.webhook(id)
      let changes = try connection.changes(after: last, limit: limit)
      for change in changes.known where webhook.wants(ChangeEvent.change(change).name) { try queue(.change(change), for: webhook, seq) }
      try connection.run("UPDATE webhooks SET last_change = ? WHERE seq = ?", [.integer(changes.last), .integer(seq)])
    }
  }

  fileprivate func settle(_ outcome: DeliveryOutcome) throws {
    let (delivery, attempt) = (outcome.delivery, outcome.attempt)
    let (status, next): (Delivery.Status, Int64?) =
      switch outcome.verdict {
      case .delivered: (.delivered, nil)
      case .again(let time): (.pending, time)
      case .failed, .gone: (.failed, nil)
      }
    // One that was stopped, deleted or queued anew meanwhile is left as it is now.
    try connection.run(
      """
      UPDATE deliveries
      SET status = ?, attempts = attempts + 1, next_attempt_at = ?, last_attempt_at = ?, milliseconds = ?, response_status = ?, error = ?
      WHERE id = ? AND status = 'pending' AND attempts = ?
      """,
      [
        .text(status.rawValue), .optional(next), .integer(attempt.at), .integer(attempt.milliseconds),
        .optional(attempt.answer.map(Int64.init)), .optional(attempt.error), .text(delivery.id), .integer(Int64(delivery.attempts)),
      ])
    guard connection.changedRows == 1 else { return }
    let (seq, webhook) = try connection.webhook(delivery.webhook)
    switch outcome.verdict {
    case .delivered: try connection.run("UPDATE webhooks SET last_success_at = ? WHERE seq = ?", [.integer(now), .integer(seq)])
    case .gone: try stop(webhook, .gone)
    case .failed:
      if delivery.event != ChangeEvent.testName, try !hasSucceeded(seq, since: delivery.createdAt) { try stop(webhook, .failing) }
    case .again: break
    }
  }

  private func hasSucceeded(_ seq: Int64, since time: Int64) throws -> Bool {
    try connection.first("SELECT 1 FROM webhooks WHERE seq = ? AND last_success_at >= ?", [.integer(seq), .integer(time)]) { _ in true }
      ?? false
  }

  private func stop(_ webhook: Webhook, _ reason: Webhook.DisabledReason) throws {
    var stopped = webhook
    stopped.isActive = false
    stopped.disabledReason = reason
    _ = try replace(stopped, by: .courier)
  }
}

extension Author {
  /// In whose name a webhook is stopped that can't be reached.
  fileprivate static let courier = Author(token: "bulletin", name: "webhooks", address: "local")
}

extension Connection {
  /// Changes after that number, and the last number looked at.
  fileprivate func changes(after seq: Int64, limit: Int) throws -> (known: [ChangeEvent.Change], last: Int64) {
    var known: [ChangeEvent.Change] = []
    var last = seq
    try eachChange(since: seq, limit: limit) { row in
      last = row.integer(0)
      guard let type = RecordType(rawValue: row.text(1)) else { return }
      known.append(
        ChangeEvent.Change(
          seq: last, type: type, id: row.text(2), slug: row.text(3), op: row.text(4), version: row.integer(5), at: row.integer(6)))
    }
    return (known, last)
  }
}
