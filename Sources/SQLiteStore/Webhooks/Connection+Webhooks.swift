import Domain
import JSON

extension Connection {
  private static let webhookColumns = """
    id, version, url, description, events, active, disabled_reason, secret_number, former_secret_until, created_at, updated_at
    """
  private static let deliveryColumns = """
    d.id, w.id, d.event, d.body, d.created_at, d.status, d.attempts, d.next_attempt_at, d.last_attempt_at, d.milliseconds,
    d.response_status, d.error
    """

  /// The webhook and its row's number.
  func webhook(_ id: String) throws -> (seq: Int64, webhook: Webhook) {
    let found = try first(
      """
      SELECT \(Self.webhookColumns), seq
      FROM webhooks
      WHERE id = ?
      """, [.text(id)]
    ) { ($0.integer(11), try Self.webhook($0)) }
    guard let found else { throw BulletinError(.notFound, "There is no webhook of that id.", chinese: "没有该编号的 webhook。") }
    return found
  }

  func webhooks(limit: Int, cursor text: String?, _ key: [UInt8]) throws -> RenderedList {
    let identity = Array("webhooks".utf8)
    let cursor = try text.map { try Cursor($0, for: identity, key: key) }
    var page = PageWriter(limit: limit)
    try query(
      """
      SELECT \(Self.webhookColumns), seq
      FROM webhooks
      WHERE seq > ?
      ORDER BY seq
      LIMIT ?
      """, [cursor?.value ?? .integer(0), .integer(Int64(limit + 1))]
    ) { row in
      guard page.takes(Cursor(value: .integer(row.integer(11)), id: "-", part: 0)) else { return }
      page.items += try Self.webhook(row).json()
    }
    return page.list(identity: identity, key: key)
  }

  func delivery(_ id: String, of webhook: String) throws -> Delivery {
    let found = try first(
      """
      SELECT \(Self.deliveryColumns)
      FROM deliveries d
      JOIN webhooks w ON w.seq = d.webhook
      WHERE d.id = ? AND w.id = ?
      """, [.text(id), .text(webhook)], Self.delivery)
    guard let found else { throw BulletinError(.notFound, "There is no delivery of that id.", chinese: "没有该编号的投递。") }
    return found
  }

  func deliveries(of id: String, status: Delivery.Status?, limit: Int, cursor text: String?, _ key: [UInt8]) throws -> RenderedList {
    let identity = Array("deliveries\n\(id)\n\(status?.rawValue ?? "")".utf8)
    let cursor = try text.map { try Cursor($0, for: identity, key: key) }
    let webhook = try webhook(id)
    var page = PageWriter(limit: limit)
    try query(
      """
      SELECT \(Self.deliveryColumns), d.seq
      FROM deliveries d
      JOIN webhooks w ON w.seq = d.webhook
      WHERE d.webhook = ? AND d.seq < ? AND (?3 IS NULL OR d.status = ?3)
      ORDER BY d.seq DESC
      LIMIT ?
      """,
      [.integer(webhook.seq), cursor?.value ?? .integer(.max), .optional(status?.rawValue), .integer(Int64(limit + 1))]
    ) { row in
      guard page.takes(Cursor(value: .integer(row.integer(12)), id: "-", part: 0)) else { return }
      page.items += try Self.delivery(row).json
    }
    return page.list(identity: identity, key: key)
  }

  /// For each active webhook the delivery that has been due longest, with what it takes to send it.
  func dueDeliveries(at now: Int64) throws -> [(webhook: Webhook, delivery: Delivery)] {
    var due: [(String, Delivery)] = []
    try query(
      """
      SELECT \(Self.deliveryColumns)
      FROM webhooks w
      JOIN deliveries d ON d.seq = (
        SELECT seq
        FROM deliveries
        WHERE webhook = w.seq AND status = 'pending' AND next_attempt_at <= ?
        ORDER BY next_attempt_at, seq
        LIMIT 1
      )
      WHERE w.active = 1
      ORDER BY d.next_attempt_at
      """, [.integer(now)]
    ) { due.append(($0.text(1), try Self.delivery($0))) }
    return try due.map { (try webhook($0.0).webhook, $0.1) }
  }

  private static func webhook(_ row: Statement) throws -> Webhook {
    var webhook = Webhook(id: row.text(0), url: row.text(2), createdAt: row.integer(9))
    webhook.version = row.integer(1)
    webhook.description = row.optionalText(3)
    webhook.events = try JSONReader().read(Array(row.utf8(4))).array?.compactMap(\.string) ?? []
    webhook.isActive = row.integer(5) == 1
    webhook.disabledReason = row.optionalText(6).flatMap(Webhook.DisabledReason.init)
    webhook.secretNumber = row.integer(7)
    webhook.formerSecretUntil = row.optionalInteger(8)
    webhook.updatedAt = row.integer(10)
    return webhook
  }

  private static func delivery(_ row: Statement) throws -> Delivery {
    var delivery = Delivery(
      id: row.text(0), webhook: row.text(1), event: row.text(2), body: Array(row.utf8(3)), createdAt: row.integer(4))
    delivery.status = Delivery.Status(rawValue: row.text(5)) ?? .failed
    delivery.attempts = Int(row.integer(6))
    delivery.nextAttemptAt = row.optionalInteger(7)
    if let at = row.optionalInteger(8) {
      delivery.last = Delivery.Attempt(
        at: at, milliseconds: row.integer(9), answer: row.optionalInteger(10).map { Int($0) }, error: row.optionalText(11))
    }
    return delivery
  }
}
