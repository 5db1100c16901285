import Domain
import HTTP
import JSON

/// A page of a list as JSON, with the links to its neighbours (RFC 8288).
enum ListDocument {
  static func representation(_ list: RenderedList, _ call: Call, varies: [String] = []) -> Representation {
    let body = json(list)
    // A list goes back in time when its newest item leaves it; what counts is the last change to anything public.
    let modifiedAt = call.grant == nil ? max(list.updatedAt, call.repository.changedAt) : nil
    var representation = Representation.digested(body, "application/json", modifiedAt: modifiedAt)
    representation.varies = varies
    representation.fields.append(Response.Field("Link", links(next: list.next, call)))
    return representation
  }

  static func json(_ list: RenderedList) -> [UInt8] {
    var writer = JSONWriter(reserving: list.items.count + 256)
    writer.object {
      $0.key("items")
      $0.raw(json: list.items)
      $0.key("next")
      $0.optional(list.next)
      if let total = list.total {
        $0.key("total")
        $0.integer(total)
      }
      if let facets = list.facets {
        $0.key("facets")
        $0.raw(json: facets)
      }
    }
    return writer.bytes
  }

  private static func links(next: String?, _ call: Call) -> String {
    let path = call.request.head.string(call.request.head.path)
    let given = call.query.all
    let first = address(path, given.filter { $0.name != "cursor" })
    let own = call.query["cursor"] == nil ? first : address(path, given)
    guard let next else { return "<\(own)>; rel=\"self\", <\(first)>; rel=\"first\"" }
    let mark = first.utf8.count == path.utf8.count ? "?" : "&"
    return "<\(own)>; rel=\"self\", <\(first)>; rel=\"first\", <\(first)\(mark)cursor=\(PercentCoding.encode(next))>; rel=\"next\""
  }

  private static func address(_ path: String, _ parameters: [QueryParameters.Parameter]) -> String {
    guard !parameters.isEmpty else { return path }
    return path + "?" + parameters.map { PercentCoding.encode($0.name) + "=" + PercentCoding.encode($0.value) }.joined(separator: "&")
  }
}
