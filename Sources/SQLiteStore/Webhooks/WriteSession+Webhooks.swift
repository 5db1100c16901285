import Domain
import JSON

extension SQLiteWriteSession {
  func webhook(_ id: String) throws -> Webhook { try connection.webhook(id).webhook }

  func add(_ webhook: Webhook, by author: Author) throws -> Webhook {
    let count = try connection.first("SELECT count(*) FROM webhooks") { $0.integer(0) } ?? 0
    guard count < Webhook.maxCount else {
      throw BulletinError(
        .conflict, "There are \(Webhook.maxCount) webhooks already; delete one first.", chinese: "webhook 已达 \(Webhook.maxCount) 个，请先删除。")
    }
    var added = webhook
    added.id = identifiers.next(at: now)
    try connection.run(
      """
      INSERT INTO webhooks (
        id, version, url, description, events, active, disabled_reason, secret_number, former_secret_until, created_at, updated_at,
        last_change
      )
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(seq), 0) FROM changes))
      """, [.text(added.id)] + values(of: added) + [.integer(added.createdAt), .integer(added.updatedAt)])
    try note("create", added, by: author)
    return added
  }

  func replace(_ webhook: Webhook, by author: Author) throws -> Webhook {
    let before = try connection.webhook(webhook.id)
    var changed = webhook
    changed.version = before.webhook.version + 1
    changed.updatedAt = now
    try connection.run(
      """
      UPDATE webhooks
      SET version = ?, url = ?, description = ?, events = ?, active = ?, disabled_reason = ?, secret_number = ?,
        former_secret_until = ?, updated_at = ?
      WHERE seq = ?
      """, values(of: changed) + [.integer(now), .integer(before.seq)])
    if changed.isActive, !before.webhook.isActive { try beginAnew(before.seq) }
    if !changed.isActive { try abandon(before.seq, because: "The webhook was stopped.") }
    try note("update", changed, by: author)
    return changed
  }

  func remove(webhook id: String, by author: Author) throws {
    let (seq, webhook) = try connection.webhook(id)
    try connection.run("DELETE FROM webhooks WHERE seq = ?", [.integer(seq)])
    try note("delete", webhook, by: author)
  }

  func test(webhook id: String, by author: Author) throws -> Delivery {
    let (seq, webhook) = try active(id)
    try note("test", webhook, by: author)
    return try queue(.test(webhook: id), for: webhook, seq)
  }

  func redeliver(_ id: String, of webhook: String, by author: Author) throws -> Delivery {
    let known = try active(webhook).webhook
    guard try connection.delivery(id, of: webhook).status != .pending else {
      throw BulletinError(.conflict, "This delivery is still on its way.", chinese: "该投递仍在进行中。")
    }
    try connection.run(Self.requeue + "WHERE id = ?", [.integer(now), .text(id)])
    try note("redeliver", known, by: author)
    return try connection.delivery(id, of: webhook)
  }

  func redeliverFailed(of id: String, by author: Author) throws -> Int {
    let (seq, webhook) = try active(id)
    try connection.run(Self.requeue + "WHERE webhook = ? AND status = 'failed'", [.integer(now), .integer(seq)])
    let count = connection.changedRows
    try note("redeliver", webhook, by: author)
    return count
  }

  /// Puts a message for one receiver into its queue.
  @discardableResult
  func queue(_ event: ChangeEvent, for webhook: Webhook, _ seq: Int64) throws -> Delivery {
    let delivery = Delivery(
      id: identifiers.next(at: now), webhook: webhook.id, event: event.name, body: event.body(at: now), createdAt: now)
    try connection.run(
      """
      INSERT INTO deliveries (id, webhook, event, body, created_at, status, attempts, next_attempt_at)
      VALUES (?, ?, ?, ?, ?, 'pending', 0, ?)
      """,
      [
        .text(delivery.id), .integer(seq), .text(delivery.event), .text(String(decoding: delivery.body, as: UTF8.self)), .integer(now),
        .integer(now),
      ])
    return delivery
  }

  /// What still waits for a receiver that gets nothing more has failed, and can be sent again.
  func abandon(_ seq: Int64, because reason: String) throws {
    try connection.run(
      """
      UPDATE deliveries
      SET status = 'failed', next_attempt_at = NULL, error = coalesce(error, ?)
      WHERE webhook = ? AND status = 'pending'
      """, [.text(reason), .integer(seq)])
  }

  private static let requeue = """
    UPDATE deliveries
    SET status = 'pending', attempts = 0, next_attempt_at = ?

    """

  /// What changed while it was stopped is not sent: whoever missed it reads the changes.
  private func beginAnew(_ seq: Int64) throws {
    try connection.run(
      """
      UPDATE webhooks
      SET last_change = (SELECT coalesce(max(seq), 0) FROM changes), last_success_at = ?
      WHERE seq = ?
      """, [.integer(now), .integer(seq)])
  }

  private func active(_ id: String) throws -> (seq: Int64, webhook: Webhook) {
    let found = try connection.webhook(id)
    guard found.webhook.isActive else {
      throw BulletinError(.conflict, "The webhook is stopped; set active to true first.", chinese: "该 webhook 已停用，请先将 active 设为 true。")
    }
    return found
  }

  private func note(_ action: String, _ webhook: Webhook, by author: Author) throws {
    try audit("webhook", webhook.id, version: webhook.version, action: action, content: webhook.json(), by: author)
  }

  /// What an INSERT and an UPDATE have in common.
  private func values(of webhook: Webhook) -> [Binding] {
    let events = JSONValue.array(webhook.events.map(JSONValue.string)).bytes
    return [
      .integer(webhook.version), .text(webhook.url), .optional(webhook.description), .text(String(decoding: events, as: UTF8.self)),
      .boolean(webhook.isActive), .optional(webhook.disabledReason?.rawValue), .integer(webhook.secretNumber),
      .optional(webhook.formerSecretUntil),
    ]
  }
}
