import Domain
import Testing

@testable import SQLiteStore

@Suite struct QueryPlanTests {
  /// The plan of the page that a query would read, as one text.
  private func plan(_ type: RecordType, _ query: ListQuery, _ scratch: Scratch) throws -> String {
    let order = try Order(type, query)
    let conditions = try Conditions(type, query, now: 1_736_380_800_000)
    var plans = ""
    try scratch.store.read(0) { connection in
      for part in order.parts(from: nil) {
        let start = order.start(part, after: nil)
        let sql = """
          EXPLAIN QUERY PLAN
          SELECT t.seq, t.id, \(order.expression), t.changed_at, t.public_json
          FROM \(type.plural) t
          WHERE \(conditions.sql) AND \(start.sql)
          \(order.clause(part))
          LIMIT ?
          """
        try connection.query(sql, conditions.values + start.values + [.integer(21)]) { plans += $0.text(3) + "\n" }
      }
    }
    return plans
  }

  @Test(arguments: RecordType.allCases) func `every order of a public list is read from an index`(_ type: RecordType) throws {
    let scratch = try Scratch()
    let sorts = RecordSchema.of(type).fields.filter { $0.sorts && !$0.isStaffOnly }.map(\.name)
    for sort in [nil] + sorts.map(Optional.some) {
      for descending in [true, false] {
        var query = ListQuery(types: [type], projection: Projection(viewer: .anyone, body: .none))
        query.sort = sort.map { ($0, descending) }
        let plan = try plan(type, query, scratch)
        #expect(!plan.contains("SCAN") && !plan.contains("TEMP B-TREE"), "\(sort ?? "natural"): \(plan)")
      }
    }
  }

  @Test(arguments: [
    (RecordType.article, "kind", "news"), (.article, "section", "x"), (.article, "issue", "2025-1"), (.notice, "category", "call"),
    (.event, "issue", "2025-1"),
    (.award, "issue", "2025-1"), (.article, "tag", "x"), (.article, "organisation", "x"), (.article, "slug", "x"), (.article, "lang", "en"),
  ])
  func `a filter of a public list never scans a table`(_ type: RecordType, _ field: String, _ value: String) throws {
    let scratch = try Scratch()
    var query = ListQuery(types: [type], projection: Projection(viewer: .anyone, body: .none))
    query.filters = [Filter(field: field, operator: .equals, values: [value])]
    let plan = try plan(type, query, scratch)
    #expect(!plan.contains("SCAN t"), "\(plan)")
  }
}
