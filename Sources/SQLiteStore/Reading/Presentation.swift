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
  /// True where kept JSON is more than copied.
  private let isTransformed: Bool
  /// True where showing a row takes its key.
  let needsKey: Bool

  init(_ type: RecordType, _ projection: Projection, needsKey: Bool = false) {
    layout = RecordLayout.of(type)
    self.projection = projection
    let selection = projection.fields.map(FieldSelection.init)
    self.selection = selection
    included = projection.include.filter { selection?.contains($0) ?? true }
    showsBody = layout.hasBody && projection.body != .none && selection?.contains("body") ?? true
    isTransformed = selection != nil || !included.isEmpty
    self.needsKey = needsKey || isTransformed || projection.viewer.seesDrafts
  }

  /// Appends a public record from its kept JSON: a copy, unless something else was asked for.
  func append(
    publicJSON: UnsafeBufferPointer<UInt8>, body: UnsafeBufferPointer<UInt8>?, seq: Int64, _ connection: Connection, to out: inout [UInt8]
  ) throws {
    guard isTransformed else { return append(publicJSON, body, to: &out) }
    var json: [UInt8] = []
    append(publicJSON, body, to: &json)
    try finish(json, seq: seq, connection, to: &out)
  }

  /// Appends kept JSON, and where it is to be shown the body as its last member.
  private func append(_ json: UnsafeBufferPointer<UInt8>, _ body: UnsafeBufferPointer<UInt8>?, to out: inout [UInt8]) {
    guard showsBody else { return out.append(contentsOf: json) }
    let escapes = (body?.count ?? 0) / 8
    out.reserveCapacity(out.count + json.count + (body?.count ?? 0) + escapes + Self.usualFrameBytes)
    out.append(contentsOf: json.dropLast())
    out.append(contentsOf: Self.bodyKey)
    appendBody(body, to: &out)
    out.append(UInt8(ascii: "}"))
  }

  private static let bodyKey = Array(",\"body\":".utf8)
  /// What stands around a body.
  private static let usualFrameBytes = 64

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
    var out: [UInt8] = []
    guard var markdown else {
      appendBody(nil, to: &out)
      return out
    }
    markdown.withUTF8 { appendBody($0, to: &out) }
    return out
  }

  private func appendBody(_ markdown: UnsafeBufferPointer<UInt8>?, to out: inout [UInt8]) {
    var writer = JSONWriter(appendingTo: &out)
    defer { out = writer.bytes }
    guard let markdown else { return writer.null() }
    writer.object {
      $0.key("format")
      $0.string(projection.body.rawValue)
      $0.key("text")
      switch projection.body {
      case .html: $0.string(Markdown(String(decoding: markdown, as: UTF8.self)).html)
      case .text: $0.string(Markdown(String(decoding: markdown, as: UTF8.self)).plainText)
      case .markdown, .none: $0.string(utf8: markdown)
      }
    }
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
