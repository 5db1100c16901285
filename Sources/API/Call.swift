import Domain
import HTTP

/// One request on its way through its route: who asks, and for what.
///
/// A class because it is handed on a dozen times for each answer; nothing in it changes.
final class Call: Sendable {
  let api: API
  /// Without its body while that is not read yet.
  let request: Request
  let route: Route
  let path: PathParameters
  let query: QueryParameters
  let grant: Grant?
  let requestID: String
  /// Number of the public data before anything was read for this answer.
  let generation: UInt64
  /// False once it left its loop: then nothing of the loop's own may be touched.
  let isOnLoop: Bool

  init(
    api: API, request: Request, route: Route, path: PathParameters, query: QueryParameters, grant: Grant?, requestID: String,
    generation: UInt64, isOnLoop: Bool = true
  ) {
    self.api = api
    self.request = request
    self.route = route
    self.path = path
    self.query = query
    self.grant = grant
    self.requestID = requestID
    self.generation = generation
    self.isOnLoop = isOnLoop
  }

  /// The same call with its body.
  func with(_ request: Request) -> Call {
    Call(
      api: api, request: request, route: route, path: path, query: query, grant: grant, requestID: requestID, generation: generation,
      isOnLoop: isOnLoop)
  }

  var repository: any Repository { api.repository }
  var reader: Int { isOnLoop ? request.loop : Domain.offLoop }

  /// Drafts exist for tokens that may read them.
  var viewer: Viewer { grant?.scopes.contains(.read) == true ? .staff : .anyone }

  var language: Language { Language(request.head) }

  /// Path and query as they were sent.
  var target: String {
    let head = request.head
    return head.string(head.path) + (head.query.map { "?" + head.string($0) } ?? "")
  }

  /// Who stands in the revision and the audit row.
  var author: Author {
    Author(token: grant?.publicID ?? "", name: grant?.name ?? "", address: api.client(of: request).text)
  }

  /// The part of the path that names the record.
  var key: String { path["id"] ?? path["label"] ?? "" }

  /// Checks that the route takes no parameters but these; reads them.
  func parameters() -> QueryReader { QueryReader(query.all, allowed: route.parameters) }

  func require(_ scope: Scope) throws(BulletinError) {
    guard grant?.scopes.contains(scope) == true else { throw .missing(scope) }
  }

  /// The representation as an answer, or 304, or 412.
  func answer(_ representation: Representation) throws -> Answer { .now(try api.respond(representation, self)) }

  /// Makes the answer off the loop.
  func later(_ make: @escaping @Sendable (Call) throws -> Response) -> Answer {
    let call = offLoop
    return .later { finish in
      let isTaken = call.api.workers.answer { finish(call.api.settle(call) { try make(call) }) }
      if !isTaken { finish(call.api.settle(call) { throw BulletinError.tooBusy }) }
    }
  }

  /// Begins off the loop with what may block, and goes on to the answer that follows from it.
  func laterAnswer(_ make: @escaping @Sendable (Call) throws -> Answer) -> Answer {
    let call = offLoop
    return .later { finish in
      let isTaken = call.api.workers.answer { call.hand(finish) { try make(call) } }
      if !isTaken { finish(call.api.settle(call) { throw BulletinError.tooBusy }) }
    }
  }

  /// Hands on what comes of an answer, now or later; an error as a problem.
  func hand(_ finish: @escaping @Sendable (Response) -> Void, _ make: () throws -> Answer) {
    do {
      switch try make() {
      case .now(let response): finish(response)
      case .kept(let answer): finish(answer.response())
      case .later(let work): work(finish)
      }
    } catch {
      finish(api.settle(self) { throw error })
    }
  }

  var offLoop: Call {
    Call(
      api: api, request: request, route: route, path: path, query: query, grant: grant, requestID: requestID, generation: generation,
      isOnLoop: false)
  }
}

extension BulletinError {
  static func missing(_ scope: Scope) -> BulletinError {
    BulletinError(.forbidden, "The token lacks the scope \(scope.rawValue).", chinese: "令牌缺少 \(scope.rawValue) 权限。")
  }

  static let tooBusy = BulletinError(.busy, "Too many answers that take long are waiting.", chinese: "排队等待的请求过多。")

  static func notFound() -> BulletinError {
    BulletinError(.notFound, "There is nothing at this address.", chinese: "该地址没有资源。")
  }
}
