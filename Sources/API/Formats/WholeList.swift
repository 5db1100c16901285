import Domain
import HTTP
import JSON
import Synchronization

/// A whole list, page by page from the store as the client takes it: NDJSON or CSV.
enum WholeList {
  static let newlineDelimited = "application/x-ndjson"
  private static let pageSize = 100

  private struct Progress {
    var query: ListQuery
    var isDone = false
    var isFirst = true
  }

  /// Confined by its lock; pieces are asked for one after the other.
  private final class Pages: Sendable {
    private let progress: Mutex<Progress>
    private let repository: any Repository

    init(_ query: ListQuery, _ repository: any Repository) {
      var first = query
      first.limit = pageSize
      first.wantsTotal = false
      first.facets = []
      progress = Mutex(Progress(query: first))
      self.repository = repository
    }

    /// The next page, and whether it is the first; nil after the last.
    func next() throws -> (list: RenderedList, isFirst: Bool)? {
      try progress.withLock { progress in
        guard !progress.isDone else { return nil }
        let list = try repository.list(progress.query, reader: offLoop)
        defer { progress.isFirst = false }
        progress.query.cursor = list.next
        progress.isDone = list.next == nil
        return (list, progress.isFirst)
      }
    }
  }

  static func response(_ query: ListQuery, _ schema: RecordSchema, as mediaType: String, _ call: Call) throws -> Response {
    let isCSV = mediaType == "text/csv"
    // One tag for all forms of the public data: it is another one as soon as any of it changes.
    let tag = call.grant == nil ? "\(call.generation)-\(isCSV ? "csv" : "nd")" : nil
    var representation = Representation(
      [], isCSV ? CommaSeparated.mediaType : newlineDelimited, tag: tag, modifiedAt: call.repository.changedAt)
    representation.varies = ["Accept"]
    representation.isKept = false
    representation.fields = [
      Response.Field("Content-Disposition", "attachment; filename=\"\(schema.type.plural).\(isCSV ? "csv" : "ndjson")\"")
    ]
    var response = try call.api.respond(representation, call)
    guard response.status == 200 else { return response }
    let pages = Pages(query, call.repository)
    let table = CommaSeparated(schema, query.projection)
    response.body = .pulled {
      guard let (list, isFirst) = try pages.next() else { return nil }
      guard isCSV else { return JSONElements.split(list.items).flatMap { $0 + [UInt8(ascii: "\n")] } }
      return try list.elements().reduce(into: isFirst ? table.head : []) { $0 += table.row($1) }
    }
    return response
  }
}
