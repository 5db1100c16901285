import HTTP

/// Answers from memory, as the cache of a real handler does, so that what is measured is the server.
struct FixedHandler: RequestHandler {
  private let live = RenderedAnswer(
    Response(
      status: 200, fields: [.init("Content-Type", "application/json"), .init("Cache-Control", "no-store")],
      body: .bytes(Array(#"{"status":"pass"}"#.utf8))))
  private let list: RenderedAnswer
  private let unchanged = RenderedAnswer(Response(status: 304, fields: FixedHandler.validators))

  private static let listBytes = 9_300
  private static let validators: [Response.Field] = [
    .init("ETag", "\"0123456789abcdef\""), .init("Last-Modified", "Sun, 22 Nov 2026 12:00:00 GMT"),
    .init("Vary", "Accept-Encoding, Authorization"),
    .init("Cache-Control", "public, max-age=60, stale-while-revalidate=600"),
  ]

  init() {
    var body = Array("{\"items\":[".utf8)
    while body.count < Self.listBytes { body.append(contentsOf: "\"an article of some length\",".utf8) }
    body.append(contentsOf: "null]}".utf8)
    list = RenderedAnswer(Response(status: 200, fields: [.init("Content-Type", "application/json")] + Self.validators, body: .bytes(body)))
  }

  func admit(_ request: Request) -> Admission { .body(limit: 1_024) }

  func respond(to request: Request) -> Answer {
    let path = request.head.path
    if path.count == 12 { return .now(Response(status: 200, body: .rendered(live))) }
    if request.head[.ifNoneMatch] != nil { return .now(Response(status: 304, body: .rendered(unchanged))) }
    return .now(Response(status: 200, body: .rendered(list)))
  }

  func refusal(_ fault: HTTPFault, request: Request?) -> Response {
    Response(status: fault.status, body: .bytes(Array("{\"status\":\(fault.status)}".utf8)))
  }

  func rest(loop: Int) {}
  func finished(_ request: Request, status: Int, bytes: Int, nanoseconds: UInt64, trace: Trace) {}
}
