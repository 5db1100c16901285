import Domain
import HTTP
import JSON
import Testing

@testable import API

struct OpenAPITests {
  private static func document() async throws -> [String: JSONValue] {
    try await Desk().send("GET", "/openapi.json").object
  }

  @Test func `every route stands in the document, and nothing else`() async throws {
    let desk = try Desk()
    let document = try await desk.send("GET", "/openapi.json").object
    #expect(document["openapi"] == .string("3.1.0"))
    var documented: Set<String> = []
    for (path, item) in try #require(document["paths"]?.object) {
      for method in try #require(item.object).keys where method != "head" { documented.insert("\(method.uppercased()) \(path)") }
    }
    #expect(documented == Set(desk.api.routes.map { "\($0.method.rawValue) \($0.template)" }))
    #expect(documented.count == desk.api.routes.count)
  }

  @Test func `every operation has a name of its own and every reference leads somewhere`() async throws {
    let document = try await Self.document()
    var names: [String] = []
    for item in try #require(document["paths"]?.object).values {
      names += (item.object ?? [:]).values.compactMap { $0.object?["operationId"]?.string }
    }
    #expect(Set(names).count == names.count)
    var references: Set<String> = []
    Self.collect(.object(document), into: &references)
    #expect(!references.isEmpty)
    for reference in references {
      let parts = reference.split(separator: "/").dropFirst().map(String.init)
      var value: JSONValue? = .object(document)
      for part in parts { value = value?.object?[part] }
      #expect(value != nil, "\(reference)")
    }
  }

  @Test func `every read answers with a documented status and media type`() async throws {
    let desk = try Desk(surroundings: { $0.ingest = { _, _ in throw BulletinError(.validation, "none") } })
    try await desk.post(.issue, #"{"label":"2025-1"}"#)
    let article = try await desk.publish(article: "One")["id"]?.string ?? ""
    let document = try await desk.send("GET", "/openapi.json").object
    for route in desk.api.routes where route.isRead && route.template != "/v1/stream" {
      let target = route.template.replacing("{id}", with: article).replacing("{label}", with: "2025-1").replacing("{p}", with: "3")
        .replacing("{n}", with: "1").replacing("{type}", with: "validation")
        .replacing("{delivery}", with: "none")
      for token in [nil, desk.staff] {
        let reply = try await desk.send("GET", target + (route.template == "/v1/search" ? "?q=a" : ""), token: token)
        let responses = document["paths"]?.object?[route.template]?.object?["get"]?.object?["responses"]?.object
        let documented = try #require(responses?[String(reply.status)], "\(route.template) \(reply.status)")
        guard reply.status == 200 else { continue }
        let types = documented.object?["content"]?.object?.keys.map { MediaType($0)?.essence }
        #expect(types?.contains(reply["content-type"].flatMap { MediaType($0)?.essence }) == true, "\(route.template)")
      }
    }
  }

  @Test func `every write answers an empty request with a documented status`() async throws {
    let desk = try Desk()
    let document = try await desk.send("GET", "/openapi.json").object
    for route in desk.api.routes where !route.isRead {
      let target = route.template.replacing("{id}", with: "none").replacing("{n}", with: "1")
        .replacing("{delivery}", with: "none")
      for token in [nil, desk.staff] {
        let type = route.takes.mediaTypes.first.map { ["Content-Type: \($0)"] } ?? []
        let reply = try await desk.send(route.method.rawValue, target, type, token: token)
        let responses = document["paths"]?.object?[route.template]?.object?[route.method.rawValue.lowercased()]?.object?["responses"]?
          .object
        #expect(responses?[String(reply.status)] != nil, "\(route.method) \(route.template) \(reply.status)")
      }
    }
  }

  @Test func `every type of problem has its page`() async throws {
    let desk = try Desk()
    for type in ProblemType.all {
      let page = try await desk.send("GET", "/problems/\(type.slug)")
      #expect(page.status == 200)
      #expect(page.text.contains(String(type.status)))
    }
  }

  @Test func `the document is the same without a server`() async throws {
    let desk = try Desk(surroundings: { $0.ingest = { _, _ in throw BulletinError(.validation, "none") } })
    #expect(try await desk.send("GET", "/openapi.json").body == OpenAPIDocument.json(settings: APISettings()))
  }

  private static func collect(_ value: JSONValue, into references: inout Set<String>) {
    switch value {
    case .object(let members):
      if let reference = members["$ref"]?.string { references.insert(reference) }
      for member in members.values { collect(member, into: &references) }
    case .array(let elements): for element in elements { collect(element, into: &references) }
    default: return
    }
  }
}
