import Domain
import JSON

extension Connection {
  /// Deadlines of published notices between two days, soonest first.
  func deadlines(from first: String, through last: String, limit: Int, cursor text: String?, _ key: [UInt8]) throws -> RenderedList {
    let identity = Array("deadlines\n\(first)\n\(last)".utf8)
    let cursor = try text.map { try Cursor($0, for: identity, key: key) }
    var page = PageWriter(limit: limit)
    let place = cursor?.id.split(separator: ":").compactMap { Int64($0) } ?? []
    let start: [Binding] = [
      cursor?.value ?? .text(first), .integer(place.first ?? Int64.min), .integer(place.last ?? Int64.min), .text(first), .text(last),
      .integer(Int64(limit + 1)),
    ]
    try query(
      """
      SELECT d.on_date, d.notice, d.ordinal, d.kind, d.note, t.id, t.slug, t.title, t.changed_at
      FROM deadlines d
      JOIN notices t ON t.seq = d.notice
      WHERE (d.on_date, d.notice, d.ordinal) > (?, ?, ?) AND d.on_date >= ? AND d.on_date <= ?
        AND \(Conditions.isPublic)
      ORDER BY d.on_date, d.notice, d.ordinal
      LIMIT ?
      """, start
    ) { row in
      guard page.takes(Cursor(value: .text(row.text(0)), id: "\(row.integer(1)):\(row.integer(2))", part: 0)) else { return }
      page.changedAt = max(page.changedAt, row.integer(8))
      page.items.append(contentsOf: Self.deadline(row))
    }
    return page.list(identity: identity, key: key)
  }

  private static func deadline(_ row: Statement) -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.key("kind")
      $0.string(row.text(3))
      $0.key("on")
      $0.string(row.text(0))
      $0.key("note")
      $0.optional(row.optionalText(4))
      $0.key("notice")
      $0.object { notice in
        for (column, name) in [(5, "id"), (6, "slug"), (7, "title")] as [(Int32, String)] {
          notice.key(name)
          notice.string(row.text(column))
        }
      }
    }
    return writer.bytes
  }
}
