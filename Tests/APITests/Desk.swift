import Domain
import Foundation
import HTTP
import JSON
import SQLiteStore
import Synchronization
import Testing

@testable import API

/// A whole API over a store in a folder of its own, asked in-process by raw requests.
final class Desk: Sendable {
  let folder: URL
  let repository: SQLiteRepository
  let api: API
  let staff: String

  init(
    _ change: (inout APISettings) -> Void = { _ in }, surroundings adjust: (inout APISurroundings) -> Void = { _ in }
  ) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "bulletin-api-\(UUID().uuidString)")
    let clock = ClockFace()
    repository = try SQLiteRepository(folder: DataFolder(folder.path), now: { clock.now })
    face = clock
    staff = try repository.createToken(name: "staff", scopes: Set(Scope.allCases), expiresAt: nil, by: Self.author)
    var settings = APISettings()
    settings.rateLimit = false
    change(&settings)
    var surroundings = APISurroundings(now: { clock.now })
    adjust(&surroundings)
    api = API(repository: repository, settings: settings, surroundings: surroundings)
  }

  private let face: ClockFace
  static let author = Author(token: "test", name: "test", address: "local")

  func pass(milliseconds: Int64) { face.pass(milliseconds) }

  func token(_ scopes: Set<Scope>, expiresAt: Int64? = nil) throws -> String {
    try repository.createToken(name: "other", scopes: scopes, expiresAt: expiresAt, by: Self.author)
  }

  deinit {
    // A folder that stays behind in the temporary files does no harm.
    try? FileManager.default.removeItem(at: folder)
  }

  /// Sends one request and returns what a client would read.
  func send(
    _ method: String, _ target: String, _ fields: [String] = [], body: String = "", token: String? = nil, peer: PeerAddress = .loopback,
    isSecure: Bool = false
  ) async throws -> Reply {
    var lines = ["\(method) \(target) HTTP/1.1", "Host: bulletin.example"] + fields
    if let token { lines.append("Authorization: Bearer \(token)") }
    if !body.isEmpty { lines.append("Content-Length: \(body.utf8.count)") }
    var head = RequestHead()
    var parser = RequestParser()
    let text = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    let length = try parser.parse(text.span, into: &head)
    try #require(length == text.count)
    let request = Request(head: head, body: Array(body.utf8), peer: peer, isSecure: isSecure)
    let response = await respond(to: request)
    return try Reply(response, head)
  }

  private func respond(to request: Request) async -> Response {
    if case .refuse(let response) = api.admit(request) { return response }
    switch api.respond(to: request) {
    case .now(let response): return response
    case .kept(let answer): return answer.response()
    case .later(let work): return await withCheckedContinuation { continuation in work { continuation.resume(returning: $0) } }
    }
  }

  /// The database and its log as they lie on the disk.
  func databaseBytes() throws -> [UInt8] {
    let file = DataFolder(folder.path).database
    return try [file, file + "-wal"].flatMap { [UInt8](try Data(contentsOf: URL(filePath: $0))) }
  }

  /// Posts a record as staff and returns it.
  @discardableResult
  func post(_ type: RecordType, _ json: String) async throws -> [String: JSONValue] {
    let reply = try await send("POST", "/v1/\(type.plural)", ["Content-Type: application/json"], body: json, token: staff)
    try #require(reply.status == 201, "\(reply.text)")
    return try reply.object
  }

  @discardableResult
  func publish(article title: String, _ more: String = "") async throws -> [String: JSONValue] {
    try await post(.article, #"{"title":"\#(title)","status":"published"\#(more)}"#)
  }
}

private final class ClockFace: Sendable {
  private let milliseconds = Atomic<Int64>(1_740_787_200_000)
  var now: Int64 { milliseconds.load(ordering: .relaxed) }
  func pass(_ more: Int64) { milliseconds.wrappingAdd(more, ordering: .relaxed) }
}

/// An answer as it stands on the wire, taken apart again.
struct Reply: Sendable {
  var status: Int
  var fields: [(name: String, value: String)] = []
  var body: [UInt8]
  var closes: Bool

  init(_ response: Response, _ head: RequestHead) throws {
    var bytes: [UInt8] = []
    _ = ResponseEncoder(head).append(response, date: Array("Date: Sat, 01 Mar 2025 00:00:00 GMT\r\n".utf8), to: &bytes)
    let mark = Array("\r\n\r\n".utf8)
    let end = try #require(bytes.firstRange(of: mark))
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
    status = try #require(Int(lines[0].split(separator: " ")[1]))
    for line in lines.dropFirst() {
      let colon = try #require(line.firstIndex(of: ":"))
      fields.append((line[..<colon].lowercased(), line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)))
    }
    body = Array(bytes[end.upperBound...])
    closes = response.closes
    if case .pulled(let next) = response.body, head.method != .head, response.status == 200 {
      body = []
      while let piece = try next() { body += piece }
    }
  }

  subscript(name: String) -> String? {
    let values = fields.filter { $0.name == name.lowercased() }.map(\.value)
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }

  var text: String { String(decoding: body, as: UTF8.self) }

  var json: JSONValue { get throws { try JSONReader().read(body) } }

  var object: [String: JSONValue] { get throws { try #require(json.object, "\(text)") } }

  /// Members of the items of a list, by name.
  func items(_ member: String) throws -> [String] {
    try (object["items"]?.array ?? []).compactMap { $0.object?[member]?.string }
  }

  /// The pointers of a problem's faults.
  var faults: [String] { get throws { try (object["errors"]?.array ?? []).compactMap { $0.object?["pointer"]?.string } } }
}
