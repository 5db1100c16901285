import Domain
import Foundation
import JSON
import Synchronization
import Testing

@testable import SQLiteStore

/// A store in a folder of its own that goes with it, and a clock that only the test moves.
final class Scratch: Sendable {
  let folder: DataFolder
  let clock: TestClock
  let store: SQLiteRepository

  init(_ folder: DataFolder = Scratch.newFolder(), clock: TestClock = TestClock()) throws {
    self.folder = folder
    self.clock = clock
    store = try SQLiteRepository(folder: folder, now: { clock.now }, report: { Issue.record("\($0)") })
  }

  deinit { try? FileManager.default.removeItem(atPath: folder.path) }

  static func newFolder() -> DataFolder {
    DataFolder(FileManager.default.temporaryDirectory.path + "/bulletin-test-\(UUID().uuidString)")
  }

  func write<Value: Sendable>(_ work: @escaping @Sendable (any WriteSession) throws -> Value) throws -> Value {
    try store.writeAndWait(work)
  }

  @discardableResult
  func add(_ type: RecordType = .article, _ members: [String: JSONValue], status: Status = .published) throws -> CurrentRecord {
    let valid = try RecordSchema.of(type).validate(members).get()
    return try write { try $0.insert(type, valid, status: status, by: .tester) }
  }

  @discardableResult
  func change(_ type: RecordType = .article, _ id: String, _ changes: [String: JSONValue]) throws -> CurrentRecord {
    try write { session in
      var members = try session.current(type, id).members
      members.merge(changes) { $1 }
      return try session.update(type, id: id, RecordSchema.of(type).validate(members, .replace(standing: [:])).get(), by: .tester)
    }
  }

  @discardableResult
  func move(_ type: RecordType = .article, _ id: String, to status: Status, at: Int64? = nil) throws -> CurrentRecord {
    try write { try $0.setStatus(type, id: id, status, at: at, by: .tester) }
  }

  func get(_ type: RecordType = .article, _ key: String, _ projection: Projection = Projection(viewer: .anyone)) throws -> [String:
    JSONValue]
  {
    let record = try store.record(type, key, projection, reader: 0)
    return try JSONReader().read(record.json).object ?? [:]
  }

  func list(_ type: RecordType = .article, viewer: Viewer = .anyone, _ adjust: (inout ListQuery) -> Void = { _ in }) throws -> Page {
    var query = ListQuery(types: [type], projection: Projection(viewer: viewer, body: .none))
    adjust(&query)
    return try Page(store.list(query, reader: 0))
  }

  func titles(_ q: String, viewer: Viewer = .anyone, types: [RecordType] = [.article]) throws -> [String] {
    try list(viewer: viewer) {
      $0.types = types
      $0.text = q
      $0.limit = 100
    }.items.compactMap { ($0["title"] ?? $0["name"])?.string }
  }
}

/// A list as a test looks at it.
struct Page {
  var items: [[String: JSONValue]]
  var rendered: RenderedList

  init(_ rendered: RenderedList) throws {
    self.rendered = rendered
    items = try JSONReader().read(rendered.items).array?.compactMap(\.object) ?? []
  }

  var ids: [String] { items.compactMap { $0["id"]?.string } }
}

final class TestClock: Sendable {
  private let time = Atomic<Int64>(1_736_380_800_000)

  /// Each look is a millisecond later, so that nothing happens twice at once.
  var now: Int64 { time.wrappingAdd(1, ordering: .relaxed).newValue }

  func advance(by milliseconds: Int64) { time.wrappingAdd(milliseconds, ordering: .relaxed) }
}

extension Author {
  static let tester = Author(token: "test0000", name: "tester", address: "127.0.0.1")
}

extension CurrentRecord {
  var title: String? { members["title"]?.string }
}

/// The error that a store call ends with.
func failure(_ body: () throws -> Void) -> BulletinError? {
  do {
    try body()
    return nil
  } catch {
    return error as? BulletinError
  }
}
