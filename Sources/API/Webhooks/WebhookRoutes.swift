import Domain
import HTTP
import JSON

/// Receivers of published changes: who they are.
struct WebhookRoutes: Sendable {
  private static let path = "/v1/webhooks"
  private static let one = path + "/{id}"

  var routes: [Route] {
    [
      .get(Self.path, list, auth: .scope(.admin), gives: .schema("WebhookList"), takes: [.limit, .cursor], "Receivers of changes."),
      .start(
        Self.path, create, auth: .scope(.admin), takes: .input("Webhook"), gives: .schema("WebhookWithSecret"), status: 201,
        "Makes a receiver; its secret is shown once."),
      .get(Self.one, get, auth: .scope(.admin), gives: .schema("Webhook"), "One receiver."),
      Route(
        method: .patch, template: Self.one, access: .scope(.admin), takes: .change("Webhook"), gives: .schema("Webhook"),
        isConditional: true, summary: "Changes parts of the receiver; active false stops it.", handle: patch),
      Route(
        method: .delete, template: Self.one, access: .scope(.admin), gives: .nothing, status: 204, isConditional: true,
        summary: "Removes the receiver and its log.", handle: delete),
      .start(
        Self.one + "/rotate-secret", rotate, auth: .scope(.admin), takes: .members([]), gives: .schema("WebhookWithSecret"), status: 200,
        "Makes a new secret and shows it once; the former one signs along for a day."),
    ] + DeliveryRoutes().routes
  }

  private func list(_ call: Call) throws -> Answer {
    var reader = call.parameters()
    let (limit, cursor) = (reader.integer("limit") ?? 20, reader.value("cursor"))
    try reader.check()
    return try call.answer(ListDocument.representation(call.repository.webhooks(limit: limit, cursor: cursor, reader: call.reader), call))
  }

  private func get(_ call: Call) throws -> Answer {
    try RecordReading.requireJSON(call)
    try call.parameters().check()
    let webhook = try call.repository.webhook(call.key, reader: call.reader)
    return try call.answer(Representation(webhook.json(), "application/json", tag: webhook.tag, modifiedAt: webhook.updatedAt))
  }

  private func create(_ call: Call) throws -> Answer {
    try call.parameters().check()
    var webhook = Webhook(id: "", url: "", createdAt: call.api.surroundings.now())
    webhook.take(try Webhook.fields.validate(call.members()).get())
    let (made, author) = (webhook, call.author)
    return try WebhookTargetCheck(call, webhook.url).then {
      try $0.write { session in
        let added = try session.add(made, by: author)
        return .webhook(added, showsSecret: true, status: 201)
      }
    }
  }

  private func patch(_ call: Call) throws -> Answer {
    try call.parameters().check()
    let condition = try Self.condition(call)
    let before = try call.repository.webhook(call.key, reader: call.reader)
    let changed = try Self.apply(call, to: before)
    let author = call.author
    let work: Route.Work = { session in
      let current = try session.webhook(before.id)
      try condition.check(version: current.version) { current.updatedAt }
      guard current.version == before.version else {
        throw BulletinError(.conflict, "The webhook was changed by another request; try again.", chinese: "该 webhook 刚被其他请求修改，请重试。")
      }
      return .webhook(changed == before ? current : try session.replace(changed, by: author))
    }
    guard changed.url != before.url else { return try call.write(work) }
    return try WebhookTargetCheck(call, changed.url).then { try $0.write(work) }
  }

  private static func apply(_ call: Call, to webhook: Webhook) throws -> Webhook {
    let document = try call.json()
    let standing = try JSONReader().read(webhook.json())
    let edited: JSONValue
    if call.mediaType == "application/json-patch+json" {
      edited = try JSONPatch(document).apply(to: standing)
    } else {
      guard document.object != nil else {
        throw BulletinError(.validation, "A merge patch is a JSON object.", chinese: "合并补丁应为 JSON 对象。")
      }
      edited = MergePatch.apply(document, to: standing)
    }
    guard let members = edited.object else {
      throw BulletinError(.validation, "The patch does not leave a JSON object.", chinese: "补丁的结果不是 JSON 对象。")
    }
    var changed = webhook
    changed.take(try Webhook.fields.validate(members).get())
    return changed
  }

  private func delete(_ call: Call) throws -> Answer {
    try call.parameters().check()
    let (condition, id, author) = (try Self.condition(call), call.key, call.author)
    return try call.write { session in
      let current = try session.webhook(id)
      try condition.check(version: current.version) { current.updatedAt }
      try session.remove(webhook: id, by: author)
      return .nothing
    }
  }

  private func rotate(_ call: Call) throws -> Answer {
    try call.parameters().check()
    _ = try call.optionalMembers([])
    let (id, author, now) = (call.key, call.author, call.api.surroundings.now())
    return try call.write { session in
      var webhook = try session.webhook(id)
      webhook.renewSecret(at: now)
      return .webhook(try session.replace(webhook, by: author), showsSecret: true)
    }
  }

  private static func condition(_ call: Call) throws -> WriteCondition {
    try WriteCondition(
      call.request.head, isRequired: call.api.settings.requireIfMatch, now: call.api.surroundings.now() / 1_000)
  }
}

extension Webhook {
  /// The opaque part of its entity tag.
  fileprivate var tag: String { "\(version)-\(id)" }
}

extension WrittenAnswer {
  fileprivate static func webhook(_ webhook: Webhook, showsSecret: Bool = false, status: Int = 200) -> WrittenAnswer {
    WrittenAnswer(
      status: status, location: status == 201 ? "/v1/webhooks/\(webhook.id)" : nil, tag: webhook.tag, body: webhook.json(),
      secretPurpose: showsSecret ? webhook.secretPurposes(at: .max)[0] : nil)
  }
}
