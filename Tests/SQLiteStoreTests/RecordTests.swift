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

  @Test(arguments: RecordType.allCases) func `what a write answers is what a read gives`(_ type: RecordType) throws {
    let scratch = try Scratch()
    try scratch.add(.issue, ["label": "2031-1", "year": 2031])
    let maker = try scratch.add(.organisation, ["name": "甲方模具厂"])
    let story = try scratch.add(.article, ["title": "乙"], status: .draft)
    let whole: [String: JSONValue] = [
      "title": "丙", "name": "丙", "label": "2031-2", "kind": "technical", "summary": "一\"二", "body": "# 三\n四", "tags": ["五", "六"],
      "authors": [.object(["name": "丁", "affiliation": .null])], "cites": [.object(["title": "戊", "document_number": "某〔2031〕1号"])],
      "organisations": [.object(["id": .string(maker.slug), "role": "subject"])], "issue": "2031-1", "pages": [3, 4],
      "article": .string(story.id), "deadlines": [.object(["kind": "apply", "on": "2031-03-01", "note": .null])], "starts_on": "2031-02-01",
      "publish_at": "2032-01-01T08:00:00+08:00", "short_names": ["丙厂"], "year": 2031, "number": 2,
    ]
    let members = whole.filter { RecordSchema.of(type).field($0.key) != nil }
    func check(_ write: @escaping @Sendable (any WriteSession) throws -> CurrentRecord) throws -> CurrentRecord {
      let (current, answer) = try scratch.write { session in
        let current = try write(session)
        return (current, try session.render(type, id: current.id, Projection(viewer: .staff)))
      }
      let read = try scratch.store.record(type, current.id, Projection(viewer: .staff), reader: 0)
      #expect(String(decoding: answer.json, as: UTF8.self) == String(decoding: read.json, as: UTF8.self))
      #expect([answer.version, answer.updatedAt] == [read.version, read.updatedAt])
      #expect([answer.id, answer.slug, answer.status.rawValue] == [read.id, read.slug, read.status.rawValue])
      let kept = try scratch.store.revision(type, current.id, version: current.version, reader: 0)
      var (then, now) = (try JSONReader().read(kept.json).object ?? [:], try JSONReader().read(read.json).object ?? [:])
      // A revision keeps who is linked, not the names they had.
      (then["organisations"], now["organisations"]) = (nil, nil)
      #expect(then == now)
      return current
    }
    let valid = try RecordSchema.of(type).validate(members).get()
    let made = try check { try $0.insert(type, valid, status: .draft, by: .tester) }
    _ = try check { try $0.update(type, id: made.id, valid, by: .tester) }
    if type.isItem { _ = try check { try $0.setStatus(type, id: made.id, .published, at: nil, by: .tester) } }
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
