import Domain

extension Connection {
  /// One record by its id or slug, as that viewer sees it; says `moved` for a former slug and `gone` for what once was public.
  func record(_ type: RecordType, _ key: String, _ projection: Projection) throws -> RenderedRecord {
    let presentation = Presentation(type, projection)
    let found =
      projection.viewer.seesDrafts
      ? try staffRecord(type, key, presentation)
      : try publicRecord(type, key, presentation)
    guard let found else { throw BulletinError(.notFound, "There is no \(type.rawValue) of that id or slug.") }
    guard found.slug == key || found.id == key else {
      throw BulletinError(.moved, "This \(type.rawValue) has another slug now.", location: found.slug)
    }
    return found
  }

  private func staffRecord(_ type: RecordType, _ key: String, _ presentation: Presentation) throws -> RenderedRecord? {
    guard let seq = try find(type, key), let record = try load(type, seq: seq) else { return nil }
    guard record.deletedAt == nil else { throw BulletinError(.gone, "This \(type.rawValue) was deleted.") }
    return try show(record, presentation)
  }

  /// A record in memory as staff see it.
  func show(_ record: StoredRecord, _ presentation: Presentation) throws -> RenderedRecord {
    var out: [UInt8] = []
    try presentation.append(record, self, to: &out)
    return RenderedRecord(
      json: out, id: record.id, slug: record.slug, version: record.version, status: record.status, updatedAt: record.changedAt)
  }

  private func publicRecord(_ type: RecordType, _ key: String, _ presentation: Presentation) throws -> RenderedRecord? {
    let condition = Identifier.isOne(key) ? "id = ?" : "seq = (SELECT record FROM slugs WHERE type = '\(type.rawValue)' AND slug = ?)"
    let sql = """
      SELECT seq, id, slug, version, changed_at, published_at, public_json\(presentation.showsBody ? ", body" : "")
      FROM \(type.plural)
      WHERE \(condition)
      """
    return try first(sql, [.text(key)]) { row -> RenderedRecord? in
      guard !row.isNull(6) else {
        // What never was public does not exist; what was is told apart from it.
        if row.isNull(5) { return nil }
        throw BulletinError(.gone, "This \(type.rawValue) was withdrawn or deleted.")
      }
      var out: [UInt8] = []
      let body = presentation.showsBody ? row.optionalUTF8(7) : nil
      try presentation.append(publicJSON: row.utf8(6), body: body, seq: row.integer(0), self, to: &out)
      return RenderedRecord(
        json: out, id: row.text(1), slug: row.text(2), version: row.integer(3), status: .published, updatedAt: row.integer(4))
    } ?? nil
  }
}
