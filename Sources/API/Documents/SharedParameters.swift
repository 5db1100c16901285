import Domain
import JSON

/// Query parameters that several routes take, each written once: equal ones under one name, others of that name numbered.
struct SharedParameters {
  private var names: [[UInt8]: String] = [:]
  private var definitions: [(name: String, json: [UInt8])] = []

  init(_ routes: [Route]) {
    var taken: [String: Int] = [:]
    for parameter in routes.flatMap(\.parameters) {
      let json = Self.json(parameter)
      guard names[json] == nil else { continue }
      let count = (taken[parameter.name] ?? 0) + 1
      taken[parameter.name] = count
      let name = count == 1 ? parameter.name : "\(parameter.name).\(count)"
      names[json] = name
      definitions.append((name, json))
    }
  }

  func name(of parameter: QueryParameter) -> String { names[Self.json(parameter)] ?? parameter.name }

  func write(to writer: inout JSONWriter) {
    writer.key("parameters")
    writer.object { object in
      for (name, json) in definitions {
        object.key(name)
        object.raw(json: json)
      }
    }
  }

  private static func json(_ parameter: QueryParameter) -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.member("name", parameter.name)
      $0.member("in", "query")
      $0.member("description", parameter.meaning)
      $0.key("schema")
      OpenAPISchemas.write(parameter.kind, of: parameter, to: &$0)
    }
    return writer.bytes
  }
}
