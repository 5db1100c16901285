import Domain
import HTTP

/// The one place where errors become answers.
extension API {
  func refuse(_ error: any Error, _ request: Request, requestID: String, route: Route? = nil, call: Call? = nil) -> Response {
    if let error = error as? BulletinError, error.code == .moved, let call, let slug = error.location {
      return redirect(to: slug, call)
    }
    let failure = Failure(error)
    if failure.status == 500 { surroundings.report(requestID, error) }
    var response = problem(failure, request: request, requestID: requestID)
    response.trace.route = route?.template ?? call?.route.template
    response.trace.token = call?.grant?.publicID
    return response
  }

  /// A problem document, with the fields that all answers have.
  func problem(_ failure: Failure, request: Request?, requestID: String) -> Response {
    let head = request?.head
    let language = head.map { Language($0) } ?? .english
    let path = head.map { $0.string($0.path) } ?? ""
    let document = failure.document(language, instance: path.isEmpty ? nil : path, requestID: requestID)
    var response = document.response(fields: failure.fields)
    response.fields += [
      Response.Field("Vary", "Accept-Language, Authorization, Origin"), Response.Field("X-Request-Id", requestID),
    ]
    let isRead = head?.method == .get || head?.method == .head
    response.fields += crossOrigin.fields(origin: head?.text(.origin), isRead: isRead)
    if request?.isSecure == true { response.fields += Self.strictTransport }
    response.closes = failure.closes
    response.trace.requestID = requestID
    return response
  }

  /// 308 to the address that a former slug stands for now, with the query as it was.
  private func redirect(to slug: String, _ call: Call) -> Response {
    let name = call.path["id"] == nil ? "label" : "id"
    let path = call.route.template.split(separator: "/").map { part in
      guard part.hasPrefix("{") else { return String(part) }
      let variable = String(part.dropFirst().dropLast())
      return PercentCoding.encode(variable == name ? slug : call.path[variable] ?? "")
    }
    let head = call.request.head
    let query = head.query.map { "?" + head.string($0) } ?? ""
    var fields = [
      Response.Field("Location", "/" + path.joined(separator: "/") + query), Response.Field("Cache-Control", "no-cache"), Self.noSniff,
    ]
    fields += crossOrigin.fields(origin: head.text(.origin), isRead: call.route.isRead)
    var response = Response(status: 308, fields: fields)
    response.trace.route = call.route.template
    response.trace.token = call.grant?.publicID
    response.trace.requestID = call.requestID
    return response
  }

  /// OPTIONS: what the resource takes, and a browser's question before a cross-origin request.
  func options(_ request: Request, allowed: [Method]) -> Response {
    let head = request.head
    var fields = [
      Response.Field("Allow", allowed.map(\.rawValue).joined(separator: ", ")), Response.Field("Cache-Control", "no-store"), Self.noSniff,
    ]
    if let types = mediaTypes(head, .post) { fields.append(Response.Field("Accept-Post", types)) }
    if let types = mediaTypes(head, .patch) { fields.append(Response.Field("Accept-Patch", types)) }
    if let origin = head.text(.origin), let asked = head.firstValue(of: "access-control-request-method") {
      fields += crossOrigin.preflight(origin: origin, method: head.string(asked), allowed: allowed)
      fields.append(Response.Field("Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"))
    }
    if request.isSecure { fields += Self.strictTransport }
    return Response(status: 204, fields: fields)
  }

  /// What the resource at this path takes by another method.
  private func mediaTypes(_ head: RequestHead, _ method: Method) -> String? {
    var other = head
    other.method = method
    guard case .found(let route, _) = router.route(other) else { return nil }
    let types = routes[route].takes.mediaTypes
    return types.isEmpty ? nil : types.joined(separator: ", ")
  }
}
