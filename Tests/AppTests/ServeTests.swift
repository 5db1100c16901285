import Foundation
import JSON
import TestSupport
import Testing

struct ServeTests {
  /// The titles of a list, in its order.
  static func titles(_ answer: HTTPAnswer) throws -> [String] {
    try #require(answer.status == 200, "\(answer.text)")
    let list = try JSONReader().read(answer.body)
    return (list.object?["items"]?.array ?? []).compactMap { $0.object?["title"]?.string }
  }

  static func article(_ title: String) -> String {
    "{\"title\":\"\(title)\",\"kind\":\"news\",\"status\":\"published\",\"body\":\"Set in lead.\"}"
  }

  @Test func `a post appears in the next list, and is found`() throws {
    let server = try RunningServer()
    let staff = server.client(token: try server.token())
    let made = try staff.post("/v1/articles", json: Self.article("Type foundry opens"))
    #expect(made.status == 201, "\(made.text)")
    #expect(made["location"]?.hasPrefix("/v1/articles/") == true)
    #expect(try Self.titles(server.client().get("/v1/articles")) == ["Type foundry opens"])
    #expect(try Self.titles(server.client().get("/v1/articles?q=foundry")) == ["Type foundry opens"])
    let found = try Program.run(["search", "foundry", "--data", server.data])
    #expect(found.status == 0)
    #expect(found.output.contains("Type foundry opens"))
  }

  @Test func `what was acknowledged outlives kill -9`() async throws {
    let folder = try TemporaryFolder()
    let server = try RunningServer(["--rate-limit", "false"], data: folder.file("data"))
    let token = try server.token()
    let client = server.client(token: token)
    let enough = 40
    // Four clients post until the server is gone; it is killed once enough posts were acknowledged.
    let acknowledged = await withTaskGroup(of: [String].self) { group in
      let count = Tally(killAt: enough, server.program.processIdentifier)
      for clientNumber in 0..<4 {
        group.addTask {
          var titles: [String] = []
          for number in 0..<10_000 {
            let title = "Post \(clientNumber)-\(number)"
            // A refused or cut connection is the end that is waited for.
            guard let answer = try? client.post("/v1/articles", json: Self.article(title)), answer.status == 201 else { break }
            titles.append(title)
            count.add()
          }
          return titles
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    #expect(try server.program.finish().status == 128 + SIGKILL)
    #expect(acknowledged.count >= enough)
    let second = try RunningServer(data: folder.file("data"))
    var stored: Set<String> = []
    var cursor: String?
    repeat {
      let page = try second.client().get("/v1/articles?limit=100" + (cursor.map { "&cursor=\($0)" } ?? ""))
      stored.formUnion(try Self.titles(page))
      cursor = try JSONReader().read(page.body).object?["next"]?.string
    } while cursor != nil
    #expect(Set(acknowledged).subtracting(stored) == [])
  }

  @Test func `SIGTERM answers what is under way and ends with 0`() throws {
    let server = try RunningServer()
    let token = try server.token()
    let connection = try RawConnection(port: server.port)
    let body = Self.article("Last page")
    try connection.send(
      "POST /v1/articles HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(token)\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n"
        + "Content-Length: \(body.utf8.count)\r\n\r\n")
    #expect(try connection.interim() == 100)
    server.program.signal(SIGTERM)
    try connection.send(body)
    #expect(try connection.answer().status == 201)
    #expect(try connection.remainder().isEmpty)
    let result = try server.program.finish()
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
  }

  @Test(arguments: [SIGTERM, SIGINT])
  func `an idle server ends at once`(signal: Int32) throws {
    let server = try RunningServer()
    server.program.signal(signal)
    #expect(try server.program.finish(within: 8).status == 0)
  }

  @Test func `a port in use is one clear sentence`() throws {
    let server = try RunningServer()
    let folder = try TemporaryFolder()
    let result = try Program.run(["serve", "--data", folder.file("data"), "--listen", "127.0.0.1:\(server.port)"])
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(
      result.errors
        == "bulletin: Cannot listen on 127.0.0.1:\(server.port): Address already in use; choose another address with --listen.\n")
    #expect(!FileManager.default.fileExists(atPath: folder.file("data")))
  }

  @Test func `a data folder that cannot be made or written is one clear sentence`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("x", to: "file")
    for arguments in [["serve"], ["token", "create", "desk", "--scope", "read"]] {
      let result = try Program.run(arguments + ["--data", file + "/data"])
      #expect(result.status == 1)
      #expect(result.output.isEmpty)
      #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
      #expect(result.errors.contains(file + "/data"), "\(result.errors)")
    }
  }

  @Test func `a file that is no database is refused and left as it was`() throws {
    let folder = try TemporaryFolder()
    let junk = String(repeating: "no database ", count: 500)
    let path = try folder.write(junk, to: "bulletin.sqlite3")
    for arguments in [["serve"], ["search", "x"], ["publish", "--issue", "2025-1"]] {
      let result = try Program.run(arguments + ["--data", folder.path])
      #expect(result.status == 1, "\(arguments)")
      #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
      #expect(result.errors.contains("bulletin.sqlite3"), "\(result.errors)")
      #expect(try String(contentsOfFile: path, encoding: .utf8) == junk)
    }
  }

  @Test func `the demo serves a published issue and a token to try`() throws {
    let program = try Program(["serve", "--demo", "--listen", "127.0.0.1:0", "--log-format", "none"])
    let port = try RunningServer.port(in: program.line(with: "listening on"))
    let line = try program.line(with: "blt_")
    let token = try #require(line.firstMatch(of: /blt_[A-Za-z0-9]{8}_[A-Za-z0-9_-]{43}/)).0
    let titles = try Self.titles(HTTPClient(port: port).get("/v1/articles?limit=100"))
    #expect(titles.count > 2)
    let staff = HTTPClient(port: port, token: String(token))
    #expect(try staff.post("/v1/articles", json: Self.article("Tried")).status == 201)
    #expect(try Self.titles(HTTPClient(port: port).get("/v1/articles?limit=1")) == ["Tried"])
    program.signal(SIGTERM)
    let result = try program.finish()
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
  }

  @Test(arguments: [
    ["serve", "--listen", "127.0.0.1"], ["serve", "--lisen", "127.0.0.1:0"], ["serve", "extra"], ["serve", "--max-connections", "-1"],
    ["token", "create", "desk"], ["token", "create", "desk", "--scope", "wirte"], ["search"], ["ingest"], ["publish"], ["publis"],
  ])
  func `wrong usage is status 2 and one sentence`(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    let result = try Program.run(arguments, folder: folder.path)
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix("bulletin: "))
    #expect(result.errors.split(separator: "\n").count == 1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty, "something was written")
  }
}

/// Counts acknowledged posts and kills the server at a number of them.
final class Tally: @unchecked Sendable {
  /// Guards the count.
  private let lock = NSLock()
  private var count = 0
  private let killAt: Int
  private let process: Int32

  init(killAt: Int, _ process: Int32) {
    self.killAt = killAt
    self.process = process
  }

  func add() {
    lock.withLock {
      count += 1
      if count == killAt { kill(process, SIGKILL) }
    }
  }
}
