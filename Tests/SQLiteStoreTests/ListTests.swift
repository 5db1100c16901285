import Domain
import JSON
import Testing

@testable import SQLiteStore

@Suite struct ListTests {
  @Test(arguments: ["-published_at", "title", "-title", "created_at", "-updated_at"])
  func `a walk by cursor sees each row that stays once, whatever is written meanwhile`(_ sort: String) throws {
    let scratch = try Scratch()
    var staying: [String] = []
    for index in 0..<30 { staying.append(try scratch.add(.article, ["title": .string("文\(index % 5)")]).id) }
    var walked: [String] = []
    var cursor: String?
    repeat {
      let page = try scratch.list {
        $0.sort = (sort.hasPrefix("-") ? String(sort.dropFirst()) : sort, sort.hasPrefix("-"))
        $0.limit = 7
        $0.cursor = cursor
      }
      walked += page.ids
      cursor = page.rendered.next
      try scratch.add(.article, ["title": "插入"])
      let victim = try scratch.add(.article, ["title": "删去"])
      try scratch.write { try $0.delete(.article, id: victim.id, purge: false, by: .tester) }
    } while cursor != nil
    #expect(Set(walked).count == walked.count)
    #expect(Set(staying).isSubset(of: walked))
  }

  @Test(arguments: [true, false]) func `rows without the sort value come at one end, each once`(_ descending: Bool) throws {
    let scratch = try Scratch()
    for index in 0..<12 {
      try scratch.add(.event, index % 3 == 0 ? ["name": "某会"] : ["name": "某会", "starts_on": .string("2031-01-0\(index % 4 + 1)")])
    }
    var days: [String?] = []
    var ids: Set<String> = []
    var cursor: String?
    repeat {
      let page = try scratch.list(.event) {
        $0.sort = ("starts_on", descending)
        $0.limit = 5
        $0.cursor = cursor
      }
      days += page.items.map { $0["starts_on"]?.string }
      ids.formUnion(page.ids)
      cursor = page.rendered.next
    } while cursor != nil
    #expect(ids.count == 12)
    #expect(days.prefix(descending ? 8 : 4).allSatisfy { ($0 != nil) == descending })
    let dated = days.compactMap { $0 }
    #expect(dated == (descending ? dated.sorted(by: >) : dated.sorted()))
  }

  @Test(arguments: ["", "abc", "AAAAAAAAAAAAAAAAAAAA", "模具", "../../"])
  func `a cursor that is none of ours is refused`(_ cursor: String) throws {
    let scratch = try Scratch()
    #expect(failure { _ = try scratch.list { $0.cursor = cursor } }?.code == .badQuery)
  }

  @Test func `a cursor of another query is refused`() throws {
    let scratch = try Scratch()
    for index in 0..<3 { try scratch.add(.article, ["title": .string("第\(index)")]) }
    let cursor = try #require(try scratch.list { $0.limit = 1 }.rendered.next)
    #expect(try scratch.list { $0.cursor = cursor }.items.count == 2)
    for viewer in [Viewer.anyone, .staff] {
      let error = failure {
        _ = try scratch.list(viewer: viewer) {
          $0.cursor = cursor
          $0.sort = ("title", false)
        }
      }
      #expect(error?.code == .badQuery)
    }
    #expect(failure { _ = try scratch.list(viewer: .staff) { $0.cursor = cursor } }?.code == .badQuery)
  }

  struct Filtering: Sendable, CustomTestStringConvertible {
    var filter: Filter
    var found: [String]
    var testDescription: String { "\(filter.field)__\(filter.operator.rawValue)=\(filter.values.joined(separator: ","))" }

    init(_ field: String, _ operation: Filter.Operator, _ values: [String], _ found: [String]) {
      filter = Filter(field: field, operator: operation, values: values)
      self.found = found
    }
  }

