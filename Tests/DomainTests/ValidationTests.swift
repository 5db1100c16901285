import Domain
import JSON
import Testing

@Suite struct ValidationTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var members: [String: JSONValue]
    var faults: [String]
    var testDescription: String { faults.joined(separator: ", ") }
  }

  @Test(arguments: [
    Case(members: [:], faults: ["/title required"]),
    Case(members: ["title": .string("  ")], faults: ["/title required"]),
    Case(members: ["title": .integer(3), "titel": .string("x")], faults: ["/titel unknown", "/title type"]),
    Case(members: ["title": .string(String(repeating: "字", count: 301))], faults: ["/title length"]),
    Case(members: ["title": .string("a\nb")], faults: ["/title format"]),
    Case(members: ["title": .string("a"), "kind": .string("nws")], faults: ["/kind choice"]),
    Case(members: ["title": .string("a"), "pages": .array([.integer(0), .string("x")])], faults: ["/pages/0 range", "/pages/1 type"]),
    Case(
      members: ["title": .string("a"), "authors": .array([.object(["nam": .string("x")])])],
      faults: ["/authors/0/nam unknown", "/authors/0/name required"]),
    Case(members: ["title": .string("a"), "id": .string("x")], faults: ["/id read-only"]),
    Case(members: ["title": .string("a"), "publish_at": .string("2025-01-01")], faults: ["/publish_at format"]),
    Case(
      members: ["title": .string("a"), "publish_at": .string("2025-01-02T00:00:00Z"), "unpublish_at": .string("2025-01-01T00:00:00Z")],
      faults: ["/unpublish_at range"]),
    Case(members: ["title": .string("a"), "slug": .string("A b")], faults: ["/slug format"]),
    Case(
      members: ["title": .string("a"), "body": .object(["format": .string("html"), "text": .string("x")])], faults: ["/body/format choice"]),
    Case(members: ["title": .string("a"), "status": .string("withdrawn")], faults: ["/status choice"]),
    Case(members: ["title": .string("a"), "lang": .string("z_h")], faults: ["/lang format"]),
    Case(members: ["a/b~c": .null, "title": .string("a")], faults: ["/a~1b~0c unknown"]),
  ])
  func `every fault is told with its place`(_ scenario: Case) {
    let result = RecordSchema.article.validate(scenario.members)
    #expect(result.faults.map { "\($0.pointer) \($0.code)" } == scenario.faults)
  }

  @Test func `an unknown member is told the nearest name`() {
    let fault = RecordSchema.article.validate(["title": .string("a"), "sumary": .string("b")]).faults.first
    #expect(fault?.detail.contains("\"summary\"") == true)
  }

  @Test func `absent members get their defaults and times are kept in UTC`() throws {
    let members = try RecordSchema.article.validate(["title": .string("a"), "publish_at": .string("2025-01-01T08:00:00+08:00")]).get()
    #expect(members["kind"] == .string("news"))
    #expect(members["lang"] == .string("zh-Hans"))
    #expect(members["tags"] == .array([]))
    #expect(members["subtitle"] == .null)
    #expect(members["publish_at"] == .string("2025-01-01T00:00:00.000Z"))
  }

  @Test func `read-only members may be sent back as they stand`() {
    let standing: [String: JSONValue] = ["id": .string("x"), "version": .integer(3), "status": .string("published")]
    var members = standing
    members["title"] = .string("a")
    #expect(RecordSchema.article.validate(members, .replace(standing: standing)).faults.isEmpty)
    members["version"] = .integer(4)
    #expect(RecordSchema.article.validate(members, .replace(standing: standing)).faults.map(\.code) == ["read-only"])
  }
}
