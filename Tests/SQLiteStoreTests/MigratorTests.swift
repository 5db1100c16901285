import CSQLite
import Domain
import Foundation
import Migrations
import Testing

@testable import SQLiteStore

@Suite struct MigratorTests {
  @Test(arguments: 0..<Migrations.all.count) func `a database of any earlier schema is brought up to date with its rows`(_ version: Int)
    throws
  {
    let folder = Scratch.newFolder()
    defer { try? FileManager.default.removeItem(atPath: folder.path) }
    try folder.prepare()
    do {
      let connection = try Connection(path: folder.database, role: .writer)
      let applied = try Migrator(steps: Array(Migrations.all.prefix(version))).migrate(connection)
      #expect(applied.count == version)
      if version > 0 { try connection.run("INSERT INTO records (seq, type) VALUES (4711, 'article')") }
    }
    let store = try SQLiteRepository(folder: folder, now: { 0 })
    let rows = try store.read(0) { try $0.first("SELECT count(*) FROM records WHERE seq = 4711") { $0.integer(0) } }
    #expect(rows == (version > 0 ? 1 : 0))
    let standing = try store.read(0) { try Migrator().standing(of: $0) }
    #expect(standing == Migrator.Standing(applied: Migrations.all.count, pending: []))
  }

  @Test(arguments: [
    "INSERT INTO records (type) VALUES ('article')", "INSERT INTO records (type) VALUES ('issue')",
    "INSERT INTO changes (at, op, type, id, slug, version) VALUES (1, 'delete', 'article', 'a', 'a', 1)",
  ])
  func `a check takes the words that it names and no other`(_ sql: String) throws {
    let scratch = try Scratch()
    try scratch.store.writer.exclusively { connection in
      try connection.run(sql)
      let wrong = sql.replacing(/'(article|issue|delete)'/, maxReplacements: 1) { _ in "'other'" }
      #expect(throws: SQLiteFailure.self) { try connection.run(wrong) }
    }
  }

  @Test(arguments: ["records", "articles", "notices", "events", "awards", "organisations", "issues", "changes", "deliveries"])
  func `no row that is written makes a table for its checks`(_ table: String) throws {
    let scratch = try Scratch()
    let steps = try scratch.store.read(0) { connection in
      var columns: [String] = []
      try connection.query("SELECT name FROM pragma_table_info(?)", [.text(table)]) { columns.append($0.text(0)) }
      let values = columns.map { _ in "1" }.joined(separator: ", ")
      var steps: [String] = []
      try connection.query("EXPLAIN INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(values))") {
        steps.append($0.text(1))
      }
      return steps
    }
    #expect(steps.contains("Insert") && !steps.contains("OpenEphemeral"))
  }

  @Test func `revisions keep what they held when their table is made anew`() throws {
    let folder = Scratch.newFolder()
    defer { try? FileManager.default.removeItem(atPath: folder.path) }
    try folder.prepare()
    do {
      let connection = try Connection(path: folder.database, role: .writer)
      _ = try Migrator(steps: Array(Migrations.all.prefix { $0.name < "0020" })).migrate(connection)
      try connection.execute(
        """
        INSERT INTO records (seq, type) VALUES (1, 'article'), (2, 'article');
        INSERT INTO revisions (record, version, at, token, name, note, members)
        VALUES (2, 1, 30, 't', 'n', NULL, '{}'), (1, 2, 20, 't', 'n', 'x', '{"a":2}'), (1, 1, 10, 't', 'n', NULL, '{"a":1}');
        """)
    }
    let store = try SQLiteRepository(folder: folder, now: { 0 })
    try store.writer.exclusively { connection in
      var rows: [String] = []
      try connection.query(
        "SELECT record || ' ' || version || ' ' || at || ' ' || coalesce(note, '-') || ' ' || members FROM revisions ORDER BY record, version"
      ) {
        rows.append($0.text(0))
      }
      #expect(rows == ["1 1 10 - {\"a\":1}", "1 2 20 x {\"a\":2}", "2 1 30 - {}"])
      try connection.run("DELETE FROM records WHERE seq = 1")
      #expect(try connection.first("SELECT count(*) FROM revisions") { $0.integer(0) } == 1)
    }
  }

