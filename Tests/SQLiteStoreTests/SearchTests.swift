import Domain
import JSON
import Testing

@testable import SQLiteStore

@Suite struct SearchTests {
  /// Two articles, one with the words in its title, one with them in its body; and what must find which.
  private static let first = "热流道注塑模具CAD应用"
  private static let second = "车间消息"

  private func filled() throws -> Scratch {
    let scratch = try Scratch()
    try scratch.add(.article, ["title": .string(Self.first), "body": "精密零件２０２６年出货，ABC-12 型。"])
    try scratch.add(.article, ["title": .string(Self.second), "body": "一批注塑模具到货，電鍍車間“AND”已检修 café 🎉。"])
    try scratch.add(.article, ["title": "毫不相干", "body": "今日食堂供应面条。"])
    return scratch
  }

  @Test(arguments: [
    ("模", [first, second]), ("模具", [first, second]), ("注塑模具", [first, second]), ("热流道注塑模具CAD应用", [first]), ("具模", []),
    ("注模", []), ("塑模具C", []), ("模具CAD", [first]), ("cad", [first]), ("CA", []), ("热流道 精密", [first]), ("注塑模具 车间", [second]),
    ("电镀", [second]), ("電鍍", [second]), ("模 具", [first, second]), ("2026", [first]), ("２０２６年", [first]), ("ＣＡＤ", [first]),
    ("reliudao", [first]), ("zhusu", [first]), ("re liu dao", [first]), ("chejian", [second]), ("dianduche", []), ("abc-12", [first]),
    ("AND", [second]), ("OR NOT", []), ("\"模具", [first, second]), ("模具*", [first, second]), ("words:模具", []), ("NEAR(模具)", []),
    ("模具) OR (", []), ("'; DROP TABLE search; --", []), ("", []), ("   ", []), ("。。。", []), ("🎉", [second]), ("cafe", [second]),
    ("\u{0}", []),
    ("^模具", [first, second]), ("{模具}", [first, second]), ("\\", []), ("ǁ模具", [first, second]),
  ])
  func `a query finds exactly what has its words, titles first`(_ query: String, _ found: [String]) throws {
    let scratch = try filled()
    #expect(try scratch.titles(query) == found)
  }

  @Test func `more than sixteen terms are refused, sixteen are not`() throws {
    let scratch = try Scratch()
    let sixteen = (0..<16).map { "词\($0)" }.joined(separator: " ")
    #expect(try scratch.titles(sixteen).isEmpty)
    #expect(failure { _ = try scratch.titles(sixteen + " 多") }?.code == .badQuery)
  }

  @Test func `an edit, a withdrawal and a deletion change what is found at once`() throws {
    let scratch = try Scratch()
    let made = try scratch.add(.article, ["title": "甲号机床", "body": "旧词在此"])
    try scratch.change(.article, made.id, ["body": "新语在此"])
    #expect(try scratch.titles("旧词").isEmpty)
    #expect(try scratch.titles("新语") == ["甲号机床"])
    try scratch.move(.article, made.id, to: .withdrawn)
    #expect(try scratch.titles("新语").isEmpty)
    #expect(try scratch.titles("新语", viewer: .staff) == ["甲号机床"])
    try scratch.write { try $0.delete(.article, id: made.id, purge: false, by: .tester) }
    #expect(try scratch.titles("新语", viewer: .staff).isEmpty)
    let findings = try scratch.store.checkIntegrity()
    #expect(findings.flatMap(\.problems) == [])
  }

  @Test func `pages of hits join without gap or repeat`() throws {
    let scratch = try Scratch()
    for index in 0..<23 {
      try scratch.add(.article, ["title": .string(index % 3 == 0 ? "冲压第\(index)" : "其他第\(index)"), "body": "说到冲压"])
    }
    var seen: [String] = []
    var cursor: String?
    repeat {
      let page = try scratch.list {
        $0.text = "冲压"
        $0.limit = 4
        $0.cursor = cursor
        $0.wantsTotal = true
      }
      #expect(page.rendered.total == 23)
      seen += page.items.compactMap { $0["title"]?.string }
      cursor = page.rendered.next
    } while cursor != nil
    #expect(seen.count == 23)
    #expect(Set(seen).count == 23)
    #expect(seen.prefix(8).allSatisfy { $0.hasPrefix("冲压") })
    #expect(seen.dropFirst(8).allSatisfy { $0.hasPrefix("其他") })
  }

