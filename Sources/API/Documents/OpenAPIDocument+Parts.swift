import Domain
import HTTP
import JSON

/// Parameters and answers of an operation.
extension OpenAPIDocument {
  private static let readFields: [(String, String)] = [
    ("If-None-Match", "Entity tags that the client holds; 304 if one is present still."),
    ("If-Modified-Since", "A date; 304 if nothing changed since. Ignored beside If-None-Match."),
  ]
  private static let writeFields: [(String, String)] = [
    ("If-Match", "The entity tag of the version that the change is based on; 412 if it is another now.")
  ]
  private static let postFields: [(String, String)] = [
    ("Idempotency-Key", "Any string, new for each thing to be done; the same one gets the stored answer for 24 hours.")
  ]

  static func writeParameters(_ route: Route, isHead: Bool, _ shared: SharedParameters, to writer: inout JSONWriter) {
    writer.array { list in
      for name in route.placeholders {
        list.object {
          $0.member("name", name)
          $0.member("in", "path")
          $0.key("required")
          $0.boolean(true)
          $0.member("description", meaning(of: name))
          $0.key("schema")
          $0.object { $0.member("type", name == "n" || name == "p" ? "integer" : "string") }
        }
      }
      // A list has hundreds; they need not be said twice.
      for parameter in isHead ? [] : route.parameters { list.reference("parameters/\(shared.name(of: parameter))") }
      for (name, meaning) in fields(of: route) { writeField(name, meaning, to: &list) }
    }
  }

  private static func fields(of route: Route) -> [(String, String)] {
    if route.isRead { return route.isConditional ? readFields : [] }
    return route.method == .post ? postFields : writeFields
  }

  private static func meaning(of variable: String) -> String {
    switch variable {
    case "id": "Id or slug."
    case "label": "Label of the issue, such as 2025-1, or its id."
    case "p": "Printed page."
    case "n": "Version."
    case "delivery": "Id of the delivery."
    default: "Name of the \(variable)."
    }
  }

  private static func writeField(_ name: String, _ meaning: String, to writer: inout JSONWriter) {
    writer.object {
      $0.member("name", name)
      $0.member("in", "header")
      $0.member("description", meaning)
      $0.key("schema")
      $0.object { $0.member("type", "string") }
    }
  }

  static func writeResponses(_ route: Route, isHead: Bool, to writer: inout JSONWriter) {
    writer.object { responses in
      responses.key(String(route.status))
      writeGood(route, isHead: isHead, to: &responses)
      for status in route.also where status < 400 || route.gives == .schema("Health") {
        responses.key(String(status))
        // A body of its own: the other verdict of health, or a part of a medium.
        let isOwn = status >= 400 || status == 206
        if isOwn { writeGood(route, isHead: isHead, to: &responses) } else { responses.reference("responses/\(status)") }
      }
      if route.isRead, route.isConditional {
        responses.key("304")
        responses.reference("responses/304")
      }
      for status in failures(of: route) {
        responses.key(String(status))
        responses.reference("responses/\(status)")
      }
    }
  }

  private static func writeGood(_ route: Route, isHead: Bool, to writer: inout JSONWriter) {
    writer.object {
      $0.member("description", route.status == 201 ? "Made." : route.gives == .nothing ? "Done." : "The answer.")
      $0.key("headers")
      $0.object { entries in
        for name in headers(of: route) {
          entries.key(name)
          entries.object {
            $0.key("schema")
            $0.object { $0.member("type", "string") }
          }
        }
      }
      guard let mediaType = route.gives.mediaType, !isHead else { return }
      $0.key("content")
      $0.object {
        $0.key(route.gives == .schema("Health") ? "application/health+json" : mediaType)
        $0.object {
          $0.key("schema")
          OpenAPISchemas.write(route.gives, to: &$0)
        }
        for other in (route.isRead ? route.gives.otherMediaTypes : []) {
          $0.key(other)
          $0.object {
            $0.key("schema")
            $0.object { $0.member("type", other == LinkedData.mediaType ? "object" : "string") }
          }
        }
      }
    }
  }

  private static func headers(of route: Route) -> [String] {
    var names = ["Cache-Control"]
    if route.isRead ? route.isConditional : route.gives != .nothing { names.append("ETag") }
    if route.isRead, route.isConditional { names += ["Last-Modified", "Vary"] }
    if case .list = route.gives { names.append("Link") }
    if route.status == 201 || route.status == 202 { names.append("Location") }
    return names
  }

  /// The statuses of problems that the route may answer with, in order.
  static func failures(of route: Route) -> [Int] {
    var statuses: Set<Int> = [400, 401, 405, 429, 500, 503]
    if case .scope = route.access { statuses.insert(403) }
    if route.gives.mediaType != nil { statuses.insert(406) }
    if route.isRead {
      if route.isConditional { statuses.insert(412) }
    } else {
      statuses.formUnion([409, 412, 413, 507])
      if !route.takes.mediaTypes.isEmpty { statuses.formUnion([415, 422]) }
    }
    if !route.placeholders.isEmpty { statuses.formUnion([404, 410]) }
    if [.put, .patch, .delete].contains(route.method) { statuses.insert(428) }
    if route.gives == .schema("Health") { statuses.remove(503) } else { statuses.formUnion(route.also.filter { $0 >= 400 }) }
    return statuses.sorted()
  }

  static func writeResponses(to writer: inout JSONWriter) {
    writer.key("responses")
    writer.object { responses in
      responses.key("304")
      responses.object { $0.member("description", "What the client holds is still right.") }
      responses.key("308")
      responses.object { $0.member("description", "It is found under another slug now, given in Location.") }
      for status in [400, 401, 403, 404, 405, 406, 409, 410, 412, 413, 415, 416, 422, 428, 429, 500, 503, 507] {
        responses.key(String(status))
        responses.object {
          $0.member("description", ProblemType.named("", status: status).explanation(.english))
          $0.key("content")
          $0.object {
            $0.key("application/problem+json")
            $0.object {
              $0.key("schema")
              $0.reference("schemas/Problem")
            }
          }
        }
      }
    }
  }
}
