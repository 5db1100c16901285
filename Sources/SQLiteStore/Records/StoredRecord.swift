import Domain
import JSON

/// One record in memory: its housekeeping, and a cell for every field of its table.
struct StoredRecord {
  struct Link: Equatable {
    var organisation: Int64
    var id: String
    var name: String
    var role: String?
  }

  let layout: RecordLayout
  var seq: Int64
  var position: Int64
  /// Milliseconds since 1970 when what readers see of it last changed, for whatever reason.
  var changedAt: Int64
  var deletedAt: Int64?
  /// True once a person wrote it: ingest then leaves it alone.
  var edited: Bool
  var ingestKey: String?
  var ingestDigest: String?
  var status: Status
  var publishedAt: Int64?
  var cells: [Cell]
  var links: [Link] = []

  var type: RecordType { layout.schema.type }
  var isPublic: Bool { status == .published && deletedAt == nil }

  subscript(_ field: String) -> Cell {
    get { layout.index(of: field).map { cells[$0] } ?? .null }
    set { if let index = layout.index(of: field) { cells[index] = newValue } }
  }

  var id: String { self["id"].text ?? "" }
  var slug: String { self["slug"].text ?? "" }
  var title: String { self[layout.schema.titleField].text ?? "" }
  var version: Int64 { self["version"].integer ?? 0 }
  var updatedAt: Int64 { self["updated_at"].integer ?? 0 }

  /// The members a client may write, as it may write them.
  var members: [String: JSONValue] {
    var members: [String: JSONValue] = [:]
    for field in layout.schema.writable {
      members[field.name] = field.name == "organisations" ? .array(links.map(\.member)) : self[field.name].member(field.kind)
    }
    return members
  }

  var current: CurrentRecord {
    CurrentRecord(id: id, slug: slug, version: version, status: status, isDeleted: deletedAt != nil, members: members)
  }

  /// Keeps the fields that say the same as the housekeeping in step with it.
  mutating func settle() {
    self["status"] = .text(status.rawValue)
    self["published_at"] = publishedAt.map(Cell.integer) ?? .null
    self["organisations"] = .json(Self.json(of: links))
  }

  private static func json(of links: [Link]) -> [UInt8] {
    var writer = JSONWriter()
    writer.array { array in
      for link in links {
        array.object {
          $0.key("id")
          $0.string(link.id)
          $0.key("name")
          $0.string(link.name)
          $0.key("role")
          $0.optional(link.role)
        }
      }
    }
    return writer.bytes
  }

  /// Values for `RecordLayout.insert`; for `update` the key goes last.
  func bindings(publicJSON: [UInt8]?) -> [Binding] {
    var values: [Binding] = [.integer(seq), .integer(position), .integer(changedAt), .optional(deletedAt), .boolean(edited)]
    values.append(publicJSON.map(Binding.utf8) ?? .null)
    values += layout.isItem ? [.optional(ingestKey), .optional(ingestDigest)] : [.text(status.rawValue), .optional(publishedAt)]
    for index in layout.columns { values.append(cells[index].binding) }
    return values
  }
}

extension StoredRecord.Link {
  var member: JSONValue { .object(["id": .string(id), "role": role.map(JSONValue.string) ?? .null]) }
}
