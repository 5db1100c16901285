import Domain
import HTTP
import JSON
import Synchronization

/// Several writes of records in one transaction: all of them, or none.
///
/// An operation is a request in small: `{"method","path","body","content_type","if_match"}`; its route decides what it takes.
struct BatchRoutes: Sendable {
  static let maxOperations = 100
  static let dryRun = QueryParameter("dry_run", .boolean, "Does everything, answers, and undoes it.")
  private static let members = ["method", "path", "body", "content_type", "if_match"]

  /// Carries the results of a dry run out of the transaction that is undone.
  private final class Results: Sendable {
    let list = Mutex<[WrittenAnswer]?>(nil)
  }

  func run(_ call: Call) throws -> Answer {
    var reader = call.parameters()
    let isDryRun = reader.flag("dry_run")
    try reader.check()
    let works = try Self.works(call)
    let results = Results()
    let work: Route.Work = { session in
      var answers: [WrittenAnswer] = []
      for (index, work) in works.enumerated() {
        do {
          answers.append(try work(session))
        } catch let error as BulletinError {
          throw error.at("/operations/\(index)")
        }
      }
      guard !isDryRun else {
        results.list.withLock { $0 = answers }
        throw BulletinError(.conflict, "A dry run is undone.")
      }
      return WrittenAnswer(status: 200, body: Self.document(answers, isDryRun: false))
    }
    guard isDryRun else { return try call.write(work) }
    return .later { finish in
      call.repository.write(work) { outcome in
        finish(
          call.api.settle(call) {
            guard let answers = results.list.withLock({ $0 }) else { return try outcome.get().response(call.repository) }
            return WrittenAnswer(status: 200, body: Self.document(answers, isDryRun: true)).response(call.repository)
          })
      }
    }
  }

  private static func works(_ call: Call) throws -> [Route.Work] {
    guard let operations = try call.members()["operations"]?.array, (1...maxOperations).contains(operations.count) else {
      throw invalid("/operations", "length", "From 1 to \(maxOperations) operations are taken.", "操作数应为 1 至 \(maxOperations)。")
    }
    var faults: [BulletinError.Fault] = []
    var works: [Route.Work] = []
    for (index, operation) in operations.enumerated() {
      do {
        works.append(try work(operation, call))
      } catch let error as BulletinError {
        // What is wrong with one operation must not hide what is wrong with another; a token's lack counts at once.
        guard error.code == .validation || error.code == .badQuery || error.code == .malformed else { throw error }
        let located = error.at("/operations/\(index)")
        faults += located.faults
      } catch let failure as Failure {
        faults.append(.init(pointer: "/operations/\(index)", code: "unusable", detail: failure.english, chinese: failure.chinese))
      }
    }
    guard faults.isEmpty else {
      throw BulletinError(.validation, "Some operations cannot be done; none was.", chinese: "部分操作无法执行，未作任何修改。", faults: faults)
    }
    return works
  }

  private static func work(_ operation: JSONValue, _ call: Call) throws -> Route.Work {
    guard let members = operation.object else { throw invalid("", "type", "An operation is an object.", "操作应为对象。") }
    if let name = members.keys.first(where: { !Self.members.contains($0) }) {
      throw invalid("/\(JSONPointer.escape(name))", "unknown", "An operation has \(Self.members.joined(separator: ", ")).", "没有这个字段。")
    }
    let request = try request(members, call)
    guard case .found(let index, let path) = call.api.router.route(request.head), let writer = call.api.routes[index].writer else {
      throw invalid("/path", "choice", "There is no write of a record at this method and path.", "该方法和路径不是记录的写操作。")
    }
    let route = call.api.routes[index]
    try call.api.authorise(call.grant, for: route)
    let part = Call(
      api: call.api, request: request, route: route, path: path, query: try QueryParameters(request.head), grant: call.grant,
      requestID: call.requestID, generation: call.generation)
    try call.api.checkContent(request, route)
    return try writer(part)
  }

  private static func request(_ members: [String: JSONValue], _ call: Call) throws -> Request {
    let method = members["method"]?.string ?? ""
    guard ["POST", "PUT", "PATCH", "DELETE"].contains(method) else {
      throw invalid("/method", "choice", "One of POST, PUT, PATCH, DELETE.", "应为 POST、PUT、PATCH 或 DELETE。")
    }
    guard let path = members["path"]?.string, path.hasPrefix("/"), !path.contains(where: \.isWhitespace) else {
      throw invalid("/path", "format", "The path of a record or collection, such as /v1/articles.", "应为路径，如 /v1/articles。")
    }
    let type = members["content_type"]?.string ?? (method == "PATCH" ? "application/merge-patch+json" : "application/json")
    var body: [UInt8] = []
    if let value = members["body"], value != .null { body = type == "text/markdown" ? Array((value.string ?? "").utf8) : value.bytes }
    var lines = ["\(method) \(path) HTTP/1.1", "Host: localhost", "Content-Length: \(body.count)"]
    if !body.isEmpty { lines.append("Content-Type: \(type)") }
    if let tag = members["if_match"]?.string { lines.append("If-Match: \(tag)") }
    guard lines.allSatisfy({ !$0.contains("\r") && !$0.contains("\n") }) else {
      throw invalid("", "format", "No line breaks here.", "此处不能换行。")
    }
    var head = RequestHead()
    do {
      var parser = RequestParser()
      _ = try parser.parse(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8).span, into: &head)
    } catch {
      throw invalid("/path", "format", "This path cannot be asked for: \(error.detail)", "路径无效，请按需进行百分号编码。")
    }
    return Request(head: head, body: body, peer: call.request.peer, isSecure: call.request.isSecure, loop: call.request.loop)
  }

  private static func invalid(_ pointer: String, _ code: String, _ english: String, _ chinese: String) -> BulletinError {
    BulletinError(.validation, english, chinese: chinese, faults: [.init(pointer: pointer, code: code, detail: english, chinese: chinese)])
  }

  private static func document(_ answers: [WrittenAnswer], isDryRun: Bool) -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.key("dry_run")
      $0.boolean(isDryRun)
      $0.key("results")
      $0.array { results in
        for answer in answers {
          results.object {
            $0.key("status")
            $0.integer(answer.status)
            $0.key("location")
            $0.optional(answer.location)
            $0.key("etag")
            $0.optional(answer.tag.map { "\"\($0)\"" })
            $0.key("body")
            if answer.body.isEmpty { $0.null() } else { $0.raw(json: answer.body) }
          }
        }
      }
    }
    return writer.bytes
  }
}

extension BulletinError {
  /// The same error, its faults below a place.
  fileprivate func at(_ place: String) -> BulletinError {
    var located = self
    located.faults =
      faults.isEmpty
      ? [.init(pointer: place, code: code.rawValue, detail: detail, chinese: chinese)]
      : faults.map { .init(pointer: place + $0.pointer, code: $0.code, detail: $0.detail, chinese: $0.chinese) }
    return located
  }
}
