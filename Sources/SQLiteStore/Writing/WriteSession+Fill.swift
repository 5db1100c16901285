import Domain
import JSON

extension SQLiteWriteSession {
  /// A new record of those members, not stored yet.
  func draft(_ type: RecordType, _ members: [String: JSONValue]) throws -> StoredRecord {
    let layout = RecordLayout.of(type)
    var record = StoredRecord(
      layout: layout, seq: 0, position: 0, changedAt: now, deletedAt: nil, edited: false, ingestKey: nil, ingestDigest: nil, status: .draft,
      publishedAt: nil, cells: Array(repeating: .null, count: layout.schema.fields.count))
    record["type"] = .text(type.rawValue)
    if layout.isItem { record["warnings"] = .json(Array("[]".utf8)) }
    try fill(&record, with: members, keepingSlug: false)
    return record
  }

  /// Puts validated members into their cells and finds what they refer to, with a fault for each that leads nowhere.
  func fill(_ record: inout StoredRecord, with members: [String: JSONValue], keepingSlug: Bool) throws {
    var faults: [BulletinError.Fault] = []
    for field in record.layout.schema.writable {
      let value = members[field.name] ?? .null
      switch (field.name, field.kind) {
      case ("slug", _):
        if let slug = value.string { record["slug"] = .text(slug) } else if !keepingSlug { record["slug"] = .null }
      case ("organisations", _):
        record.links = try links(value, &faults)
      case (_, .reference(let type)):
        record[field.name] = try reference(to: type, value, "/\(field.name)", &faults)
      default:
        record[field.name] = Self.cell(value == .null ? field.absentValue : value, field.kind)
      }
    }
    guard faults.isEmpty else { throw BulletinError(.validation, "Something it refers to does not exist.", faults: faults) }
  }

  static func cell(_ value: JSONValue, _ kind: Field.Kind) -> Cell {
    switch (value, kind) {
    case (.null, _): .null
    case (.string(let text), .time): Timestamp(text).map { .integer($0.milliseconds) } ?? .null
    case (.string(let text), _): .text(text)
    case (.boolean(let flag), _): .integer(flag ? 1 : 0)
    case (.integer(let whole), .number): .real(Double(whole))
    case (.integer(let whole), _): .integer(whole)
    case (.number(let real), _): .real(real)
    case (.array, .list(of: .object(let fields), max: _)): .json(ordered(value, fields))
    case (.array, _), (.object, _): .json(value.bytes)
    }
  }

  /// Objects with their members in the order of the field table.
  private static func ordered(_ list: JSONValue, _ fields: [Field]) -> [UInt8] {
    var writer = JSONWriter()
    writer.array { array in
      for entry in list.array ?? [] {
        array.object { object in
          for field in fields {
            object.key(field.name)
            object.value(entry.object?[field.name] ?? .null)
          }
        }
      }
    }
    return writer.bytes
  }

  private func reference(to type: RecordType, _ value: JSONValue, _ pointer: String, _ faults: inout [BulletinError.Fault]) throws -> Cell {
    guard let key = value.string else { return .null }
    guard let seq = try connection.find(type, key), let target = try connection.load(type, seq: seq), target.deletedAt == nil else {
      faults.append(.init(pointer: pointer, code: "reference", detail: "There is no \(type.rawValue) \"\(key)\"."))
      return .null
    }
    return .reference(seq: seq, shown: type == .issue ? target.title : target.id, isPublic: target.isPublic)
  }

  private func links(_ value: JSONValue, _ faults: inout [BulletinError.Fault]) throws -> [StoredRecord.Link] {
    var links: [StoredRecord.Link] = []
    for (index, entry) in (value.array ?? []).enumerated() {
      let key = entry.object?["id"]?.string ?? ""
      let found = try connection.find(.organisation, key).flatMap { seq in
        try connection.first(
          """
          SELECT id, name
          FROM organisations
          WHERE seq = ? AND deleted_at IS NULL
          """, [.integer(seq)]
        ) { StoredRecord.Link(organisation: seq, id: $0.text(0), name: $0.text(1), role: entry.object?["role"]?.string) }
      }
      if let found {
        links.append(found)
      } else {
        faults.append(.init(pointer: "/organisations/\(index)/id", code: "reference", detail: "There is no organisation \"\(key)\"."))
      }
    }
    return links
  }
}
