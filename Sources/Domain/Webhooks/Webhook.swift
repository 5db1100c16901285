import JSON

/// A receiver that is told of published changes by HTTP requests (Standard Webhooks).
package struct Webhook: Sendable, Equatable {
  /// Why the server itself stopped sending.
  package enum DisabledReason: String, Sendable, CaseIterable {
    /// The receiver answered 410.
    case gone
    /// A delivery used up its retries, and nothing else had arrived since it was made.
    case failing
  }

  /// Most that one server keeps.
  package static let maxCount = 100
  /// How long the former secret signs along after a new one was made, in milliseconds.
  package static let secretOverlap = Timestamp.millisecondsPerDay

  package var id: String
  package var version: Int64 = 1
  package var url: String
  package var description: String?
  /// Names of events, or of types for all of theirs; empty: everything.
  package var events: [String] = []
  package var isActive = true
  package var disabledReason: DisabledReason?
  /// Counts the secrets made for it.
  package var secretNumber: Int64 = 1
  /// Milliseconds since 1970, as all times here; nil: one secret counts.
  package var formerSecretUntil: Int64?
  package var createdAt: Int64
  package var updatedAt: Int64

  package init(id: String, url: String, createdAt: Int64) {
    self.id = id
    self.url = url
    self.createdAt = createdAt
    updatedAt = createdAt
  }

  /// Purposes under which the store makes the secrets that count now, the newest first: no secret is ever stored.
  package func secretPurposes(at now: Int64) -> [String] {
    let former = formerSecretUntil.map { $0 > now } ?? false
    return (former ? [secretNumber, secretNumber - 1] : [secretNumber]).map { "webhook \(id) \($0)" }
  }

  package func wants(_ event: String) -> Bool {
    events.isEmpty || events.contains(event) || events.contains(String(event.prefix { $0 != "." }))
  }

  /// Makes a new secret count, beside the present one for a day.
  package mutating func renewSecret(at now: Int64) {
    secretNumber += 1
    formerSecretUntil = now + Self.secretOverlap
  }
}

extension Webhook {
  private static let maxURLCharacters = 2_000
  private static let maxDescriptionCharacters = 200

  /// What `events` may name.
  package static let eventNames = RecordType.allCases.flatMap { type in
    [type.rawValue] + ChangeEvent.Verb.allCases.map { "\(type.rawValue).\($0.rawValue)" }
  }

  /// The members in their documented order; the secret is shown beside them when it is made, and never again.
  package static let fields: [Field] = [
    Field("id", .text(max: Identifier.length), .readOnly, "Its id."),
    Field("url", .text(max: maxURLCharacters), .required, "Where deliveries are posted: https, at a public address."),
    Field("description", .text(max: maxDescriptionCharacters), "For people."),
    Field(
      "events", .list(of: .choice(eventNames), max: eventNames.count),
      "Events to be told of, such as article.published, or a type for all of its; none: everything."),
    Field("active", .boolean, "Whether deliveries are made; true makes them begin again with what changes from then on."),
    Field(
      "disabled_reason", .choice(DisabledReason.allCases.map(\.rawValue)), .readOnly,
      "Why the server stopped: the receiver answered 410 (gone), or failed for days (failing)."),
    Field("version", .integer(1...Int64.max), .readOnly, "Counts its changes."),
    Field("created_at", .time, .readOnly, "When it was made."),
    Field("updated_at", .time, .readOnly, "When it was last changed."),
  ]

  /// Takes members that were held against `fields`.
  package mutating func take(_ members: [String: JSONValue]) {
    url = members["url"]?.string ?? url
    description = members["description"]?.string
    events = members["events"]?.array?.compactMap(\.string) ?? []
    if case .boolean(let flag)? = members["active"] { isActive = flag }
    if isActive { disabledReason = nil }
  }

  /// As a client sees it, without its secret.
  package func json() -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.key("id")
      $0.string(id)
      $0.key("url")
      $0.string(url)
      $0.key("description")
      $0.optional(description)
      $0.key("events")
      $0.strings(events)
      $0.key("active")
      $0.boolean(isActive)
      $0.key("disabled_reason")
      $0.optional(disabledReason?.rawValue)
      $0.key("version")
      $0.integer(version)
      $0.key("created_at")
      $0.string(Timestamp(milliseconds: createdAt).text)
      $0.key("updated_at")
      $0.string(Timestamp(milliseconds: updatedAt).text)
    }
    return writer.bytes
  }
}
