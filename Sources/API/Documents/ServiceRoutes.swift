import Domain
import HTTP
import JSON

/// What the service says of itself, to people and to programs.
struct ServiceRoutes: Sendable {
  func document(_ call: Call) throws -> Answer {
    try RecordReading.requireJSON(call)
    try call.parameters().check()
    var writer = JSONWriter()
    writer.object {
      $0.key("name")
      $0.string("Bulletin")
      $0.key("version")
      $0.string(call.api.settings.version)
      $0.key("links")
      $0.object { links in
        for (name, address) in Self.links(call.api.routes) {
          links.key(name)
          links.string(address)
        }
      }
    }
    return try call.answer(.digested(writer.bytes, "application/json", modifiedAt: call.api.startedAt))
  }

  /// Every endpoint that can be read without knowing a name: its last word, and its address.
  private static func links(_ routes: [Route]) -> [(String, String)] {
    let open = routes.filter { $0.isRead && $0.placeholders.isEmpty && $0.template != "/v1" }
    return [("self", "/v1")]
      + open.map { route in
        let words = route.template.split(separator: "/").filter { $0 != "v1" && $0 != ".well-known" }
        let name = words.joined(separator: "_").replacing(".", with: "_")
        return (name.isEmpty ? "home" : name, route.template)
      }
  }

  func openAPI(_ call: Call) throws -> Answer {
    try call.parameters().check()
    let body = OpenAPIDocument.json(call.api.routes, version: call.api.settings.version)
    return try call.answer(.digested(body, "application/json", modifiedAt: call.api.startedAt))
  }

  func whoami(_ call: Call) throws -> Answer {
    try call.parameters().check()
    var writer = JSONWriter()
    writer.object {
      $0.key("token")
      $0.optional(call.grant?.publicID)
      $0.key("name")
      $0.optional(call.grant?.name)
      $0.key("scopes")
      $0.strings(Scope.allCases.filter { call.grant?.scopes.contains($0) == true }.map(\.rawValue))
      $0.key("expires_at")
      $0.optional(call.grant?.expiresAt.map { Timestamp(milliseconds: $0).text })
    }
    var representation = Representation(writer.bytes, "application/json")
    representation.freshness = .never
    return try call.answer(representation)
  }

  func audit(_ call: Call) throws -> Answer {
    var reader = call.parameters()
    let limit = reader.integer("limit") ?? 20
    let cursor = reader.value("cursor")
    try reader.check()
    return try call.answer(ListDocument.representation(call.repository.audit(limit: limit, cursor: cursor, reader: call.reader), call))
  }

  func robots(_ call: Call) throws -> Answer {
    try call.parameters().check()
    let rule = call.api.settings.publicRead ? "Allow: /" : "Disallow: /"
    let text = "User-agent: *\n\(rule)\nSitemap: \(call.base)/sitemap.xml\n"
    return try call.answer(plain(text, call))
  }

  /// RFC 9116, with the front page where no contact is configured; it expires a year from now, by the day, so that it stays the same for caches.
  func security(_ call: Call) throws -> Answer {
    try call.parameters().check()
    let expires = CalendarDate(daysSince1970: call.today.daysSince1970 + 364)
    let text =
      "Contact: \(call.api.settings.securityContact ?? call.base + "/")\nExpires: \(expires.text)T00:00:00Z\nPreferred-Languages: zh, en\n"
    return try call.answer(plain(text, call))
  }

  private func plain(_ text: String, _ call: Call) -> Representation {
    var representation = Representation.digested(Array(text.utf8), "text/plain; charset=utf-8", modifiedAt: call.api.startedAt)
    representation.isKept = false
    return representation
  }
}

extension Call {
  /// Scheme and authority for addresses that must be whole: the configured ones, else those of the request.
  var base: String {
    if let base = api.settings.baseURL { return base }
    let authority = request.head.authority.map(request.head.string) ?? "localhost"
    return (request.isSecure ? "https://" : "http://") + authority
  }
}
