import Domain
import HTTP
import JSON

extension ServiceRoutes {
  /// The sitemaps protocol's limit of addresses a file.
  private static let maxAddresses = 50_000
  private static let pageSize = 100

  func sitemap(_ call: Call) throws -> Answer {
    try call.parameters().check()
    // Thousands of rows are not for a loop.
    return call.later { call in
      var xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
      var count = 0
      for type in RecordType.allCases where count < Self.maxAddresses {
        try Self.each(type, call) { slug, updatedAt in
          guard count < Self.maxAddresses else { return false }
          count += 1
          xml +=
            "<url><loc>\(Page.escape(call.base))/v1/\(type.plural)/\(PercentCoding.encode(slug))</loc><lastmod>\(updatedAt)</lastmod></url>\n"
          return true
        }
      }
      var representation = Representation.digested(
        Array((xml + "</urlset>\n").utf8), "application/xml; charset=utf-8", modifiedAt: call.repository.changedAt)
      representation.isKept = false
      return try call.api.respond(representation, call)
    }
  }

  private static func each(_ type: RecordType, _ call: Call, _ take: (_ slug: String, _ updatedAt: String) -> Bool) throws {
    var query = ListQuery(types: [type], projection: Projection(viewer: .anyone, body: .none, fields: ["slug", "updated_at"]))
    query.limit = pageSize
    while true {
      let list = try call.repository.list(query, reader: call.reader)
      for item in try list.elements() {
        guard take(item["slug"]?.string ?? "", item["updated_at"]?.string ?? "") else { return }
      }
      guard let next = list.next else { return }
      query.cursor = next
    }
  }
}

extension RenderedList {
  /// The items as values, for what is not JSON itself.
  func elements() throws -> [[String: JSONValue]] {
    do {
      return try JSONReader().read(items).array?.compactMap(\.object) ?? []
    } catch {
      throw BulletinError(.internal, "A rendered list is not JSON: \(error)")
    }
  }
}
