import Domain
import JSON
import Testing

@testable import SQLiteStore

@Suite struct VisibilityTests {
  @Test(arguments: RecordType.allCases.filter(\.isItem)) func `a draft does not exist for a reader`(_ type: RecordType) throws {
    let scratch = try Scratch()
    let title = RecordSchema.of(type).titleField
    let shown = try scratch.add(type, [title: "已经发布", "tags": ["甲"]])
    let before = (scratch.store.generation, scratch.store.changedAt)
    let draft = try scratch.add(type, [title: "尚未发布", "tags": ["甲"]], status: .draft)
    try scratch.change(type, draft.id, [title: "尚未发布二"])
    try scratch.move(type, draft.id, to: .scheduled, at: scratch.clock.now + 1_000_000)
    #expect(failure { _ = try scratch.get(type, draft.id) }?.code == .notFound)
    #expect(failure { _ = try scratch.get(type, draft.slug) }?.code == .notFound)
    let list = try scratch.list(type) {
      $0.wantsTotal = true
      $0.facets = ["tag"]
    }
    #expect(list.ids == [shown.id])
    #expect(list.rendered.total == 1)
    #expect(String(decoding: list.rendered.facets ?? [], as: UTF8.self) == #"{"tag":[{"value":"甲","count":1}]}"#)
    #expect(try scratch.titles("尚未", types: [type]).isEmpty)
    #expect(try scratch.store.changes(since: 0, limit: 100, reader: 0).count == 1)
    #expect(before == (scratch.store.generation, scratch.store.changedAt))
    #expect(try scratch.list(type, viewer: .staff).ids.sorted() == [shown.id, draft.id].sorted())
    #expect(try scratch.titles("尚未", viewer: .staff, types: [type]) == ["尚未发布二"])
  }

  @Test func `an event does not name the draft that reports it`() throws {
    let scratch = try Scratch()
    let article = try scratch.add(.article, ["title": "报道"], status: .draft)
    let event = try scratch.add(.event, ["name": "年会", "article": .string(article.id)])
    let projection = Projection(viewer: .anyone, include: ["article"])
    #expect(try scratch.get(.event, event.id)["article"] == .null)
    #expect(try scratch.get(.event, event.id, projection)["article"] == .null)
    #expect(try scratch.get(.event, event.id, Projection(viewer: .staff))["article"] == .string(article.id))
    #expect(try scratch.list(.event) { $0.filters = [Filter(field: "article", operator: .equals, values: [article.id])] }.ids.isEmpty)
    try scratch.move(.article, article.id, to: .published)
    #expect(try scratch.get(.event, event.id)["article"] == .string(article.id))
    #expect(try scratch.get(.event, event.id, projection)["article"]?.object?["title"] == "报道")
    try scratch.move(.article, article.id, to: .withdrawn)
    #expect(try scratch.get(.event, event.id)["article"] == .null)
    #expect(failure { _ = try scratch.get(.article, article.id) }?.code == .gone)
  }

  @Test func `staff members are shown to staff alone`() throws {
    let scratch = try Scratch()
    let made = try scratch.add(.article, ["title": "甲", "unpublish_at": "2040-01-01T00:00:00Z"])
    let shown = try scratch.get(.article, made.id)
    for field in RecordSchema.article.fields where field.isStaffOnly { #expect(shown[field.name] == nil) }
    #expect(try scratch.get(.article, made.id, Projection(viewer: .staff))["unpublish_at"] == "2040-01-01T00:00:00.000Z")
  }

  @Test func `an organisation's new name stands in every item that is linked to it`() throws {
    let scratch = try Scratch()
    let organisation = try scratch.add(.organisation, ["name": "甲公司"])
    let link: JSONValue = .array([.object(["id": .string(organisation.id), "role": "subject"])])
    let article = try scratch.add(.article, ["title": "报道", "organisations": link])
    try scratch.change(.organisation, organisation.id, ["name": "乙公司"])
    let shown = try scratch.get(.article, article.id, Projection(viewer: .anyone, fields: ["organisations.name", "title"]))
    #expect(shown == ["title": "报道", "organisations": .array([.object(["name": "乙公司"])])])
    let whole = try scratch.get(.article, article.id, Projection(viewer: .anyone, include: ["organisations"]))
    #expect(whole["organisations"]?.array?.first?.object?["version"] == 2)
    #expect(whole["organisations"]?.array?.first?.object?["role"] == "subject")
    #expect(try scratch.titles("乙公司", types: [.organisation]) == ["乙公司"])
    #expect(try scratch.titles("甲公司", types: [.organisation, .article]).isEmpty)
    try scratch.write { try $0.delete(.organisation, id: organisation.id, purge: true, by: .tester) }
    #expect(try scratch.get(.article, article.id)["organisations"] == .array([]))
    #expect(failure { _ = try scratch.get(.organisation, organisation.id) }?.code == .notFound)
    #expect(try scratch.store.changes(since: 0, limit: 100, reader: 0).count == 4)
    #expect(try scratch.store.checkIntegrity().flatMap(\.problems) == [])
  }

  @Test func `an issue counts what is published in it`() throws {
    let scratch = try Scratch()
    let issue = try scratch.add(.issue, ["label": "2031-2", "year": 2031, "number": 2])
    let article = try scratch.add(.article, ["title": "一", "issue": "2031-2", "pages": [3, 2]], status: .draft)
    func count() throws -> JSONValue? { try scratch.get(.issue, "2031-2")["counts"]?.object?["articles"] }
    #expect(try count() == 0)
    try scratch.move(.article, article.id, to: .published)
    #expect(try count() == 1)
    #expect(try scratch.store.contents(ofIssue: "2031-2", page: 2, viewer: .anyone, reader: 0).count == 1)
    #expect(try scratch.store.contents(ofIssue: issue.id, page: 9, viewer: .anyone, reader: 0).count == 0)
    try scratch.move(.article, article.id, to: .withdrawn)
    #expect(try count() == 0)
  }

  @Test func `a former slug leads to the present one, and nowhere for a draft`() throws {
    let scratch = try Scratch()
    let made = try scratch.add(.article, ["title": "旧名"])
    try scratch.change(.article, made.id, ["slug": "xin-ming"])
    let moved = failure { _ = try scratch.get(.article, made.slug) }
    #expect(moved?.code == .moved)
    #expect(moved?.location == "xin-ming")
    #expect(try scratch.get(.article, "xin-ming")["id"] == .string(made.id))
    let taken = failure { try scratch.add(.article, ["title": "另", "slug": .string(made.slug)]) }
    #expect(taken?.code == .conflict)
    let draft = try scratch.add(.article, ["title": "草稿"], status: .draft)
    try scratch.change(.article, draft.id, ["slug": "cao-gao-2"])
    #expect(failure { _ = try scratch.get(.article, draft.slug) }?.code == .notFound)
    #expect(try scratch.add(.article, ["title": "旧名"]).slug == "jiu-ming-2")
  }
}
