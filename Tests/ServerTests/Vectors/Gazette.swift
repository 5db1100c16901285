import HTTP

@testable import Server

/// A small application made of nothing but what HTTP offers: enough to tell a right answer from a wrong one.
struct Gazette: RequestHandler {
  static let tag = EntityTag("v1")
  static let modified: Int64 = 784_111_777
  static let bodyLimit = 2_000
  static let types = ["application/json", "text/csv"]

  private let router = Router<String>([
    .init(.get, "/", "home"), .init(.get, "/v1/articles", "list"), .init(.post, "/v1/articles", "create"),
    .init(.get, "/v1/articles/{id}", "one"), .init(.put, "/v1/articles/{id}", "replace"), .init(.delete, "/v1/articles/{id}", "delete"),
  ])

  func admit(_ request: Request) -> Admission {
    let isWrite = request.head.method == .post || request.head.method == .put
    return .body(limit: isWrite ? Self.bodyLimit : 1_024)
  }

  func respond(to request: Request) -> Answer {
    do throws(HTTPFault) {
      return .now(try answer(request))
    } catch {
      return .now(refusal(error, request: request))
    }
  }

  func refusal(_ fault: HTTPFault, request: Request?) -> Response {
    let head = request?.head
    return ProblemDetails(fault, language: .english, instance: head.map { $0.string($0.path) }).response()
  }

  func rest(loop: Int) {}
  func finished(_ request: Request, status: Int, bytes: Int, nanoseconds: UInt64, trace: Trace) {}

  private func answer(_ request: Request) throws(HTTPFault) -> Response {
    switch router.route(request.head) {
    case .notFound: throw HTTPFault(404, "not-found", "There is nothing here.")
    case .options(let allowed): return Response(status: 204, fields: [allow(allowed)])
    case .methodNotAllowed(let allowed):
      var response = refusal(HTTPFault(405, "method-not-allowed", "Not with this method."), request: request)
      response.fields.append(allow(allowed))
      return response
    case .found(let endpoint, _): return try answer(endpoint, request)
    }
  }

  private func answer(_ endpoint: String, _ request: Request) throws(HTTPFault) -> Response {
    _ = try QueryParameters(request.head)
    switch try Preconditions(request.head, now: Self.modified).evaluate([Self.tag], lastModified: Self.modified) {
    case .failed: throw HTTPFault(412, "precondition-failed", "It is another version now.")
    case .notModified: return Response(status: 304, fields: [.init("ETag", Self.tag.text)])
    case .proceed: break
    }
    guard let type = AcceptHeader(request.head).best(of: Self.types) else { throw HTTPFault(406, "not-acceptable", "No such type.") }
    if request.head.method == .post, request.head[.contentEncoding] != nil {
      throw HTTPFault(415, "unsupported-media-type", "Bodies come without a coding.")
    }
    let status = endpoint == "create" ? 201 : endpoint == "delete" ? 204 : 200
    let fields: [Response.Field] = [.init("Content-Type", type), .init("ETag", Self.tag.text)]
    return Response(status: status, fields: fields, body: .bytes(Array("\(endpoint) \(request.body.count)".utf8)))
  }

  private func allow(_ methods: [HTTP.Method]) -> Response.Field {
    .init("Allow", methods.map(\.rawValue).joined(separator: ", "))
  }
}