  @Test(arguments: [
    Filtering("kind", .equals, ["technical"], ["乙"]), Filtering("kind", .in, ["technical", "news"], ["甲", "乙"]),
    Filtering("kind", .not, ["news"], ["乙", "丙"]), Filtering("section", .isnull, ["1"], ["丙"]),
    Filtering("section", .isnull, ["false"], ["甲", "乙"]),
    Filtering("section", .prefix, ["行业"], ["甲"]), Filtering("section", .not, ["行业活动"], ["乙", "丙"]),
    Filtering("section", .not, ["行业活动", "政策"], ["乙", "丙"]), Filtering("tag", .equals, ["红"], ["甲", "丙"]),
    Filtering("issue", .equals, ["2031-2"], ["乙"]), Filtering("issue", .isnull, ["1"], ["甲", "丙"]),
    Filtering("year", .equals, ["2031"], ["乙"]),
    Filtering("year", .equals, ["2025"], ["甲", "丙"]), Filtering("published_at", .equals, ["2025-01-09"], ["甲", "乙", "丙"]),
    Filtering("published_at", .lte, ["2025-01-09"], ["甲", "乙", "丙"]), Filtering("published_at", .gt, ["2025-01-09"], []),
    Filtering("published_at", .gte, ["2025-01-09T00:00:00Z"], ["甲", "乙", "丙"]), Filtering("published_at", .lt, ["2025-01-09"], []),
    Filtering("title", .gt, ["丙"], ["甲", "乙"]), Filtering("organisation", .equals, ["nowhere"], []),
    Filtering("lang", .equals, ["en"], ["丙"]),
    Filtering("title", .equals, ["' OR 1=1 --"], []),
  ])
  func `a filter keeps what it names`(_ scenario: Filtering) throws {
    let scratch = try Scratch()
    try scratch.add(.issue, ["label": "2031-2", "year": 2031])
    try scratch.add(.article, ["title": "甲", "section": "行业活动", "tags": ["红", "蓝"]])
    try scratch.add(.article, ["title": "乙", "kind": "technical", "section": "技术", "issue": "2031-2"])
    try scratch.add(.article, ["title": "丙", "kind": "feature", "tags": ["红"], "lang": "en"])
    let page = try scratch.list {
      $0.filters = [scenario.filter]
      $0.sort = ("created_at", false)
      $0.wantsTotal = true
    }
    #expect(page.items.compactMap { $0["title"]?.string } == scenario.found)
    #expect(page.rendered.total == scenario.found.count)
  }

  @Test(arguments: [
    Filter(field: "kind", operator: .equals, values: ["nws"]), Filter(field: "published_at", operator: .gt, values: ["soon"]),
    Filter(field: "section", operator: .isnull, values: ["maybe"]), Filter(field: "nonsense", operator: .equals, values: ["1"]),
    Filter(field: "body", operator: .equals, values: ["1"]), Filter(field: "year", operator: .equals, values: ["x"]),
  ])
  func `a filter that cannot be meant is refused`(_ filter: Filter) throws {
    let scratch = try Scratch()
    #expect(failure { _ = try scratch.list { $0.filters = [filter] } }?.code == .badQuery)
  }

  @Test func `notices are in force between their days and until they are repealed`() throws {
    let scratch = try Scratch()
    try scratch.add(.notice, ["title": "旧令", "document_number": "某函〔2020〕1号", "issued_on": "2020-03-01"])
    try scratch.add(.notice, ["title": "限期", "issued_on": "2021-01-01", "expires_on": "2021-12-31"])
    try scratch.add(.notice, ["title": "新令", "issued_on": "2023-05-01", "effective_on": "2023-06-01", "repeals": ["某函〔2020〕1号"]])
    func titles(_ day: String) throws -> Set<String> {
      let page = try scratch.list(.notice) {
        $0.filters = [
          Filter(field: "as_of", operator: .equals, values: [day]), Filter(field: "in_force", operator: .equals, values: ["1"]),
        ]
      }
      return Set(page.items.compactMap { $0["title"]?.string })
    }
    #expect(try titles("2020-02-29") == [])
    #expect(try titles("2021-06-01") == ["旧令", "限期"])
    #expect(try titles("2022-01-01") == ["旧令"])
    #expect(try titles("2023-05-31") == ["旧令"])
    #expect(try titles("2023-06-01") == ["新令"])
  }

  @Test func `deadlines come soonest first and page by page`() throws {
    let scratch = try Scratch()
    let dates: [JSONValue] = ["2031-03-05", "2031-03-01", "2031-04-01"].map { .object(["kind": "application", "on": $0]) }
    try scratch.add(.notice, ["title": "申报", "deadlines": .array(dates)])
    try scratch.add(.notice, ["title": "草稿", "deadlines": .array(dates)], status: .draft)
    var days: [String] = []
    var cursor: String?
    repeat {
      let page = try Page(scratch.store.deadlines(from: "2031-03-01", through: "2031-03-31", limit: 1, cursor: cursor, reader: 0))
      days += page.items.compactMap { $0["on"]?.string }
      cursor = page.rendered.next
    } while cursor != nil
    #expect(days == ["2031-03-01", "2031-03-05"])
  }

  @Test func `facets count what the list holds`() throws {
    let scratch = try Scratch()
    try scratch.add(.article, ["title": "甲", "section": "技术"])
    try scratch.add(.article, ["title": "乙", "section": "技术", "kind": "technical"])
    try scratch.add(.article, ["title": "丙", "kind": "technical"], status: .draft)
    let page = try scratch.list { $0.facets = ["kind", "section", "year", "organisation", "issue", "tag", "lang"] }
    let facets = try JSONReader().read(page.rendered.facets ?? []).object
    #expect(facets?["section"] == .array([.object(["value": "技术", "count": 2])]))
    #expect(facets?["kind"]?.array?.count == 2)
    #expect(facets?["year"] == .array([.object(["value": 2025, "count": 2])]))
  }
}
