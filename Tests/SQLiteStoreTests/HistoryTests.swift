import Cryptography
import Domain
import Foundation
import JSON
import Testing

@testable import SQLiteStore

@Suite struct HistoryTests {
  @Test func `each write leaves a revision, an audit row and, if readers see it, a change`() throws {
    let scratch = try Scratch()
    let made = try scratch.add(.article, ["title": "一"], status: .draft)
    try scratch.change(.article, made.id, ["title": "二"])
    try scratch.move(.article, made.id, to: .published)
    try scratch.change(.article, made.id, ["title": "三"])
    try scratch.write { try $0.delete(.article, id: made.id, purge: false, by: .tester) }
    let revisions = try Page(scratch.store.revisions(.article, made.id, limit: 3, cursor: nil, reader: 0))
    #expect(revisions.items.compactMap { $0["version"]?.integer } == [5, 4, 3])
    let rest = try Page(scratch.store.revisions(.article, made.id, limit: 3, cursor: revisions.rendered.next, reader: 0))
    #expect(rest.items.compactMap { $0["version"]?.integer } == [2, 1])
    let old = try scratch.store.revision(.article, made.id, version: 1, reader: 0)
    #expect(try JSONReader().read(old.json).object?["title"] == "一")
    #expect(failure { _ = try scratch.store.revision(.article, made.id, version: 9, reader: 0) }?.code == .notFound)
    let audit = try Page(scratch.store.audit(limit: 100, cursor: nil, reader: 0))
    #expect(audit.items.compactMap { $0["action"]?.string } == ["delete", "update", "publish", "update", "create"])
    let changes = try scratch.store.changes(since: 0, limit: 100, reader: 0)
    let ops = try JSONReader().read(changes.items).array?.compactMap { $0.object?["op"]?.string }
    #expect(ops == ["publish", "update", "delete"])
    #expect(try scratch.store.changes(since: changes.last, limit: 100, reader: 0).count == 0)
  }

  @Test func `a changed audit row is found, and SQL cannot change one in passing`() throws {
    let scratch = try Scratch()
    for index in 0..<4 { try scratch.add(.article, ["title": .string("第\(index)")]) }
    #expect(try scratch.store.checkIntegrity().flatMap(\.problems) == [])
    #expect(throws: SQLiteFailure.self) { try scratch.store.writer.exclusively { try $0.run("UPDATE audit SET name = 'x' WHERE seq = 2") } }
    #expect(throws: SQLiteFailure.self) { try scratch.store.writer.exclusively { try $0.run("DELETE FROM audit") } }
    try scratch.store.writer.exclusively {
      try $0.execute("DROP TRIGGER audit_is_not_rewritten; UPDATE audit SET name = 'x' WHERE seq = 2")
    }
    #expect(try scratch.store.checkIntegrity().flatMap(\.problems) == ["row 2 was changed"])
  }

  @Test func `a stored answer is found for a day under its key and token`() throws {
    let scratch = try Scratch()
    let answer = StoredAnswer(fingerprint: [1], status: 201, location: "/v1/x", entityTag: nil, body: [2, 3])
    try scratch.write { try $0.store(answer, key: "k", token: "t") }
    #expect(try scratch.write { try $0.storedAnswer(key: "k", token: "t") } == answer)
    #expect(try scratch.write { try $0.storedAnswer(key: "k", token: "u") } == nil)
    scratch.clock.advance(by: SQLiteWriteSession.answerLifetime)
    #expect(try scratch.write { try $0.storedAnswer(key: "k", token: "t") } == nil)
  }

  @Test func `what is scheduled happens when it is due, once, and bears its time`() throws {
    let scratch = try Scratch()
    let due = scratch.clock.now + 60_000
    let made = try scratch.add(
      .article, ["title": "定时", "unpublish_at": .string(Timestamp(milliseconds: due + 60_000).text)], status: .draft)
    try scratch.move(.article, made.id, to: .scheduled, at: due)
    #expect(try scratch.store.nextDue() == due)
    #expect(try scratch.store.runDue() == 0)
    scratch.clock.advance(by: 90_000)
    #expect(try scratch.store.runDue() == 1)
    #expect(try scratch.store.runDue() == 0)
    #expect(try scratch.get(.article, made.id)["published_at"] == .string(Timestamp(milliseconds: due).text))
    scratch.clock.advance(by: 90_000)
    #expect(try scratch.store.runDue() == 1)
    #expect(failure { _ = try scratch.get(.article, made.id) }?.code == .gone)
    #expect(try scratch.store.nextDue() == nil)
  }

  @Test(arguments: [(Status.draft, Status.withdrawn), (.published, .scheduled), (.published, .draft), (.scheduled, .withdrawn)])
  func `a step that makes no sense is a conflict`(_ from: Status, _ to: Status) throws {
    let scratch = try Scratch()
    let made = try scratch.add(.article, ["title": "甲"], status: from == .published ? .published : .draft)
    if from == .scheduled { try scratch.move(.article, made.id, to: .scheduled, at: scratch.clock.now + 9_000) }
    #expect(failure { try scratch.move(.article, made.id, to: to, at: 1) }?.code == .conflict)
  }

  @Test func `a token opens what it was made for until it ends`() throws {
    let scratch = try Scratch()
    let token = try scratch.store.createToken(name: "编辑部", scopes: [.read, .write], expiresAt: scratch.clock.now + 100_000, by: .tester)
    #expect(token.wholeMatch(of: /blt_[a-z0-9]{8}_[A-Za-z0-9_-]{43}/) != nil)
    let grant = try scratch.store.grant(forToken: token, reader: 0)
    #expect(grant?.name == "编辑部")
    #expect(grant?.scopes == [.read, .write])
    for wrong in [
      "", "blt_", String(token.dropLast()) + (token.hasSuffix("A") ? "B" : "A"), token + "A", token.uppercased(),
      "blt_aaaaaaaa_" + token.suffix(43),
    ] {
      #expect(try scratch.store.grant(forToken: wrong, reader: 0) == nil)
    }
    let publicID = try #require(grant?.publicID)
    #expect(try scratch.store.tokens().map(\.publicID) == [publicID])
    scratch.clock.advance(by: 200_000)
    #expect(try scratch.store.grant(forToken: token, reader: 0) == nil)
    let second = try scratch.store.createToken(name: "二", scopes: [.admin], expiresAt: nil, by: .tester)
    let id = try #require(try scratch.store.grant(forToken: second, reader: 0)?.publicID)
    try scratch.store.revokeToken(id)
    #expect(try scratch.store.grant(forToken: second, reader: 0) == nil)
    #expect(failure { try scratch.store.revokeToken("nobody00") }?.code == .notFound)
    let stored = FileManager.default.contents(atPath: scratch.folder.database).map { String(decoding: $0, as: UTF8.self) } ?? ""
    #expect(!stored.contains(token.suffix(43)))
  }
}
