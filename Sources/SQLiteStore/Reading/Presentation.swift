import Domain
import JSON

/// Turns a row into the bytes of one record, by the projection that was asked for.
struct Presentation {
  let layout: RecordLayout
  let projection: Projection
  private let selection: FieldSelection?
  private let included: [String]
  /// True where the body's text must be read.
  let showsBody: Bool
  /// True where kept JSON is an answer as it is.
  private let isPlain: Bool

  init(_ type: RecordType, _ projection: Projection) {
    layout = RecordLayout.of(type)
    self.projection = projection
    let selection = projection.fields.map(FieldSelection.init)
    self.selection = selection
    included = projection.include.filter { selection?.contains($0) ?? true }
    showsBody = layout.hasBody && projection.body != .none && selection?.contains("body") ?? true
    isPlain = selection == nil && included.isEmpty && !showsBody
  }

  /// Appends a public record from its kept JSON: a copy, unless something else was asked for.
  func append(publicJSON: UnsafeBufferPointer<UInt8>, body: String?, seq: Int64, _ connection: Connection, to out: inout [UInt8]) throws {
    if isPlain {
      out.append(contentsOf: publicJSON)
      return
    }
    var json = Array(publicJSON)
    if showsBody {
      json.reserveCapacity(json.count + (body?.utf8.count ?? 0) * 9 / 8 + 64)
      json.removeLast()
      json.append(contentsOf: Self.bodyKey)
      json.append(contentsOf: bodyJSON(body))
      json.append(UInt8(ascii: "}"))
    }
    try finish(json, seq: seq, connection, to: &out)
  }

  private static let bodyKey = Array(",\"body\":".utf8)

  /// Appends a record from its cells, as staff see it.
  func append(_ record: StoredRecord, _ connection: Connection, to out: inout [UInt8]) throws {
    let body = showsBody ? bodyJSON(record["body"].text) : nil
    try finish(record.json(for: projection.viewer, body: body), seq: record.seq, connection, to: &out)
  }

  private func finish(_ json: [UInt8], seq: Int64, _ connection: Connection, to out: inout [UInt8]) throws {
    var whole = json
    if !included.isEmpty { whole = try include(in: json, seq: seq, connection) }
    if let selection { selection.copy(whole[...], to: &out) } else { out.append(contentsOf: whole) }
  }

  private func bodyJSON(_ markdown: String?) -> [UInt8] {
    guard let markdown else { return Array("null".utf8) }
    var writer = JSONWriter(reserving: markdown.utf8.count + 64)
    writer.object {
      $0.key("format")
      $0.string(projection.body.rawValue)
      $0.key("text")
      switch projection.body {
      case .html: $0.string(Markdown(markdown).html)
      case .text: $0.string(Markdown(markdown).plainText)
      case .markdown, .none: $0.string(markdown)
      }
    }
    return writer.bytes
  }

  /// Writes related records whole in place of their names.
  private func include(in json: [UInt8], seq: Int64, _ connection: Connection) throws -> [UInt8] {
    var out: [UInt8] = [UInt8(ascii: "{")]
    for member in JSONMembers(json[...]) {
      if out.count > 1 { out.append(UInt8(ascii: ",")) }
      out.append(UInt8(ascii: "\""))
      out.append(contentsOf: member.name)
      out.append(contentsOf: "\":".utf8)
      let name = String(decoding: member.name, as: UTF8.self)
      guard included.contains(name), let related = try related(name, seq: seq, connection) else {
        out.append(contentsOf: member.value)
        continue
      }
      out.append(contentsOf: related)
    }
    out.append(UInt8(ascii: "}"))
    return out
  }

  private func related(_ name: String, seq: Int64, _ connection: Connection) throws -> [UInt8]? {
    switch name {
    case "organisations": try organisations(of: seq, connection)
    case "issue": try one(.issue, of: seq, connection)
    case "article": try one(.article, of: seq, connection)
    default: nil
    }
  }

  private func one(_ type: RecordType, of seq: Int64, _ connection: Connection) throws -> [UInt8]? {
    let target = try connection.first(
      """
      SELECT \(type.rawValue)
      FROM \(layout.table)
      WHERE seq = ?
      """, [.integer(seq)]
    ) { $0.optionalInteger(0) }
    guard case .some(.some(let target)) = target else { return nil }
    return try connection.shown(type, seq: target, to: projection.viewer)
  }

  private func organisations(of seq: Int64, _ connection: Connection) throws -> [UInt8] {
    var linked: [(seq: Int64, role: String?)] = []
    try connection.query(
      """
      SELECT organisation, role
      FROM item_organisations
      WHERE item = ?
      ORDER BY ordinal
      """, [.integer(seq)]
    ) { linked.append(($0.integer(0), $0.optionalText(1))) }
    var writer = JSONWriter()
    try writer.array { array in
      for link in linked {
        guard var json = try connection.shown(.organisation, seq: link.seq, to: projection.viewer) else { continue }
        var role = JSONWriter()
        role.optional(link.role)
        json.removeLast()
        json.append(contentsOf: ",\"role\":".utf8)
        json.append(contentsOf: role.bytes)
        json.append(UInt8(ascii: "}"))
        array.raw(json: json)
      }
    }
    return writer.bytes
  }
}

extension Connection {
  /// A record without its body, or nil where that viewer cannot see it.
  func shown(_ type: RecordType, seq: Int64, to viewer: Viewer) throws -> [UInt8]? {
    if viewer.seesDrafts {
      guard let record = try load(type, seq: seq), record.deletedAt == nil else { return nil }
      return record.json(for: viewer)
    }
    let kept = try first(
      """
      SELECT public_json
      FROM \(type.plural)
      WHERE seq = ? AND public_json IS NOT NULL
      """, [.integer(seq)]
    ) { Array($0.utf8(0)) }
    return kept
  }
}
