import CEpoll
import Foundation
import Server

/// What the rows are held against: nginx or, where it is missing, the floor; and SQLite alone.
final class Rivals {
  struct Rival {
    var name: String
    var run: (_ seconds: Double) throws -> Outcome
  }

  let nginx: Nginx?
  private let subject: SocketAddress
  private let data: URL

  /// Takes the bytes of the server's own answers.
  init(_ subject: SocketAddress, ids: [String], data: URL) throws {
    self.subject = subject
    self.data = data
    let health = try Fetch.body(of: "/health/live", from: subject)
    let list = try Fetch.body(of: "/v1/articles?limit=20", from: subject)
    let articles = try ids.map { (path: "/articles/\($0)", bytes: try Fetch.body(of: "/v1/articles/\($0)", from: subject)) }
    nginx = try Nginx(files: [("/health", health), ("/list", list)] + articles, core: Report.serverCore)
  }

  var servesFiles: String { nginx == nil ? "the floor, as there is no nginx" : "nginx, one worker on the server's core" }

  func rival(of row: Row, _ options: Options) throws -> Rival {
    switch row.rival {
    case .nginx(let paths): try server(of: row, paths, options)
    case .search(let word):
      Rival(name: "SQLite alone") { [self] seconds in
        try onServerCore { try SQLiteAlone.search(data.appending(path: "bulletin.sqlite3").path, word: word, seconds: seconds) }
      }
    case .insert:
      Rival(name: "SQLite, 16 a commit") { [self] seconds in
        let file = data.appending(path: "alone-\(UUID().uuidString).sqlite3").path
        return try onServerCore { try SQLiteAlone.insert(into: file, seconds: seconds) }
      }
    }
  }

  private func server(of row: Row, _ paths: [String], _ options: Options) throws -> Rival {
    guard let nginx else {
      let floor = try Floor(answer: try Fetch.bytes(row.requests[0], from: subject), closes: row.closes, core: Report.serverCore)
      let client = try LoadClient(
        floor.address, requests: row.requests, connections: row.connections ?? options.connections, closes: row.closes)
      return Rival(name: "floor") { seconds in try withExtendedLifetime(floor) { try client.run(seconds: seconds) } }
    }
    var fields = row.closes ? "Connection: close\r\n" : ""
    if row.isConditional { fields += "If-None-Match: \(try Fetch.field("etag", of: paths[0], from: nginx.address) ?? "")\r\n" }
    let requests = paths.map { Row.get($0, fields) }
    let client = try LoadClient(
      nginx.address, requests: requests, connections: row.connections ?? options.connections, closes: row.closes)
    return Rival(name: "nginx") { try client.run(seconds: $0) }
  }

  /// Runs work on a thread of the server's core, while the client's has nothing to do.
  private func onServerCore(_ work: () throws -> Outcome) rethrows -> Outcome {
    bulletin_pin_thread(Report.serverCore)
    defer { bulletin_pin_thread(Report.clientCore) }
    return try work()
  }
}
