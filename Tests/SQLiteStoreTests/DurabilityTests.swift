import Domain
import Foundation
import JSON
import Synchronization
import Testing

@testable import SQLiteStore

@Suite struct DurabilityTests {
  private static var writer: URL {
    URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().appendingPathComponent("StoreWriter")
  }

  private func start(_ mode: String, _ folder: DataFolder) throws -> (process: Process, lines: FileHandle) {
    let process = Process()
    process.executableURL = Self.writer
    process.arguments = [mode, folder.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    return (process, pipe.fileHandleForReading)
  }

  private static func complete(_ data: Data) -> [String] {
    String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  @Test func `no acknowledged write is lost when the writer is killed`() throws {
    let folder = Scratch.newFolder()
    defer { try? FileManager.default.removeItem(atPath: folder.path) }
    var acknowledged: [String] = []
    for round in 1...3 {
      let (process, lines) = try start("endless", folder)
      var output = Data()
      while output.count < round * 4_000 {
        let more = lines.availableData
        if more.isEmpty { break }
        output += more
      }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      output += lines.readDataToEndOfFile()
      acknowledged += Self.complete(output)
    }
    #expect(acknowledged.count > 300)
    #expect(Set(acknowledged).count == acknowledged.count)
    let store = try SQLiteRepository(folder: folder, now: { 0 })
    let stored = try store.read(0) { connection in
      var ids: Set<String> = []
      try connection.query("SELECT id FROM articles") { ids.insert($0.text(0)) }
      return ids
    }
    #expect(Set(acknowledged).subtracting(stored).isEmpty)
    #expect(try store.checkIntegrity().flatMap(\.problems) == [])
  }

  @Test func `a full disk refuses the write, lets reads go on, and heals by itself`() throws {
    let folder = Scratch.newFolder()
    defer { try? FileManager.default.removeItem(atPath: folder.path) }
    let (process, lines) = try start("full", folder)
    let output = Self.complete(lines.readDataToEndOfFile())
    process.waitUntilExit()
    #expect(output.contains("error storage-full"))
    #expect(output.contains("read true"))
    #expect(output.last == "problems []")
    #expect(output.dropLast().last.map(Identifier.isOne) == true)
  }

  @Test func `sixteen threads write together, and each write is there when it is acknowledged`() throws {
    let scratch = try Scratch()
    let missing = Atomic<Int>(0)
    let members = try RecordSchema.article.validate(["title": "并发"]).get()
    DispatchQueue.concurrentPerform(iterations: 16) { _ in
      for _ in 0..<10 {
        let id = try? scratch.write { try $0.insert(.article, members, status: .published, by: .tester).id }
        let shown = id.flatMap { try? scratch.store.record(.article, $0, Projection(viewer: .anyone), reader: offLoop) }
        if shown == nil { missing.wrappingAdd(1, ordering: .relaxed) }
      }
    }
    #expect(missing.load(ordering: .relaxed) == 0)
    #expect(try scratch.list { $0.wantsTotal = true }.rendered.total == 160)
    #expect(try scratch.store.checkIntegrity().flatMap(\.problems) == [])
  }

  @Test func `a job that fails takes nothing of its batch with it`() throws {
    let scratch = try Scratch()
    let members = try RecordSchema.article.validate(["title": "同批"]).get()
    let done = DispatchSemaphore(value: 0)
    let failures = Atomic<Int>(0)
    for number in 0..<20 {
      scratch.store.write { session in
        _ = try session.insert(.article, members, status: .published, by: .tester)
        if number % 2 == 1 { throw BulletinError(.conflict, "no") }
      } finish: { result in
        if case .failure(let error) = result, error.code == .conflict { failures.wrappingAdd(1, ordering: .relaxed) }
        done.signal()
      }
    }
    for _ in 0..<20 { done.wait() }
    #expect(failures.load(ordering: .relaxed) == 10)
    #expect(try scratch.list { $0.wantsTotal = true }.rendered.total == 10)
    #expect(try scratch.titles("同批").count == 10)
  }

  @Test func `past two hundred and fifty-six waiting a write is refused at once`() throws {
    let scratch = try Scratch()
    let gate = DispatchSemaphore(value: 0)
    let entered = DispatchSemaphore(value: 0)
    let finished = DispatchGroup()
    let refused = Atomic<Int>(0)
    finished.enter()
    scratch.store.write { _ in
      entered.signal()
      gate.wait()
    } finish: { (_: Result<Void, BulletinError>) in
      finished.leave()
    }
    entered.wait()
    for _ in 0..<(StoreLimits().waitingWrites + 3) {
      finished.enter()
      scratch.store.write { _ in
      } finish: { (result: Result<Void, BulletinError>) in
        if case .failure(let error) = result, error.code == .busy { refused.wrappingAdd(1, ordering: .relaxed) }
        finished.leave()
      }
    }
    #expect(refused.load(ordering: .relaxed) == 3)
    gate.signal()
    finished.wait()
    #expect(refused.load(ordering: .relaxed) == 3)
  }

  @Test func `what another process changed is seen`() throws {
    let scratch = try Scratch()
    let other = try SQLiteRepository(folder: scratch.folder, now: { scratch.clock.now })
    let before = scratch.store.generation
    let members = try RecordSchema.article.validate(["title": "另一进程"]).get()
    let id = try other.writeAndWait { try $0.insert(.article, members, status: .published, by: .tester).id }
    #expect(try scratch.get(.article, id)["title"] == "另一进程")
    let deadline = DispatchTime.now() + .seconds(5)
    while scratch.store.generation == before, DispatchTime.now() < deadline { sched_yield() }
    #expect(scratch.store.generation > before)
    #expect(scratch.store.generation == other.generation)
  }

  @Test func `a backup is whole, opens, and comes back`() throws {
    let scratch = try Scratch()
    for index in 0..<30 { try scratch.add(.article, ["title": .string("第\(index)"), "body": "存档"]) }
    let file = scratch.folder.backups + "/one.sqlite3"
    try scratch.store.backUp(to: file)
    #expect(failure { try scratch.store.backUp(to: file) }?.code == .conflict)
    let folder = Scratch.newFolder()
    defer { try? FileManager.default.removeItem(atPath: folder.path) }
    try SQLiteRepository.restore(file, into: folder, replacing: false)
    let restored = try SQLiteRepository(folder: folder, now: { 0 })
    #expect(try restored.list(ListQuery(types: [.article], projection: Projection(viewer: .anyone)), reader: 0).count == 20)
    #expect(failure { try SQLiteRepository.restore(file, into: folder, replacing: false) }?.code == .conflict)
    #expect(failure { try SQLiteRepository.restore(file, into: folder, replacing: true) }?.code == .busy)
    try "no database, and long enough to be looked at as one, which it is not".write(
      toFile: file + ".bad", atomically: false, encoding: .utf8)
    #expect(failure { try SQLiteRepository.restore(file + ".bad", into: Scratch.newFolder(), replacing: true) }?.code == .unavailable)
  }

  @Test func `an export makes the same store again`() throws {
    let scratch = try Scratch()
    try scratch.add(.issue, ["label": "2031-1", "year": 2031])
    let organisation = try scratch.add(.organisation, ["name": "甲公司"])
    let link: JSONValue = .array([.object(["id": .string(organisation.id)])])
    let article = try scratch.add(.article, ["title": "甲", "body": "乙", "issue": "2031-1", "organisations": link])
    try scratch.add(.event, ["name": "丙", "article": .string(article.id)], status: .draft)
    func lines(_ store: SQLiteRepository) throws -> [[UInt8]] {
      var lines: [[UInt8]] = []
      try store.export { lines.append($0) }
      return lines
    }
    let first = try lines(scratch.store)
    let copy = try Scratch()
    for line in first { #expect(try copy.store.importLine(line, by: .tester)) }
    for line in first { #expect(try !copy.store.importLine(line, by: .tester)) }
    #expect(try lines(copy.store) == first)
    #expect(failure { _ = try copy.store.importLine(Array("{}".utf8), by: .tester) }?.code == .malformed)
  }

  @Test func `a healthy store passes its checks`() throws {
    let scratch = try Scratch()
    let checks = scratch.store.checks()
    #expect(checks.map(\.name) == ["database:read", "database:write", "schema", "disk"])
    #expect(checks.allSatisfy { $0.verdict != .fail })
  }
}
