import App
import Foundation
import TestSupport
import Testing

struct UpkeepCommandTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func run(_ arguments: String..., data: String = "data") throws -> Program.Result {
    try Program.run(arguments + ["--data", folder.file(data)])
  }

  @Test func `a backup restores, an export imports, and all pass the check`() throws {
    #expect(try run("ingest", IngestCommandTests.sample, "--publish").status == 0)
    #expect(try run("check").status == 0)
    #expect(try run("backup", folder.file("copy")).status == 0)
    #expect(try run("backup", folder.file("copy")).status == 1)
    #expect(try run("export", folder.file("lines")).status == 0)
    #expect(try run("restore", folder.file("copy"), data: "second").status == 0)
    #expect(try run("restore", folder.file("copy"), data: "second").status == 1)
    #expect(try run("restore", folder.file("copy"), "--force", data: "second").status == 0)
    #expect(try run("import", folder.file("lines"), data: "third").status == 0)
    #expect(try run("import", folder.file("lines"), data: "third").output.hasPrefix("imported 0 records"))
    let found = try run("search", "协会").output
    #expect(found.contains("article"))
    for data in ["second", "third"] {
      let check = try run("check", data: data)
      #expect(check.status == 0, "\(check.output)")
      #expect(try run("search", "协会", data: data).output.split(separator: "\n").count == found.split(separator: "\n").count)
    }
  }

  @Test func `a file that is no backup changes nothing`() throws {
    #expect(try run("migrate").status == 0)
    let before = try Data(contentsOf: URL(fileURLWithPath: folder.file("data/bulletin.sqlite3")))
    let junk = try folder.write("no backup", to: "junk")
    let result = try run("restore", junk, "--force")
    #expect(result.status == 1)
    #expect(result.errors.split(separator: "\n").count == 1)
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file("data/bulletin.sqlite3"))) == before)
  }

  @Test func `a database of a newer version is refused`() throws {
    #expect(try run("migrate", "--status").output.hasPrefix("applied: 0 of "))
    #expect(!FileManager.default.fileExists(atPath: folder.file("data")))
    #expect(try run("migrate").output.contains("applied: 0001"))
    #expect(try run("migrate").output == "The schema is current.\n")
    // The user version of an SQLite file stands at offset 60, big-endian.
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: folder.file("data/bulletin.sqlite3")))
    try file.seek(toOffset: 60)
    try file.write(contentsOf: Data([0, 0, 0, 99]))
    try file.close()
    for arguments in [
      ["serve", "--listen", "127.0.0.1:0"], ["search", "x"], ["migrate", "--status"], ["token", "create", "a", "--scope", "read"],
    ] {
      let result = try Program.run(arguments + ["--data", folder.file("data")])
      #expect(result.status == 1)
      #expect(result.errors.contains("written by a newer version"), "\(result.errors)")
    }
  }

  @Test func `a command that needs a database makes none`() throws {
    for arguments in [
      ["search", "x"], ["publish", "--issue", "2025-1"], ["check"], ["backup", folder.file("b")], ["export"], ["token", "list"],
    ] {
      let result = try Program.run(arguments + ["--data", folder.file("data")])
      #expect(result.status == 1)
      #expect(result.errors.contains("There is no database in"), "\(result.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.file("data")))
  }

  @Test func `a token is made, listed without its secret, and revoked`() throws {
    let server = try RunningServer()
    let token = try server.token("read")
    let staff = server.client(token: token)
    #expect(try staff.get("/v1/whoami").status == 200)
    let id = String(token.dropFirst(4).prefix(8))
    let list = try Program.run(["token", "list", "--data", server.data]).output
    #expect(list.hasPrefix(id + "  read  desk"))
    #expect(!list.contains(token.suffix(43)))
    #expect(try Program.run(["token", "revoke", token, "--data", server.data]).status == 2)
    #expect(try Program.run(["token", "revoke", id, "--data", server.data]).status == 0)
    #expect(try staff.get("/v1/whoami").status == 401)
  }

  @Test func `the health check asks the server that the settings describe`() throws {
    let server = try RunningServer()
    let healthy = try Program.run(["healthcheck", "--listen", "127.0.0.1:\(server.port)"])
    #expect(healthy.status == 0, "\(healthy.errors)")
    #expect(try Program.run(["healthcheck", "http://127.0.0.1:\(server.port)/nowhere"]).status == 1)
    server.program.signal(SIGTERM)
    #expect(try server.program.finish().status == 0)
    let dead = try Program.run(["healthcheck"], environment: ["BULLETIN_LISTEN": "127.0.0.1:\(server.port)"])
    #expect(dead.status == 1)
    #expect(dead.errors.contains("does not answer"))
  }

  @Test func `the OpenAPI document is printed whole`() throws {
    let result = try Program.run(["openapi"])
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("{\"openapi\":\"3.1"))
    let server = try RunningServer()
    #expect(try server.client().get("/openapi.json").text + "\n" == result.output)
  }

  @Test func `every promised command exists`() {
    let names = Set(CommandTable.all.map(\.name))
    let promised = [
      "serve", "ingest", "publish", "search", "token create", "token list", "token revoke", "backup", "restore", "check", "migrate",
      "export", "import", "openapi", "config", "healthcheck", "version",
    ]
    #expect(promised.filter { !names.contains($0) } == [])
  }
}
