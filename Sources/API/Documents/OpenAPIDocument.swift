import Domain
import HTTP
import JSON

/// The OpenAPI 3.1 document, made from the route table and the field tables.
package enum OpenAPIDocument {
  /// For the command line, without a server.
  package static func json(settings: APISettings) -> [UInt8] {
    // The program reads issues, so its document has the routes for that; nothing is asked of them here.
    var surroundings = APISurroundings(now: { 0 })
    surroundings.ingest = { _, _ in throw BulletinError(.unavailable, "Only the routes are asked for.") }
    return json(Routes.all(settings, surroundings), version: settings.version)
  }

  static func json(_ routes: [Route], version: String) -> [UInt8] {
    let parameters = SharedParameters(routes)
    var writer = JSONWriter(reserving: 256 * 1024)
    writer.object {
      $0.key("openapi")
      $0.string("3.1.0")
      $0.key("info")
      $0.object {
        $0.member("title", "Bulletin")
        $0.member("version", version)
        $0.member(
          "description", "News, notices, events and awards of an association. Reading needs no token unless the server says otherwise.")
      }
      $0.key("paths")
      $0.object { paths in
        var seen: Set<String> = []
        for route in routes where seen.insert(route.template).inserted {
          paths.key(route.template)
          write(routes.filter { $0.template == route.template }, parameters, to: &paths)
        }
      }
      $0.key("components")
      $0.object {
        OpenAPISchemas.write(to: &$0)
        writeResponses(to: &$0)
        parameters.write(to: &$0)
        $0.key("securitySchemes")
        $0.object {
          $0.key("token")
          $0.object {
            $0.member("type", "http")
            $0.member("scheme", "bearer")
            $0.member("description", "Scopes: \(Scope.allCases.map(\.rawValue).joined(separator: ", ")).")
          }
        }
      }
    }
    return writer.bytes
  }

  private static func write(_ routes: [Route], _ parameters: SharedParameters, to writer: inout JSONWriter) {
    writer.object { item in
      for route in routes {
        item.key(route.method.rawValue.lowercased())
        write(route, parameters, to: &item)
        guard route.method == .get else { continue }
        item.key("head")
        write(route, isHead: true, parameters, to: &item)
      }
    }
  }

  private static func write(_ route: Route, isHead: Bool = false, _ parameters: SharedParameters, to writer: inout JSONWriter) {
    writer.object {
      $0.member("operationId", identifier(route, isHead: isHead))
      $0.member("summary", isHead ? "The head of what GET answers; takes the same parameters." : route.summary)
      $0.key("tags")
      $0.strings([tag(route)])
      $0.key("security")
      write(route.access, to: &$0)
      $0.key("parameters")
      writeParameters(route, isHead: isHead, parameters, to: &$0)
      if !route.takes.mediaTypes.isEmpty {
        $0.key("requestBody")
        writeBody(route.takes, to: &$0)
      }
      $0.key("responses")
      writeResponses(route, isHead: isHead, to: &$0)
    }
  }

  private static func identifier(_ route: Route, isHead: Bool) -> String {
    let words = route.template.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    return ([isHead ? "head" : route.method.rawValue.lowercased()] + words).joined(separator: "_")
  }

  private static func tag(_ route: Route) -> String {
    let words = route.template.split(separator: "/")
    return words.first == "v1" && words.count > 1 ? String(words[1]) : "service"
  }

  /// The empty object says that no token is needed, either.
  private static func write(_ access: Route.Access, to writer: inout JSONWriter) {
    writer.array {
      if access == .none || access == .reading { $0.object { _ in } }
      $0.object {
        $0.key("token")
        if case .scope(let scope) = access { $0.strings([scope.rawValue]) } else { $0.strings([]) }
      }
    }
  }

  private static func writeBody(_ content: Route.Content, to writer: inout JSONWriter) {
    writer.object {
      $0.key("required")
      $0.boolean(!content.isOptional)
      $0.key("content")
      $0.object { types in
        for mediaType in content.mediaTypes {
          types.key(mediaType)
          types.object {
            $0.key("schema")
            OpenAPISchemas.write(content, as: mediaType, to: &$0)
          }
        }
      }
    }
  }
}

extension JSONWriter {
  mutating func member(_ name: StaticString, _ text: String) {
    key(name)
    string(text)
  }

  mutating func reference(_ path: String) {
    object { $0.member("$ref", "#/components/\(path)") }
  }
}
