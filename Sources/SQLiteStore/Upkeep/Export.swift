import Domain
import JSON

extension SQLiteRepository {
  /// Gives every record as one line of JSON, in the order in which an import can take them: the same data gives the same lines.
  ///
  /// A line is `{"type","id","slug","status","created_at","published_at","members":{…}}`, deleted records left out.
  package func export(_ line: ([UInt8]) throws -> Void) throws {
    let connection = try Connection(path: folder.database, role: .reader)
    try connection.snapshot {
      for type in [RecordType.organisation, .issue, .article, .notice, .event, .award] {
        var rows: [Int64] = []
        try connection.query("SELECT seq FROM \(type.plural) WHERE deleted_at IS NULL ORDER BY coalesce(published_at, created_at), id") {
          rows.append($0.integer(0))
        }
        for row in rows {
          if let record = try connection.load(type, seq: row) { try line(Self.exported(record)) }
        }
      }
    }
  }

  private static func exported(_ record: StoredRecord) -> [UInt8] {
    var writer = JSONWriter(reserving: 2_048)
    writer.object {
      $0.key("type")
      $0.string(record.type.rawValue)
      $0.key("id")
      $0.string(record.id)
      $0.key("status")
      $0.string(record.status.rawValue)
      $0.key("created_at")
      $0.value(record["created_at"].member(.time))
      $0.key("published_at")
      $0.value(record.publishedAt.map { .string(Timestamp(milliseconds: $0).text) } ?? .null)
      $0.key("members")
      $0.value(.object(record.members))
    }
    return writer.bytes + [UInt8(ascii: "\n")]
  }

  /// Takes one line of an export; one whose id is already here is left as it is and gives false.
  package func importLine(_ line: [UInt8], by author: Author) throws -> Bool {
    let object: [String: JSONValue]
    do {
      object = try JSONReader().read(line).object ?? [:]
    } catch {
      throw BulletinError(.malformed, "The line is not JSON: \(error).")
    }
    guard let type = object["type"]?.string.flatMap(RecordType.init), let id = object["id"]?.string, Identifier.isOne(id),
      let status = object["status"]?.string.flatMap(Status.init), let members = object["members"]?.object
    else { throw BulletinError(.malformed, "The line is no record of an export: it needs type, id, status and members.") }
    let valid = try RecordSchema.of(type).validate(members).get()
    let times = ["created_at", "published_at"].map { object[$0]?.string.flatMap(Timestamp.init)?.milliseconds }
    return try writeAndWait { session in
      guard let session = session as? SQLiteWriteSession else { return false }
      return try session.take(type, id: id, valid, status: status, createdAt: times[0], publishedAt: times[1], by: author)
    }
  }
}

extension SQLiteWriteSession {
  fileprivate func take(
    _ type: RecordType, id: String, _ members: [String: JSONValue], status: Status, createdAt: Int64?, publishedAt: Int64?,
    by author: Author
  ) throws -> Bool {
    if try connection.find(type, id) != nil { return false }
    var record = try draft(type, members)
    record["id"] = .text(id)
    if let createdAt { record["created_at"] = .integer(createdAt) }
    record.publishedAt = publishedAt
    record.status = status
    record.edited = true
    try add(&record, action: "import", by: author)
    return true
  }
}
