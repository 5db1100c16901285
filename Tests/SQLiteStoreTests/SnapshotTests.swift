import Domain
import Foundation
import Testing

@testable import SQLiteStore

/// What a reader sees that shares a snapshot between its rests; another store on the same folder stands for another process.
@Suite struct SnapshotTests {
  @Test(arguments: [Status.draft, .published]) func `a reader sees at once what its own process wrote`(_ status: Status) throws {
    let scratch = try Scratch()
    scratch.store.rest(reader: 0)
    for count in 1...3 {
      #expect(try scratch.list(viewer: .staff).items.count == count - 1)
      try scratch.add(.article, ["title": "新闻"], status: status)
      #expect(try scratch.list(viewer: .staff).items.count == count)
      #expect(try scratch.titles("新闻", viewer: .staff).count == count)
    }
  }

  @Test func `a reader sees what another process wrote once the generation tells of it`() throws {
    let scratch = try Scratch()
    let other = try Scratch(scratch.folder)
    scratch.store.rest(reader: 0)
    #expect(try scratch.list().items.isEmpty)
    let before = scratch.store.generation
    try other.add(.article, ["title": "新闻"])
    let deadline = Date().addingTimeInterval(5)
    while scratch.store.generation == before, Date() < deadline {}
    #expect(scratch.store.generation > before)
    #expect(try scratch.list().items.count == 1)
  }

  @Test func `after a rest a reader sees all that was written`() throws {
    let scratch = try Scratch()
    let other = try Scratch(scratch.folder)
    for count in 1...3 {
      scratch.store.rest(reader: 0)
      #expect(try scratch.list(viewer: .staff).items.count == count - 1)
      try other.add(.article, ["title": "草稿"], status: .draft)
    }
  }

  @Test func `a reader that rests holds nothing`() throws {
    let scratch = try Scratch()
    scratch.store.rest(reader: 0)
    try scratch.add(.article, ["title": "新闻"])
    #expect(try scratch.list().items.count == 1)
    scratch.store.rest(reader: 0)
    try scratch.store.settle()
    let log = try FileManager.default.attributesOfItem(atPath: scratch.folder.database + "-wal")[.size] as? Int
    #expect(log == 0)
  }
}
