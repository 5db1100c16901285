import Domain
import HTTP

/// What is decided from the head alone, before any byte of the body is read.
extension API {
  package func admit(_ request: Request) -> Admission {
    // Most requests bring no body, and are looked at once, when they are answered.
    guard request.head.framing != .none else { return .body(limit: settings.maxReadBodyBytes) }
    switch router.route(request.head) {
    case .found(let index, let path): return admit(request, routes[index], path)
    case .options: return .body(limit: settings.maxReadBodyBytes)
    case .methodNotAllowed(let allowed): return passOver(request, Failure.method(allowed: allowed))
    case .notFound: return passOver(request, BulletinError.notFound())
    }
  }

  /// Lets a small body come along with a request that nothing takes. Who asks first whether to send one, or says that it is
  /// large, is told the answer at once (RFC 9110 10.1.1).
  private func passOver(_ request: Request, _ error: any Error) -> Admission {
    let limit = settings.maxReadBodyBytes
    var isLarge = false
    // For these methods the limit is the same everywhere, and goes first.
    let isBounded = [.get, .head, .delete].contains(request.head.method)
    if case .contentLength(let length) = request.head.framing, !isBounded { isLarge = length > limit }
    guard request.head.expectsContinue || isLarge else { return .body(limit: limit) }
    return .refuse(refuse(error, request, requestID: requestIDs.next()))
  }

  private func admit(_ request: Request, _ route: Route, _ path: PathParameters) -> Admission {
    let id = requestIDs.next()
    do {
      let call = try makeCall(request, route, path, requestID: id)
      try checkContent(request, route)
      try checkAccept(request, route)
      try rates.peek(call, now: surroundings.now())
      let limit = bodyLimit(of: route)
      if case .contentLength(let length) = request.head.framing, length > limit { throw Self.tooLarge(limit) }
      return .body(limit: limit, carrying: call)
    } catch {
      return .refuse(refuse(error, request, requestID: id, route: route))
    }
  }

  func bodyLimit(of route: Route) -> Int {
    switch route.takes {
    case .none: route.method == .post ? settings.maxJSONBytes : settings.maxReadBodyBytes
    case .text: settings.maxIngestBytes
    case .media: settings.maxMediaBytes
    case .record, .whole, .patch, .members, .input, .change, .batch: settings.maxJSONBytes
    }
  }

  private static func tooLarge(_ limit: Int) -> Failure {
    var failure = Failure("content-too-large", 413, "A body may have \(limit) bytes here.", "此处请求体至多 \(limit) 字节。")
    failure.closes = true
    return failure
  }

  /// Refuses a write whose answer the client could not take before it is done (RFC 9110 15.5.7); what reads has more forms and looks itself.
  func checkAccept(_ request: Request, _ route: Route) throws(Failure) {
    guard !route.isRead, let type = route.gives.mediaType, request.head[.accept] != nil else { return }
    if AcceptHeader(request.head).best(of: [type]) == nil { throw .notAcceptable([type]) }
  }

  /// Holds the body's type and coding against what the route takes. Throws 415.
  func checkContent(_ request: Request, _ route: Route) throws(Failure) {
    let head = request.head
    let types = route.takes.mediaTypes
    guard !types.isEmpty else { return }
    let hasBody = head.framing != .none || !request.body.isEmpty
    if !hasBody, route.takes.isOptional { return }
    let list = types.joined(separator: ", ")
    let fields = [Response.Field(route.method == .patch ? "Accept-Patch" : "Accept-Post", list)]
    if let coding = head.text(.contentEncoding), coding.lowercased() != "identity" {
      throw .mediaType(
        "The body must not be compressed; \(coding) is not taken.", "请求体不能压缩，不支持 \(coding)。",
        fields: fields + [Response.Field("Accept-Encoding", "identity")])
    }
    guard let text = head.text(.contentType), let type = MediaType(text), types.contains(type.essence), !head.isRepeated(.contentType)
    else {
      throw .mediaType("The body must be one of: \(list).", "请求体类型应为：\(list)。", fields: fields)
    }
    guard type.isUTF8 else { throw .mediaType("The body must be UTF-8.", "请求体必须是 UTF-8 编码。", fields: fields) }
  }
}
