import Domain
import JSON

extension StoredRecord {
  /// What readers see, without the body: kept in the row and copied into answers as it is. Nil unless it is public.
  func publicJSON() -> [UInt8]? {
    guard isPublic else { return nil }
    return json(for: .anyone)
  }

  /// The members a client may write, by name: what a revision keeps.
  func writableJSON() -> [UInt8] {
    var writer = JSONWriter(reserving: 1_024 + (self["body"].text?.utf8.count ?? 0) * 9 / 8)
    writer.object { writer in
      for index in layout.writable {
        let field = layout.schema.fields[index]
        writer.key(field.name)
        if field.name == "organisations" {
          writer.value(.array(links.map(\.member)))
        } else {
          cells[index].write(to: &writer, field.kind, .staff)
        }
      }
    }
    return writer.bytes
  }

  /// The record with members in the order of the field table; with a body only if its JSON is given.
  func json(for viewer: Viewer, body: [UInt8]? = nil) -> [UInt8] {
    var writer = JSONWriter(reserving: 1_024 + (body?.count ?? 0))
    writer.object { writer in
      for (index, field) in layout.schema.fields.enumerated() where viewer.seesDrafts || !field.isStaffOnly {
        if field.name == "body" {
          guard let body else { continue }
          writer.key("body")
          writer.raw(json: body)
        } else {
          writer.key(field.name)
          cells[index].write(to: &writer, field.kind, viewer)
        }
      }
    }
    return writer.bytes
  }
}
