import Domain
import Foundation
import JSON
import Synchronization
import Testing

@testable import API

struct ImportTests {
  private static let type = ["Content-Type: text/plain; charset=utf-8"]

  /// A desk whose issues have one story, named by their text; `read` runs first.
  private func desk(_ read: @escaping @Sendable (String) throws -> Void = { _ in }) throws -> Desk {
    try Desk {
      _ in
    } surroundings: {
      $0.ingest = { bytes, label in
        let text = String(decoding: bytes, as: UTF8.self)
        try read(text)
        let item = ImportedIssue.Item(type: .article, members: ["title": .string(text)])
        return ImportedIssue(label: label ?? "2025-1", members: [:], items: [item], sourceDigest: "")
      }
    }
  }

  private func start(_ desk: Desk, _ text: String, _ fields: [String] = []) async throws -> Reply {
    try await desk.send("POST", "/v1/imports", Self.type + fields, body: text, token: desk.staff)
  }

  /// The state of an import once it has ended.
  private func ended(_ desk: Desk, _ location: String, _ fields: [String] = []) async throws -> [String: JSONValue] {
    let deadline = ContinuousClock.now + .seconds(120)
    while ContinuousClock.now < deadline {
      let state = try await desk.send("GET", location, fields, token: desk.staff).object
      if state["status"] != .string("running") { return state }
      await Task.yield()
    }
    Issue.record("the import did not end")
    return [:]
  }

  @Test func `an import is taken at once and tells how it went`() async throws {
    let desk = try desk()
    let taken = try await start(desk, "Lead")
    #expect(taken.status == 202, "\(taken.text)")
    #expect(try taken.object["status"] == .string("running"))
    let state = try await ended(desk, try #require(taken["location"]))
    #expect(state["status"] == .string("done"))
    #expect(state["issue"] == .string("2025-1"))
    #expect(state["counts"]?.object?["created"] == .integer(1))
    #expect(state["items"]?.array?.first?.object?["title"] == .string("Lead"))
    #expect(state["ended_at"]?.string != nil)
  }

  @Test func `why an import failed is told in the reader's language`() async throws {
    let desk = try desk { _ in throw BulletinError(.validation, "No label.", chinese: "没有期号。") }
    let location = try #require(try await start(desk, "x")["location"])
    let state = try await ended(desk, location)
    #expect(state["status"] == .string("failed"))
    #expect(state["problem"]?.object?["detail"] == .string("No label."))
    let chinese = try await ended(desk, location, ["Accept-Language: zh"])
    #expect(chinese["problem"]?.object?["detail"] == .string("没有期号。"))
  }

  @Test func `the same Idempotency-Key begins one import`() async throws {
    let count = Mutex(0)
    let desk = try desk { _ in count.withLock { $0 += 1 } }
    let key = ["Idempotency-Key: \"one\""]
    let first = try #require(try await start(desk, "Lead", key)["location"])
    _ = try await ended(desk, first)
    #expect(try await start(desk, "Lead", key)["location"] == first)
    let other = try #require(try await start(desk, "Lead")["location"])
    _ = try await ended(desk, other)
    #expect(count.withLock { $0 } == 2)
  }

  @Test func `what a process left running has failed for the next one`() async throws {
    let desk = try desk()
    let id = "0195e000-0000-7000-8000-000000000001"
    _ = try desk.repository.writeAndWait { try $0.beginImport(id, by: Desk.author) }
    let done = try await ended(desk, try #require(try await start(desk, "Lead")["location"]))
    #expect(try desk.repository.interruptImports() == 1)
    let state = try await ended(desk, "/v1/imports/\(id)")
    #expect(state["status"] == .string("failed"))
    #expect(state["problem"]?.object?["type"] == .string("/problems/interrupted"))
    #expect(try await ended(desk, "/v1/imports/\(done["id"]?.string ?? "")") == done)
    #expect(try desk.repository.interruptImports() == 0)
  }

  @Test func `an unknown import is not found`() async throws {
    let desk = try desk()
    #expect(try await desk.send("GET", "/v1/imports/none", token: desk.staff).status == 404)
  }
}
