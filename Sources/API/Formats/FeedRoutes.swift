import Domain
import HTTP
import JSON

/// Feeds of one type of item, with the filters of its list, or of all.
struct FeedRoutes: Sendable {
  static let types: [RecordType] = [.article, .notice, .event, .award]
  /// What all items can be filtered by.
  private static let shared = ["issue", "tag", "organisation", "lang", "year"]

  private let readings = types.map { RecordReading($0) }

  /// The lines of the route table: a feed has its name and form in the path.
  var routes: [Route] {
    FeedFormat.allCases.flatMap { format in
      (Self.types.map(Optional.some) + [nil]).map { type in
        Route.get(
          "/feeds/\(type?.plural ?? "all").\(format.rawValue)", { try feed($0, type, format) },
          gives: .page(mediaType: format.mediaType), takes: parameters(type),
          "\(type.map { $0.plural.capitalizedASCII } ?? "All items") as a feed.")
      }
    }
  }

  private func parameters(_ type: RecordType?) -> [QueryParameter] {
    guard let type else {
      return [.limit] + RecordReading(.article).parameters.allowed(.anyone).filter { Self.shared.contains($0.name) }
    }
    let left = ["fields", "include", "body", "facet", "total", "highlight", "cursor"]
    return RecordReading(type).parameters.allowed(.anyone).filter { !left.contains($0.name) }
  }

  private func feed(_ call: Call, _ type: RecordType?, _ format: FeedFormat) throws -> Answer {
    let chosen = readings.filter { type == nil || $0.type == type }
    var reader = call.parameters()
    let limit = reader.integer("limit") ?? 20
    try reader.check()
    var entries: [FeedEntry] = []
    for reading in chosen {
      var query = try reading.parameters.query(call.query.all, viewer: .anyone)
      query.projection.body = .html
      if query.sort == nil, query.text == nil { query.sort = ("published_at", true) }
      let list = try call.repository.list(query, reader: call.reader)
      entries += try list.elements().map { FeedEntry($0, reading.type, base: call.base) }
    }
    if type == nil { entries = Array(entries.sorted { $0.published > $1.published }.prefix(limit)) }
    let changed = Timestamp(milliseconds: call.repository.changedAt)
    let head = FeedHead(
      title: "Bulletin: \(type?.plural ?? "all")", address: call.base + call.target,
      home: call.base + "/", updated: entries.map(\.updated).max().map { max($0, changed) } ?? changed)
    var representation = Representation.digested(format.document(head, entries), format.mediaType, modifiedAt: call.repository.changedAt)
    representation.isKept = call.api.settings.baseURL != nil
    return try call.answer(representation)
  }
}

extension String {
  fileprivate var capitalizedASCII: String { prefix(1).uppercased() + dropFirst() }
}
