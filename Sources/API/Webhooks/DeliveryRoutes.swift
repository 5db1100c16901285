import Domain
import HTTP
import JSON

/// What a receiver was sent, and sending it again.
struct DeliveryRoutes: Sendable {
  private static let path = "/v1/webhooks/{id}"
  private static let status = QueryParameter(
    "status", .choice(Delivery.Status.allCases.map(\.rawValue)), "Only deliveries that stand so.")

  var routes: [Route] {
    [
      .get(
        Self.path + "/deliveries", list, auth: .scope(.admin), gives: .schema("DeliveryList"), takes: [Self.status, .limit, .cursor],
        conditional: false, "What it was sent, newest first; kept for 30 days."),
      .get(
        Self.path + "/deliveries/{delivery}", get, auth: .scope(.admin), gives: .schema("Delivery"), conditional: false,
        "One delivery and its last attempt."),
      .start(
        Self.path + "/deliveries/{delivery}/redeliver", redeliver, auth: .scope(.admin), takes: .members([]), gives: .schema("Delivery"),
        status: 202, "Sends a delivery that has ended once more, under the same id."),
      .start(
        Self.path + "/redeliver", redeliverFailed, auth: .scope(.admin), takes: .members([]), gives: .schema("Redelivery"), status: 202,
        "Sends all deliveries that failed once more."),
      .start(
        Self.path + "/test", test, auth: .scope(.admin), takes: .members([]), gives: .schema("Delivery"), status: 202,
        "Sends a message of the type webhook.test, in one attempt."),
    ]
  }

  private func list(_ call: Call) throws -> Answer {
    var reader = call.parameters()
    let (limit, cursor) = (reader.integer("limit") ?? 20, reader.value("cursor"))
    let status = reader.value("status").flatMap(Delivery.Status.init)
    try reader.check()
    let list = try call.repository.deliveries(of: call.key, status: status, limit: limit, cursor: cursor, reader: call.reader)
    return try call.answer(ListDocument.representation(list, call))
  }

  private func get(_ call: Call) throws -> Answer {
    try RecordReading.requireJSON(call)
    try call.parameters().check()
    let delivery = try call.repository.delivery(call.delivery, of: call.key, reader: call.reader)
    return try call.answer(.digested(delivery.json, "application/json"))
  }

  private func redeliver(_ call: Call) throws -> Answer {
    let (webhook, delivery, author) = (call.key, call.delivery, call.author)
    return try act(call) { session in .delivery(try session.redeliver(delivery, of: webhook, by: author)) }
  }

  private func redeliverFailed(_ call: Call) throws -> Answer {
    let (webhook, author) = (call.key, call.author)
    return try act(call) { session in
      var writer = JSONWriter()
      let count = try session.redeliverFailed(of: webhook, by: author)
      writer.object {
        $0.key("count")
        $0.integer(count)
      }
      return WrittenAnswer(status: 202, location: "/v1/webhooks/\(webhook)/deliveries", body: writer.bytes)
    }
  }

  private func test(_ call: Call) throws -> Answer {
    let (webhook, author) = (call.key, call.author)
    return try act(call) { session in .delivery(try session.test(webhook: webhook, by: author)) }
  }

  private func act(_ call: Call, _ work: @escaping Route.Work) throws -> Answer {
    try call.parameters().check()
    _ = try call.optionalMembers([])
    return try call.write(work)
  }
}

extension Call {
  fileprivate var delivery: String { path["delivery"] ?? "" }
}

extension WrittenAnswer {
  /// Taken in hand: how it went is found at its address.
  fileprivate static func delivery(_ delivery: Delivery) -> WrittenAnswer {
    WrittenAnswer(status: 202, location: "/v1/webhooks/\(delivery.webhook)/deliveries/\(delivery.id)", body: delivery.json)
  }
}
