import Domain
import HTTP
import JSON

/// Pictures and documents: taken as they are if they are what they claim to be, and given out in parts.
struct MediaRoutes: Sendable {
  /// What may be stored, and how such a file begins.
  static let types: [(type: String, start: [UInt8])] = [
    ("image/png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), ("image/jpeg", [0xFF, 0xD8, 0xFF]), ("image/gif", Array("GIF8".utf8)),
    ("image/webp", Array("RIFF".utf8)), ("application/pdf", Array("%PDF-".utf8)),
  ]
  private static let name = QueryParameter("name", .text(max: 200), "Name of the file for people.")

  var routes: [Route] {
    [
      .start(
        "/v1/media", add, auth: .scope(.write), takes: .media, gives: .schema("Media"), status: 201, query: [Self.name],
        "Stores a picture or document."),
      .get("/v1/media/{id}", get, gives: .schema("Media"), "What is known of a medium."),
      .get(
        "/v1/media/{id}/content", content, gives: .page(mediaType: "application/octet-stream"), also: [206, 416],
        "The medium itself; Range gives a part."),
    ]
  }

  private func add(_ call: Call) throws -> Answer {
    var reader = call.parameters()
    let name = reader.value("name")
    try reader.check()
    let (type, body) = (call.mediaType ?? "", call.request.body)
    guard let known = Self.types.first(where: { $0.type == type }), body.starts(with: known.start) else {
      let english = "The content is no \(type)."
      throw BulletinError(
        .validation, english, chinese: "内容与类型 \(type) 不符。",
        faults: [.init(pointer: "", code: "format", detail: english, chinese: "内容与类型不符。")])
    }
    let author = call.author
    return call.laterAnswer { call in
      let file = try call.repository.keep(body, type: type, name: name)
      return try call.write { session in
        try session.add(file, by: author)
        return WrittenAnswer(status: 201, location: "/v1/media/\(file.id)", body: Self.document(file))
      }
    }
  }

  private func get(_ call: Call) throws -> Answer {
    try RecordReading.requireJSON(call)
    try call.parameters().check()
    return try call.answer(.digested(Self.document(Self.file(call)), "application/json", modifiedAt: Self.file(call).createdAt))
  }

  private func content(_ call: Call) throws -> Answer {
    try call.parameters().check()
    let file = try Self.file(call)
    try call.negotiate([file.type])
    return call.later { call in
      let bytes = try call.repository.content(of: file)
      var representation = Representation(bytes, file.type, tag: file.sha256, modifiedAt: file.createdAt)
      representation.isKept = false
      // Whatever a browser makes of the bytes, it may neither run nor frame them.
      representation.fields = [
        Response.Field("Accept-Ranges", "bytes"), Response.Field("Content-Security-Policy", "default-src 'none'; sandbox"),
        Response.Field("Content-Disposition", Self.disposition(file)),
      ]
      return try Self.part(call.api.respond(representation, call), of: bytes, file, call)
    }
  }

  private static func part(_ whole: Response, of bytes: [UInt8], _ file: MediaFile, _ call: Call) -> Response {
    guard whole.status == 200, !whole.fields.contains(where: { $0.name == "Content-Encoding" }) else { return whole }
    let range = ByteRange(
      call.request.head, length: bytes.count, tag: EntityTag(file.sha256), lastModified: file.createdAt / 1_000,
      now: call.api.surroundings.now() / 1_000)
    var part = whole
    switch range {
    case .whole: return whole
    case .part(let place):
      part.status = 206
      part.body = .bytes(Array(bytes[place]))
    case .unsatisfiable:
      let failure = Failure("range-not-satisfiable", 416, "The content has \(bytes.count) bytes.", "内容共 \(bytes.count) 字节。")
      part = call.api.problem(failure, request: call.request, requestID: call.requestID)
    }
    if let field = range.contentRange(length: bytes.count) { part.fields.append(Response.Field("Content-Range", field)) }
    return part
  }

  // RFC 6266 and 8187: an ASCII name is not needed by any browser that is left.
  private static func disposition(_ file: MediaFile) -> String {
    file.name.map { "inline; filename*=UTF-8''\(PercentCoding.encode($0))" } ?? "inline"
  }

  private static func file(_ call: Call) throws -> MediaFile {
    guard let file = try call.repository.media(call.key, reader: call.reader) else { throw BulletinError.notFound() }
    return file
  }

  private static func document(_ file: MediaFile) -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.member("id", file.id)
      $0.member("type", file.type)
      $0.key("bytes")
      $0.integer(file.byteCount)
      $0.member("sha256", file.sha256)
      $0.key("name")
      $0.optional(file.name)
      $0.member("created_at", Timestamp(milliseconds: file.createdAt).text)
      $0.member("content", "/v1/media/\(file.id)/content")
    }
    return writer.bytes
  }
}
