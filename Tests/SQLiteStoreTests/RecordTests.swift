import Domain
import JSON
import Testing

@testable import SQLiteStore

@Suite struct RecordTests {
  @Test func `a published article is shown with every member in the documented order`() throws {
    let scratch = try Scratch()
    let made = try scratch.add(.article, ["title": "冲压车间换了新压机", "body": "第一段。\n\n第二段。", "tags": ["冲压"]])
    let record = try scratch.store.record(.article, made.id, Projection(viewer: .anyone), reader: 0)
    let names = JSONMembers(record.json[...]).map { String(decoding: $0.name, as: UTF8.self) }
    #expect(names == RecordSchema.article.fields.filter { !$0.isStaffOnly }.map(\.name))
    let shown = try scratch.get(.article, made.slug)
    #expect(shown["title"] == "冲压车间换了新压机")
    #expect(shown["slug"] == "chong-ya-che-jian-huan-le-xin-ya-ji")
    #expect(shown["kind"] == "news")
    #expect(shown["body"] == .object(["format": "markdown", "text": "第一段。\n\n第二段。"]))
    #expect(shown["published_at"] != .null)
  }

  @Test func `a write shows of its record what is read of it afterwards`() throws {
    let scratch = try Scratch()
    let staff = Projection(viewer: .staff)
    let organisation = try scratch.add(.organisation, ["name": "某某协会"])
    try scratch.add(.issue, ["label": "2031-4", "year": 2031])
    for type in RecordType.allCases {
      var members: [String: JSONValue] = [RecordSchema.of(type).titleField: type == .issue ? "2031-6" : "甲方乙方"]
      if type.isItem {
        members["organisations"] = .array([.object(["id": .string(organisation.id), "role": "host"])])
        members["issue"] = "2031-4"
        members["tags"] = ["一", "二"]
      }
      let valid = try RecordSchema.of(type).validate(members).get()
      let shown = try scratch.write { session in
        let made = try session.insert(type, valid, status: .published, by: .tester)
        let first = try session.render(type, id: made.id, staff)
        _ = try session.update(type, id: made.id, valid, by: .tester)
        return [first, try session.render(type, id: made.id, staff)]
      }
      #expect(shown.map(\.version) == [1, 2])
      let read = try scratch.store.record(type, shown[1].id, staff, reader: 0)
      #expect(String(decoding: shown[1].json, as: UTF8.self) == String(decoding: read.json, as: UTF8.self))
      #expect(shown[1].updatedAt == read.updatedAt && shown[1].status == read.status && shown[1].slug == read.slug)
    }
  }

  @Test(arguments: RecordType.allCases) func `each type is made, read, changed, deleted and restored`(_ type: RecordType) throws {
    let scratch = try Scratch()
    let title = RecordSchema.of(type).titleField
    let made = try scratch.add(type, [title: type == .issue ? "2031-4" : "甲方乙方"])
    #expect(try scratch.get(type, made.id)[title]?.string != nil)
    let changed = try scratch.change(type, made.id, [title: type == .issue ? "2031-5" : "丙方丁方"])
    #expect(changed.version == 2)
    #expect(try scratch.get(type, made.id)["version"] == 2)
    #expect(try scratch.list(type).ids == [made.id])
    try scratch.write { try $0.delete(type, id: made.id, purge: false, by: .tester) }
    #expect(failure { _ = try scratch.get(type, made.id) }?.code == .gone)
    #expect(try scratch.list(type).ids.isEmpty)
    _ = try scratch.write { try $0.restore(type, id: made.id, by: .tester) }
    #expect(try scratch.list(type).ids == [made.id])
    try scratch.write { try $0.delete(type, id: made.id, purge: true, by: .tester) }
    #expect(failure { _ = try scratch.get(type, made.id) }?.code == .notFound)
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
  package init(stringLiteral value: String) { self = .string(value) }
  package init(integerLiteral value: Int64) { self = .integer(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
}
