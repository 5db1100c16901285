import Foundation
import JSON
import TestSupport
import Testing

struct IngestCommandTests {
  static let sample = SettingTableTests.root.appending(path: "Sources/App/Resources/demo-issue.txt").path
  /// Beside the clone where continuous integration has it.
  static let realIssue = SettingTableTests.root.deletingLastPathComponent().appending(path: "shared/ingest/issue-78.txt").path
  static var hasRealIssue: Bool { FileManager.default.fileExists(atPath: realIssue) }

  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func ingest(_ arguments: String..., input: [UInt8]? = nil) throws -> Program.Result {
    try Program.run(["ingest"] + arguments + ["--data", folder.file("data")], input: input)
  }

  @Test func `a dry run prints one object and writes nothing`() throws {
    let result = try ingest(Self.sample, "--dry-run", "--format", "json")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.isEmpty)
    let report = try JSONReader().read(Array(result.output.utf8)).object
    #expect(Set(report?.keys.map { $0 } ?? []) == ["issue", "items", "furniture", "unplaced", "coverage", "warnings"])
    #expect((report?["items"]?.array?.count ?? 0) > 2)
    #expect(!FileManager.default.fileExists(atPath: folder.file("data")))
  }

  @Test func `standard input reads as a file does`() throws {
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Self.sample)))
    #expect(
      try ingest("-", "--dry-run", "--format", "json", input: bytes).output == ingest(Self.sample, "--dry-run", "--format", "json").output)
  }

  @Test func `ingesting again changes nothing`() throws {
    try expectSecondTimeUnchanged(Self.sample, items: 3)
  }

  @Test(.enabled(if: hasRealIssue, "the real issue is not beside this clone"))
  func `ingesting the real issue again changes nothing`() throws {
    try expectSecondTimeUnchanged(Self.realIssue, items: 17)
  }

  func expectSecondTimeUnchanged(_ path: String, items: Int) throws {
    let first = try ingest(path, "--publish", "--format", "json")
    #expect(first.status == 0, "\(first.errors)")
    let second = try ingest(path, "--publish", "--format", "json")
    #expect(try effects(first) == ["created"])
    #expect(try effects(second) == ["unchanged"])
    let server = try RunningServer(data: folder.file("data"))
    #expect(try ServeTests.titles(server.client().get("/v1/search?q=%E5%8D%8F%E4%BC%9A&limit=100")).count >= 1)
    let types = try entries(second).compactMap { $0["type"]?.string }
    #expect(types.count { $0 == "article" || $0 == "notice" } >= items)
  }

  func entries(_ result: Program.Result) throws -> [[String: JSONValue]] {
    (try JSONReader().read(Array(result.output.utf8)).object?["items"]?.array ?? []).compactMap(\.object)
  }

  func effects(_ result: Program.Result) throws -> Set<String> { Set(try entries(result).compactMap { $0["effect"]?.string }) }

  @Test func `an unsure item stays a draft and the table says so`() throws {
    let result = try ingest(Self.sample, "--publish", "--publish-threshold", "1")
    #expect(result.status == 0)
    #expect(result.output.contains("stay drafts even with --publish"))
    #expect(result.output.contains("; 0 published"))
  }

  @Test func `an explanation names lines and parts`() throws {
    let result = try ingest(Self.sample, "--explain", "1")
    #expect(result.status == 0)
    #expect(result.output.contains("paragraph 1"))
    #expect(try ingest(Self.sample, "--explain", "900").status == 1)
  }

  @Test func `a text without a label needs one to be stored`() throws {
    let path = try folder.write("海边的灯塔又亮了\n\n昨夜，停用多年的灯塔重新点亮，渔民说这样回家的路就好认了。\n", to: "plain.txt")
    let refused = try ingest(path)
    #expect(refused.status == 1)
    #expect(refused.errors.contains("--issue 2025-1"))
    #expect(!FileManager.default.fileExists(atPath: folder.file("data")))
    #expect(try ingest(path, "--dry-run").status == 0)
    #expect(try ingest(path, "--issue", "2025-7").output.contains("issue 2025-7: "))
  }

  @Test(arguments: [
    ("nowhere.txt", nil as [UInt8]?, "cannot be read: no such file or directory"), ("empty.txt", [], "holds no text"),
    ("blank.txt", Array("\n \n\n".utf8), "holds no text"), ("picture.txt", [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 1, 2, 3], "binary file"),
    ("paper.pdf", Array("%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n".utf8) + [0, 1, 2], "binary file"), (".", nil, "is a folder"),
  ])
  func `input that is no text is one clear sentence`(name: String, bytes: [UInt8]?, reason: String) throws {
    if let bytes { try folder.write(bytes, to: name) }
    let result = try ingest(Self.sample, folder.file(name))
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(result.errors.split(separator: "\n").count == 1)
    #expect(result.errors.contains(reason), "\(result.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.file("data")), "the readable file was stored all the same")
  }
}