  @Test func `a newer database is refused and left as it is`() throws {
    let folder = Scratch.newFolder()
    defer { try? FileManager.default.removeItem(atPath: folder.path) }
    try folder.prepare()
    let steps = Migrations.all + [Migrations.Step(name: "9999_later", sql: Array("CREATE TABLE later (a INTEGER) STRICT;".utf8))]
    do { _ = try Migrator(steps: steps).migrate(Connection(path: folder.database, role: .writer)) }
    let error = failure { _ = try SQLiteRepository(folder: folder, now: { 0 }) }
    #expect(error?.code == .unavailable)
    #expect(error?.detail.contains("newer version") == true)
  }

  @Test func `a database of changed steps is refused`() throws {
    let folder = Scratch.newFolder()
    defer { try? FileManager.default.removeItem(atPath: folder.path) }
    try folder.prepare()
    var steps = Migrations.all
    steps[3] = Migrations.Step(name: steps[3].name, sql: steps[3].sql + Array("-- more".utf8))
    do { _ = try Migrator(steps: steps).migrate(Connection(path: folder.database, role: .writer)) }
    #expect(failure { _ = try SQLiteRepository(folder: folder, now: { 0 }) }?.detail.contains("another build") == true)
  }

  @Test(arguments: ["no database at all, only some text that is longer than the header of one, so that it is surely read"])
  func `a file that is no database is refused`(_ text: String) throws {
    let folder = Scratch.newFolder()
    defer { try? FileManager.default.removeItem(atPath: folder.path) }
    try folder.prepare()
    try text.write(toFile: folder.database, atomically: false, encoding: .utf8)
    #expect(failure { _ = try SQLiteRepository(folder: folder, now: { 0 }) }?.detail.contains("not a database") == true)
    #expect(try String(contentsOfFile: folder.database, encoding: .utf8) == text)
  }

  @Test func `a database of another program is refused`() throws {
    let folder = Scratch.newFolder()
    defer { try? FileManager.default.removeItem(atPath: folder.path) }
    try folder.prepare()
    do { try Connection(path: folder.database, role: .writer).execute("CREATE TABLE theirs (a INTEGER)") }
    #expect(failure { _ = try SQLiteRepository(folder: folder, now: { 0 }) }?.detail.contains("another program") == true)
  }

  @Test func `a folder that is a file, and one that cannot be made, are told`() throws {
    let file = Scratch.newFolder().path
    defer { try? FileManager.default.removeItem(atPath: file) }
    try "x".write(toFile: file, atomically: false, encoding: .utf8)
    #expect(failure { _ = try SQLiteRepository(folder: DataFolder(file), now: { 0 }) }?.detail.contains("not a folder") == true)
    #expect(failure { _ = try SQLiteRepository(folder: DataFolder("/proc/nothing/here"), now: { 0 }) }?.code == .unavailable)
  }

  @Test func `only the owner may read what the folder holds`() throws {
    let scratch = try Scratch()
    try scratch.add(.article, ["title": "甲"])
    let files = FileManager.default
    func mode(_ path: String) throws -> Int { (try files.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? 0) & 0o777 }
    #expect(try mode(scratch.folder.path) == 0o700)
    for name in try files.contentsOfDirectory(atPath: scratch.folder.path) {
      let path = scratch.folder.path + "/" + name
      var isFolder: ObjCBool = false
      _ = files.fileExists(atPath: path, isDirectory: &isFolder)
      #expect(try mode(path) == (isFolder.boolValue ? 0o700 : 0o600), "\(name)")
    }
  }
}
