import Domain
import HTTP
import JSON

/// The writing routes of one type of record.
struct RecordWriting: Sendable {
  let type: RecordType
  let schema: RecordSchema

  init(_ type: RecordType) {
    self.type = type
    schema = RecordSchema.of(type)
  }

  func create(_ call: Call) throws -> Route.Work {
    try call.parameters().check()
    var members = try schema.validate(call.members(schema)).get()
    let status = try initialStatus(members.removeValue(forKey: "status"), call)
    let checked = members
    let (type, author) = (type, call.author)
    return { session in
      let record = try session.insert(type, checked, status: status, by: author)
      return .record(try session.render(type, id: record.id, .written), status: 201, location: "/v1/\(type.plural)/\(record.id)")
    }
  }

  func replace(_ call: Call) throws -> Route.Work {
    let members = try call.members()
    return try change(call) { _ in .object(members) }
  }

  func patch(_ call: Call) throws -> Route.Work {
    let document = try call.json()
    if call.mediaType == "application/json-patch+json" {
      let patch = try JSONPatch(document)
      return try change(call) { try patch.apply(to: $0) }
    }
    guard document.object != nil else {
      throw BulletinError(.validation, "A merge patch of a record is a JSON object.", chinese: "合并补丁应为 JSON 对象。")
    }
    return try change(call) { MergePatch.apply(document, to: $0) }
  }

  func delete(_ call: Call) throws -> Route.Work {
    var reader = call.parameters()
    let purge = reader.flag("purge")
    try reader.check()
    if purge { try call.require(.admin) }
    let condition = try condition(call)
    let (type, key, author) = (type, call.key, call.author)
    return { session in
      let current = try session.current(type, key)
      // What was deleted is gone, but can still be purged.
      if current.isDeleted, !purge { throw BulletinError.gone }
      try condition.check(current) { try session.render(type, id: current.id, .written).updatedAt }
      try session.delete(type, id: current.id, purge: purge, by: author)
      return .nothing
    }
  }

  func restore(_ call: Call) throws -> Route.Work {
    try act(call) { session, current, author in
      if current.isDeleted { return try session.restore(type, id: current.id, by: author) }
      guard current.status == .withdrawn else {
        throw BulletinError(.conflict, "Only what was deleted or withdrawn can be restored.", chinese: "只能恢复已删除或已撤回的内容。")
      }
      return try session.setStatus(type, id: current.id, .draft, at: nil, by: author)
    }
  }

  func restoreRevision(_ call: Call) throws -> Route.Work {
    guard let version = call.path["n"].flatMap(Int64.init) else { throw BulletinError.notFound() }
    return try act(call) { session, current, author in
      let members = try session.revision(type, id: current.id, version: version)
      return try session.update(type, id: current.id, members, by: author.noting("restores version \(version)"))
    }
  }

  /// Replaces all members by what `edit` makes of the record as staff sees it.
  private func change(_ call: Call, _ edit: @escaping @Sendable (JSONValue) throws -> JSONValue) throws -> Route.Work {
    try call.parameters().check()
    let condition = try condition(call)
    let (type, schema, key, author) = (type, schema, call.key, call.author)
    return { session in
      let current = try session.current(type, key)
      if current.isDeleted { throw BulletinError.gone }
      let shown = try session.render(type, id: current.id, .written)
      try condition.check(current) { shown.updatedAt }
      let standing = try shown.members()
      guard let edited = try edit(.object(standing)).object else {
        throw BulletinError(.validation, "The patch does not leave a JSON object.", chinese: "补丁的结果不是 JSON 对象。")
      }
      var members = try schema.validate(edited, .replace(standing: standing)).get()
      members["status"] = nil
      // A write that changes nothing makes no new version.
      if members == schema.stored(standing) { return .record(shown) }
      let record = try session.update(type, id: current.id, members, by: author)
      return .record(try session.render(type, id: record.id, .written))
    }
  }

  /// A step in the life of an item, such as publish.
  func act(
    _ call: Call, _ step: @escaping @Sendable (any WriteSession, CurrentRecord, Author) throws -> CurrentRecord
  ) throws -> Route.Work {
    try call.parameters().check()
    let condition = try WriteCondition(call.request.head, isRequired: false, now: call.api.surroundings.now() / 1_000)
    let (type, key, author) = (type, call.key, call.author)
    return { session in
      let current = try session.current(type, key)
      try condition.check(current) { try session.render(type, id: current.id, .written).updatedAt }
      let record = try step(session, current, author)
      return .record(try session.render(type, id: record.id, .written))
    }
  }

  private func condition(_ call: Call) throws -> WriteCondition {
    try WriteCondition(
      call.request.head, isRequired: call.api.settings.requireIfMatch, now: call.api.surroundings.now() / 1_000)
  }

  private func initialStatus(_ value: JSONValue?, _ call: Call) throws -> Status {
    guard type.isItem else { return .published }
    guard value == .string(Status.published.rawValue) else { return .draft }
    try call.require(.publish)
    return .published
  }
}

extension Projection {
  /// What a writer gets back: everything, the body as Markdown.
  static let written = Projection(viewer: .staff)
}

extension RenderedRecord {
  func members() throws -> [String: JSONValue] {
    do {
      return try JSONReader().read(json).object ?? [:]
    } catch {
      throw BulletinError(.internal, "A rendered record is not JSON: \(error)")
    }
  }
}

extension RecordSchema {
  /// The stored form of what is shown; nil members where it would not be taken.
  func stored(_ standing: [String: JSONValue]) -> [String: JSONValue]? {
    let validated = validate(standing, .replace(standing: standing))
    guard validated.faults.isEmpty else { return nil }
    var members = validated.members
    members["status"] = nil
    return members
  }
}

extension BulletinError {
  static let gone = BulletinError(.gone, "This was deleted; restore brings it back.", chinese: "该内容已删除，可用 restore 恢复。")
}

extension Author {
  func noting(_ note: String) -> Author {
    Author(token: token, name: name, address: address, note: note)
  }
}