  @Test func `one ranked list holds several types`() throws {
    let scratch = try Scratch()
    try scratch.add(.article, ["title": "模具展报道"])
    try scratch.add(.event, ["name": "模具展"])
    try scratch.add(.organisation, ["name": "模具展办公室"])
    let all = try scratch.list {
      $0.types = [.article, .event, .organisation]
      $0.text = "模具展"
      $0.highlights = true
    }
    #expect(all.items.compactMap { $0["type"]?.string } == ["organisation", "event", "article"])
    #expect(all.items[1]["highlights"]?.object?["title"] == "<mark>模具展</mark>")
    #expect(try scratch.titles("模具展", types: [.event]) == ["模具展"])
    #expect(try scratch.titles("mujuzhan", types: [.event, .organisation]).count == 2)
  }

  @Test func `merging leaves every word in its place`() throws {
    let scratch = try Scratch()
    for index in 0..<12 { try scratch.add(.article, ["title": .string("批次\(index)"), "body": "共同的词"]) }
    try scratch.store.writer.exclusively { connection in
      while try connection.mergeSearchIndex() {}
      let segments = try connection.first("SELECT count(DISTINCT segid) FROM search_idx") { $0.integer(0) }
      #expect(segments ?? 99 <= 6)
    }
    #expect(try scratch.titles("共同").count == 12)
    #expect(try scratch.store.checkIntegrity().flatMap(\.problems) == [])
  }

  @Test func `the index does not fall to pieces while writes keep coming`() throws {
    let scratch = try Scratch()
    for index in 0..<120 { try scratch.add(.article, ["title": .string("批次\(index)"), "body": "共同的词"]) }
    let segments = try scratch.store.writer.exclusively { connection in
      try connection.first("SELECT count(DISTINCT segid) FROM search_idx") { $0.integer(0) }
    }
    #expect(segments ?? 120 <= 40)
    #expect(try scratch.titles("共同").count == 100)
  }

  @Test func `the index grows no deeper by many lulls`() throws {
    let scratch = try Scratch()
    for index in 0..<200 {
      try scratch.add(.article, ["title": .string("批次\(index)"), "body": "共同的词"])
      try scratch.store.writer.exclusively { while try $0.mergeSearchIndex() {} }
    }
    // The tenth row of an FTS5 index tells how it is made up: four bytes of a counter, then how many levels there are.
    let levels = try scratch.store.writer.exclusively { connection in
      try connection.first("SELECT hex(substr(block, 5, 1)) FROM search_data WHERE id = 10") { $0.text(0) }
    }
    let deepest = Int(levels ?? "", radix: 16) ?? 0
    #expect((1...12).contains(deepest), "\(deepest) levels")
    #expect(try scratch.store.checkIntegrity().flatMap(\.problems) == [])
  }

  @Test func `a merge of a load takes many segments, one of a lull what is left`() throws {
    let scratch = try Scratch()
    try scratch.store.writer.exclusively { connection in
      let least = { try connection.first("SELECT v FROM search_config WHERE k = 'usermerge'") { $0.integer(0) } }
      var unmerged = 0
      try connection.mergeSearchIndex(beside: 1 << 20, unmerged: &unmerged)
      #expect(try least() == 16)
      while try connection.mergeSearchIndex() {}
      #expect(try least() == 2)
    }
  }

  @Test func `another segmentation is replaced when the file is opened`() throws {
    let scratch = try filled()
    try scratch.store.writer.exclusively { connection in
      try connection.execute("INSERT INTO search (search) VALUES ('delete-all'); UPDATE search_state SET segmentation = 0;")
    }
    #expect(try scratch.titles("模具").isEmpty)
    let again = try SQLiteRepository(folder: scratch.folder, now: { scratch.clock.now })
    var query = ListQuery(types: [.article], projection: Projection(viewer: .anyone, body: .none))
    query.text = "模具"
    #expect(try again.list(query, reader: 0).count == 2)
  }
}
