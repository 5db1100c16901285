import Domain
import HTTP
import JSON

/// The reading routes of one type of record.
struct RecordReading: Sendable {
  let type: RecordType
  let schema: RecordSchema
  var parameters: ListParameters { .of(type) }

  init(_ type: RecordType) {
    self.type = type
    schema = RecordSchema.of(type)
  }

  func list(_ call: Call) throws -> Answer { try list(call, filters: []) }

  /// A list with conditions that the path adds to those of the query.
  func list(_ call: Call, filters: [Filter]) throws -> Answer {
    let form = try call.negotiate(Self.listForms)
    var query = try parameters.query(call.query.all, viewer: call.viewer, maxTerms: call.api.settings.maxSearchTerms)
    query.filters += filters
    switch form {
    case "application/json": break
    case LinkedData.mediaType: return try call.answer(linkedData(call.repository.list(query, reader: call.reader), call))
    default:
      if query.cursor == nil, call.query["limit"] == nil { return .now(try WholeList.response(query, schema, as: form, call)) }
      throw BulletinError(
        .badQuery, "\(form) gives the whole list; leave out limit and cursor.", chinese: "\(form) 返回完整列表，请去掉 limit 和 cursor。")
    }
    // Counting values over a whole search may take long.
    if query.text != nil, !query.facets.isEmpty {
      let found = query
      return call.later { try $0.api.respond(ListDocument.representation($0.repository.list(found, reader: $0.reader), $0), $0) }
    }
    var representation = ListDocument.representation(try call.repository.list(query, reader: call.reader), call, varies: ["Accept"])
    // What is in force today may not be tomorrow, without any change of the data.
    representation.isKept = !query.filters.contains { $0.field == "in_force" } || query.filters.contains { $0.field == "as_of" }
    return try call.answer(representation)
  }

  func get(_ call: Call) throws -> Answer {
    if type.isItem, let code = call.query["preview"] { return try preview(call, code) }
    let form = try call.negotiate(Self.forms)
    let projection = try parameters.projection(call.query.all, viewer: call.viewer)
    let record = try call.repository.record(type, call.key, projection, reader: call.reader)
    var representation = Self.representation(record)
    if form == LinkedData.mediaType {
      representation.body = try LinkedData(base: call.base).document(record.members(), type)
      representation.mediaType = form
      representation.tag = "\(record.version)-\(Representation.contentTag(representation.body))"
    }
    representation.varies = ["Accept"]
    return try call.answer(representation)
  }

  private func preview(_ call: Call, _ code: String) throws -> Answer {
    let others = call.query.all.filter { $0.name != "preview" && $0.name != "body" }
    try QueryReader(others, allowed: [.body, PreviewLinks.parameter]).check()
    return try PreviewLinks(type: type).show(call, code)
  }

  private static let forms = ["application/json", LinkedData.mediaType]
  static let listForms = forms + ["text/csv", WholeList.newlineDelimited]

  private func linkedData(_ list: RenderedList, _ call: Call) throws -> Representation {
    var representation = ListDocument.representation(list, call, varies: ["Accept"])
    representation.body = try LinkedData(base: call.base).document(list.elements(), type)
    representation.mediaType = LinkedData.mediaType
    representation.tag = Representation.contentTag(representation.body)
    return representation
  }

  func revisions(_ call: Call) throws -> Answer {
    var reader = call.parameters()
    let limit = reader.integer("limit") ?? 20
    let cursor = reader.value("cursor")
    try reader.check()
    let list = try call.repository.revisions(type, call.key, limit: limit, cursor: cursor, reader: call.reader)
    return try call.answer(ListDocument.representation(list, call))
  }

  func revision(_ call: Call) throws -> Answer {
    try call.parameters().check()
    guard let version = call.path["n"].flatMap(Int64.init) else { throw BulletinError.notFound() }
    return try call.answer(Self.representation(call.repository.revision(type, call.key, version: version, reader: call.reader)))
  }

  /// The version stands in the tag, so that a write can be held against it whatever form was read.
  static func representation(_ record: RenderedRecord) -> Representation {
    Representation(record.json, "application/json", tag: tag(record), modifiedAt: record.updatedAt)
  }

  static func tag(_ record: RenderedRecord) -> String { "\(record.version)-\(Representation.contentTag(record.json))" }

  /// 406 where Accept has no room for JSON.
  static func requireJSON(_ call: Call) throws { try call.negotiate(["application/json"]) }
}

extension Call {
  /// The type that Accept wants most of those there are, the first of equals; throws 406.
  @discardableResult
  func negotiate(_ types: [String]) throws(Failure) -> String {
    guard request.head[.accept] != nil else { return types[0] }
    guard let best = AcceptHeader(request.head).best(of: types) else { throw .notAcceptable(types) }
    return best
  }
}
