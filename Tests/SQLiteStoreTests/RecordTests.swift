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
