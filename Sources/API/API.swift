import Domain
import HTTP

/// The application behind the server: finds the route, asks who it is, lets the handler answer, and turns every error into
/// a problem document in one place.
package final class API: RequestHandler {
  let repository: any Repository
  let settings: APISettings
  let surroundings: APISurroundings
  let routes: [Route]
  /// Leads to an index into `routes`: that is cheaper to hand on than a route.
  let router: Router<Int>
  let queryLimits: HTTPLimits
  let caches: [AnswerCache]
  let metrics: Metrics
  let rates: RateLimits
  let authenticator: Authenticator
  let crossOrigin: CrossOrigin
  /// The field lines that end the head of every kept answer.
  let fieldsOfAll: [UInt8]
  let workers: Workers
  let flights = Flights()
  let requestIDs = RequestIDs()
  let watch: ChangeWatch
  /// Milliseconds since 1970: how old the documents about the API itself are.
  let startedAt: Int64

  package init(repository: any Repository, settings: APISettings, surroundings: APISurroundings) {
    self.repository = repository
    self.settings = settings
    self.surroundings = surroundings
    routes = Routes.all(settings, surroundings)
    router = Router(routes.enumerated().map { .init($1.method, $1.template, $0) })
    var limits = HTTPLimits()
    limits.maxQueryParameters = settings.maxQueryParameters
    limits.maxQueryValueBytes = settings.maxQueryValueBytes
    queryLimits = limits
    caches = (0..<max(settings.loops, 1)).map { _ in AnswerCache(maxBytes: settings.cacheBytes / max(settings.loops, 1)) }
    metrics = Metrics(loops: settings.loops)
    rates = RateLimits(settings)
    authenticator = Authenticator(repository: repository)
    crossOrigin = CrossOrigin(origins: settings.corsOrigins)
    let common = [Self.noSniff] + crossOrigin.fields(origin: nil, isRead: true)
    fieldsOfAll = common.flatMap { Array("\($0.name): \($0.value)\r\n".utf8) }
    workers = Workers()
    watch = ChangeWatch { repository.generation }
    startedAt = surroundings.now()
  }

  package func respond(to request: Request) -> Answer {
    if let kept = keptAnswer(to: request) { return kept }
    let id = requestIDs.next()
    switch router.route(request.head) {
    case .found(let route, let path): return answer(request, routes[route], path, requestID: id)
    case .options(let allowed): return .now(options(request, allowed: allowed))
    case .methodNotAllowed(let allowed): return .now(refuse(Failure.method(allowed: allowed), request, requestID: id))
    case .notFound: return .now(refuse(BulletinError.notFound(), request, requestID: id))
    }
  }

  private func answer(_ request: Request, _ route: Route, _ path: PathParameters, requestID: String) -> Answer {
    var call: Call?
    do {
      let made = try admittedCall(request) ?? makeCall(request, route, path, requestID: requestID)
      call = made
      let fields = try rates.admit(made, now: surroundings.now())
      try checkContent(request, route)
      try checkAccept(request, route)
      return sealed(try route.handle(made), made, fields)
    } catch {
      return .now(refuse(error, request, requestID: requestID, route: route, call: call))
    }
  }

  package func refusal(_ fault: HTTPFault, request: Request?) -> Response {
    var response = problem(Failure(fault), request: request, requestID: requestIDs.next())
    response.closes = true
    return response
  }

  package func rest(loop: Int) { repository.rest(reader: loop) }

  package func finished(_ request: Request, status: Int, bytes: Int, nanoseconds: UInt64, trace: Trace) {
    metrics.count(loop: request.loop, route: trace.route, status: status, bytes: bytes, nanoseconds: nanoseconds)
    surroundings.log {
      AccessEntry(
        requestID: trace.requestID ?? self.requestIDs.next(), peer: self.client(of: request).text,
        method: request.head.string(request.head.methodName), path: request.head.string(request.head.path),
        route: trace.route, status: status, bytes: bytes, nanoseconds: nanoseconds, token: trace.token)
    }
  }

  /// Who asks for what, from the head alone. Throws 400, 401, 403 and 429.
  func makeCall(_ request: Request, _ route: Route, _ path: PathParameters, requestID: String) throws -> Call {
    let grant = try authenticate(request)
    try authorise(grant, for: route)
    let query = try QueryParameters(request.head, limits: queryLimits)
    return Call(
      api: self, request: request, route: route, path: path, query: query, grant: grant, requestID: requestID,
      generation: repository.generation)
  }

  /// The call as it was before the body came: who asks is not asked twice.
  private func admittedCall(_ request: Request) -> Call? {
    (request.carried as? Call)?.with(request)
  }

  private func authenticate(_ request: Request) throws -> Grant? {
    do {
      return try authenticator.grant(request)
    } catch let failure as Authenticator.Failure {
      try rates.countBadToken(client(of: request), now: surroundings.now())
      throw failure
    }
  }

  func authorise(_ grant: Grant?, for route: Route) throws {
    switch route.access {
    case .none: return
    case .reading: if grant == nil, !settings.publicRead { throw Authenticator.Failure.missing }
    case .token: if grant == nil { throw Authenticator.Failure.missing }
    case .scope(let scope):
      guard let grant else { throw Authenticator.Failure.missing }
      guard grant.scopes.contains(scope) else { throw BulletinError.missing(scope) }
    }
  }

  /// The client's address: the peer's, or the last one that no trusted proxy added.
  func client(of request: Request) -> PeerAddress {
    guard !settings.trustedProxies.isEmpty, isTrusted(request.peer), let chain = request.head.text(.forwardedFor) else {
      return request.peer
    }
    var client = request.peer
    for hop in chain.split(separator: ",").reversed() {
      guard let address = PeerAddress(text: String(hop).trimmed) else { return client }
      client = address
      if !isTrusted(address) { break }
    }
    return client
  }

  private func isTrusted(_ address: PeerAddress) -> Bool { settings.trustedProxies.contains { $0.contains(address) } }
}
