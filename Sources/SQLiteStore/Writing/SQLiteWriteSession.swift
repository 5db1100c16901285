import Domain
import JSON

/// The writes of one job inside its batch's transaction. Confined to the writer's queue.
final class SQLiteWriteSession {
  let connection: Connection
  /// Milliseconds since 1970, the same for the whole job.
  let now: Int64
  let identifiers: IdentifierSource
  let publication: PublicationRow
  /// What was written last, as its row has it now.
  var written: StoredRecord?
  /// Made when the batch commits.
  var searchChanges: [SearchChange] = []
  /// True once something that readers see has changed.
  var changesPublication = false

  init(connection: Connection, now: Int64, identifiers: IdentifierSource, publication: PublicationRow) {
    self.connection = connection
    self.now = now
    self.identifiers = identifiers
    self.publication = publication
  }

  /// The record that an id or slug names, deleted ones too.
  func existing(_ type: RecordType, _ key: String) throws -> StoredRecord {
    guard let seq = try connection.find(type, key), let record = try connection.load(type, seq: seq) else {
      throw BulletinError(.notFound, "There is no \(type.rawValue) of that id or slug.")
    }
    return record
  }

  /// As `existing`, but only what was not deleted.
  func standing(_ type: RecordType, _ key: String) throws -> StoredRecord {
    let record = try existing(type, key)
    guard record.deletedAt == nil else { throw BulletinError(.gone, "This \(type.rawValue) was deleted.") }
    return record
  }
}

extension SQLiteWriteSession: WriteSession {
  func insert(_ type: RecordType, _ members: [String: JSONValue], status: Status, by author: Author) throws -> CurrentRecord {
    var record = try draft(type, members)
    record.edited = true
    record.status = type.isItem ? status : .published
    try add(&record, action: "create", by: author)
    return record.current
  }

  func current(_ type: RecordType, _ key: String) throws -> CurrentRecord {
    try existing(type, key).current
  }

  func update(_ type: RecordType, id: String, _ members: [String: JSONValue], by author: Author) throws -> CurrentRecord {
    let before = try standing(type, id)
    var record = before
    try fill(&record, with: members, keepingSlug: true)
    record.edited = true
    try replace(before, with: &record, action: "update", by: author)
    return record.current
  }

  func setStatus(_ type: RecordType, id: String, _ status: Status, at: Int64?, by author: Author) throws -> CurrentRecord {
    let before = try standing(type, id)
    guard before.status != status || status == .scheduled else { return before.current }
    var record = before
    try record.move(to: status, at: at)
    try replace(before, with: &record, action: status.action, by: author)
    return record.current
  }

  func delete(_ type: RecordType, id: String, purge: Bool, by author: Author) throws {
    let before = purge ? try existing(type, id) : try standing(type, id)
    var record = before
    if before.deletedAt == nil {
      record.deletedAt = now
      try replace(before, with: &record, action: "delete", by: author)
    }
    // Deleted first, so that whatever shows it has let go of it.
    if purge { try remove(record, by: author) }
  }

  func restore(_ type: RecordType, id: String, by author: Author) throws -> CurrentRecord {
    let before = try existing(type, id)
    guard before.deletedAt != nil else { return before.current }
    var record = before
    record.deletedAt = nil
    try replace(before, with: &record, action: "restore", by: author)
    return record.current
  }

  func render(_ type: RecordType, id: String, _ projection: Projection) throws -> RenderedRecord {
    if let written, written.type == type, written.id == id, written.deletedAt == nil, projection.viewer.seesDrafts {
      return try connection.show(written, Presentation(type, projection))
    }
    return try connection.record(type, id, projection)
  }
}

extension Status {
  fileprivate var action: String {
    switch self {
    case .draft: "unschedule"
    case .scheduled: "schedule"
    case .published: "publish"
    case .withdrawn: "withdraw"
    }
  }
}

extension StoredRecord {
  /// Goes over to another status, or says why that cannot be.
  mutating func move(to status: Status, at: Int64?) throws {
    guard type.isItem else { throw BulletinError(.conflict, "Only articles, notices, events and awards are published and withdrawn.") }
    switch (self.status, status) {
    case (_, .published):
      self["publish_at"] = .null
    case (.draft, .scheduled), (.scheduled, .scheduled), (.withdrawn, .scheduled):
      guard let at else {
        let fault = BulletinError.Fault(pointer: "/publish_at", code: "required", detail: "Say when it is to be published.")
        throw BulletinError(.validation, "A time is needed to schedule it.", faults: [fault])
      }
      self["publish_at"] = .integer(at)
    case (.scheduled, .draft), (.withdrawn, .draft):
      self["publish_at"] = .null
    case (.published, .withdrawn):
      self["unpublish_at"] = .null
    default:
      throw BulletinError(.conflict, "A \(self.status.rawValue) item cannot become \(status.rawValue).")
    }
    self.status = status
  }
}
