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
    let head = call.request.head
    let path = head.bytes[head.path]
    let given = call.query.all
    let first = address(path, given, leavingOut: "cursor")
    let own = call.query["cursor"] == nil ? first : address(path, given)
    var links: [UInt8] = []
    links.reserveCapacity(3 * first.count + own.count + usualCursorBytes)
    append(own, to: &links, relation: ">; rel=\"self\", ")
    append(first, to: &links, relation: ">; rel=\"first\"")
    if let next {
      var following = first
      append("cursor", next, to: &following, isFirst: first.count == path.count)
      links.append(contentsOf: ", ".utf8)
      append(following, to: &links, relation: ">; rel=\"next\"")
    }
    return String(decoding: links, as: UTF8.self)
  }

  private static let usualCursorBytes = 256

  private static func append(_ address: [UInt8], to links: inout [UInt8], relation: StaticString) {
    links.append(UInt8(ascii: "<"))
    links.append(contentsOf: address)
    relation.withUTF8Buffer { links.append(contentsOf: $0) }
  }

  private static func address(
    _ path: ArraySlice<UInt8>, _ parameters: [QueryParameters.Parameter], leavingOut left: String? = nil
  ) -> [UInt8] {
    var address = Array(path)
    var isFirst = true
    for parameter in parameters where parameter.name != left {
      append(parameter.name, parameter.value, to: &address, isFirst: isFirst)
      isFirst = false
    }
    return address
  }

  private static func append(_ name: String, _ value: String, to address: inout [UInt8], isFirst: Bool) {
    address.append(UInt8(ascii: isFirst ? "?" : "&"))
    PercentCoding.encode(name, into: &address)
    address.append(UInt8(ascii: "="))
    PercentCoding.encode(value, into: &address)
  }
}
