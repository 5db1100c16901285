import Domain
import HTTP

/// From what a route gives to what is sent: validators, caching, codings, and the fields that every answer has.
extension API {
  static let noSniff = Response.Field("X-Content-Type-Options", "nosniff")
  /// Two years, as browsers' preload lists ask for.
  static let strictTransport = [Response.Field("Strict-Transport-Security", "max-age=63072000")]

  /// The answer of a public read that is kept as bytes; nil where it must be made.
  func keptAnswer(to request: Request) -> Answer? {
    guard let shape = RequestShape(request.head, followsOrigin: crossOrigin.followsOrigin) else { return nil }
    let cache = caches[request.loop % caches.count]
    guard let entry = cache.entry(for: request.head, shape.variant, generation: repository.generation) else { return nil }
    let answer = entry.isKnown(by: request.head) ? entry.unchanged : entry.whole
    let isCounted = settings.rateLimit && entry.isCounted
    guard isCounted || request.isSecure else { return .kept(answer) }
    var fields = request.isSecure ? Self.strictTransport : []
    if isCounted {
      guard let verdict = rates.read(client(of: request), now: surroundings.now()) else { return nil }
      fields += verdict
    }
    return .now(answer.response(fields: fields))
  }

  /// Answers with a representation: whole, as 304 or 412; and keeps it where everybody would get the same.
  func respond(_ representation: Representation, _ call: Call) throws -> Response {
    let head = call.request.head
    let tag = representation.tag.map { Array($0.utf8) }
    // Where nothing was ever published, what there is to see is as old as the server.
    let modifiedAt = representation.modifiedAt.map { ($0 > 0 ? $0 : startedAt) / 1_000 }
    var verdict = Preconditions.Verdict.proceed
    if call.route.isRead, representation.status == 200, let tag = representation.tag {
      verdict = try ConditionalRequest.forRead(head, tag: tag, modifiedAt: modifiedAt, now: surroundings.now() / 1_000)
    }
    if verdict == .failed {
      throw Failure("precondition-failed", 412, "The resource has changed since.", "资源在此期间已被修改。")
    }
    let isPublic = call.grant == nil && representation.status == 200 && call.isOnLoop
    let prefersGzip = AcceptEncoding(head).prefersGzip
    var shape =
      isPublic && representation.isKept && settings.publicRead ? RequestShape(head, followsOrigin: crossOrigin.followsOrigin) : nil
    // The whole reading knows names of gzip that the shape does not: such an answer is not kept for those who want none.
    if let quick = shape, (quick.variant == .gzip) != prefersGzip { shape = nil }
    // Nobody reads the body of a 304, so it is only compressed if it is kept.
    let wantsGzip =
      (verdict == .proceed || shape != nil) && representation.body.count >= Gzip.minBytesWorth && prefersGzip
    let coded = wantsGzip ? Gzip.compress(representation.body) : nil
    let body = coded ?? representation.body
    if let shape {
      let headBytes = keptHead(representation, modifiedAt: modifiedAt, isCoded: coded != nil, length: body.count)
      let whole = RenderedAnswer(status: 200, head: headBytes, body: body, route: call.route.template)
      let cache = caches[call.request.loop % caches.count]
      if verdict == .proceed, !cache.isWorthKeeping(head, shape.variant) { return Response(status: 200, body: .rendered(whole)) }
      let entry = AnswerCache.Entry(
        target: Array(head.bytes[head.target]), variant: shape.variant, generation: call.generation, whole: whole, tag: tag,
        isCounted: call.route.isCounted)
      cache.keep(entry)
      let answer = verdict == .notModified ? entry.unchanged : entry.whole
      return Response(status: answer.status, body: .rendered(answer))
    }
    var whole = Response(
      status: representation.status, fields: fields(representation, call, modifiedAt: modifiedAt, isCoded: coded != nil), body: .bytes(body)
    )
    whole.trace.route = call.route.template
    return verdict == .notModified ? Response(status: 304, fields: whole.fields.filter { Self.fieldsOfUnchanged.contains($0.name) }) : whole
  }

  /// The head of an answer that everybody gets, written as bytes at once: it is the same work for each new address.
  private func keptHead(_ representation: Representation, modifiedAt: Int64?, isCoded: Bool, length: Int) -> [UInt8] {
    var head: [UInt8] = []
    head.reserveCapacity(Self.usualHeadBytes)
    func add(_ text: StaticString) { text.withUTF8Buffer { head.append(contentsOf: $0) } }
    func add(_ text: String) { head.append(contentsOf: text.utf8) }
    add("HTTP/1.1 200 OK\r\nContent-Type: ")
    add(representation.mediaType)
    add("\r\nContent-Length: ")
    add(String(length))
    if isCoded { add("\r\nContent-Encoding: gzip" as StaticString) }
    if let tag = representation.tag {
      add("\r\nETag: \"")
      add(tag)
      add((isCoded ? "-gz\"" : "\"") as StaticString)
    }
    if let modifiedAt {
      add("\r\nLast-Modified: ")
      HTTPDate.append(modifiedAt, to: &head)
    }
    add("\r\nCache-Control: ")
    add(representation.freshness == .never ? "no-store" : Self.shared)
    add("\r\nVary: ")
    add(vary(representation))
    for field in representation.fields {
      add("\r\n")
      add(field.name)
      add(": ")
      add(field.value)
    }
    add("\r\n")
    head.append(contentsOf: fieldsOfAll)
    return head
  }

  private static let usualHeadBytes = 1_024
  private static let shared = "public, max-age=60, stale-while-revalidate=600"

  /// RFC 9110 15.4.5: what a 304 must carry of the fields of the 200, and what a script's access hangs on; a cache has the rest.
  static let fieldsOfUnchanged: Set = [
    "ETag", "Last-Modified", "Cache-Control", "Vary", "X-Content-Type-Options", "Access-Control-Allow-Origin", "RateLimit",
    "RateLimit-Policy",
  ]

  private func fields(_ representation: Representation, _ call: Call, modifiedAt: Int64?, isCoded: Bool) -> [Response.Field] {
    var fields = [Response.Field("Content-Type", representation.mediaType)]
    fields.reserveCapacity(16)
    if isCoded { fields.append(Response.Field("Content-Encoding", "gzip")) }
    if let tag = representation.tag { fields.append(Response.Field("ETag", isCoded ? "\"\(tag)-gz\"" : "\"\(tag)\"")) }
    if let modifiedAt { fields.append(Response.Field("Last-Modified", HTTPDate.format(modifiedAt))) }
    fields.append(Response.Field("Cache-Control", cacheControl(representation, call)))
    fields.append(Response.Field("Vary", vary(representation)))
    fields.append(Self.noSniff)
    if representation.isHTML { fields += Page.fields }
    fields += crossOrigin.fields(origin: call.request.head.text(.origin), isRead: call.route.isRead)
    return fields + representation.fields
  }

  private func cacheControl(_ representation: Representation, _ call: Call) -> String {
    if representation.freshness == .never { return "no-store" }
    if call.grant != nil || !settings.publicRead && call.route.access == .reading { return "private, no-cache" }
    return Self.shared
  }

  private func vary(_ representation: Representation) -> String {
    var names = "Accept-Encoding, Authorization"
    for name in representation.varies { names += ", " + name }
    return crossOrigin.followsOrigin ? names + ", Origin" : names
  }

  /// Runs what makes an answer off the loop; its errors become problems like all others.
  func settle(_ call: Call, _ make: () throws -> Response) -> Response {
    do {
      return try make()
    } catch {
      return refuse(error, call.request, requestID: call.requestID, call: call)
    }
  }

  /// Gives an answer what all answers have.
  func sealed(_ answer: Answer, _ call: Call, _ more: [Response.Field]) -> Answer {
    switch answer {
    case .now(let response): return .now(seal(response, call.request, call.requestID, route: call.route, token: call.grant, more))
    case .kept: return answer
    case .later(let work):
      let api = self
      return .later { finish in
        work { finish(api.seal($0, call.request, call.requestID, route: call.route, token: call.grant, more)) }
      }
    }
  }

  func seal(
    _ response: Response, _ request: Request, _ requestID: String, route: Route?, token: Grant? = nil, _ more: [Response.Field] = []
  ) -> Response {
    var sealed = response
    sealed.trace.route = route?.template ?? response.trace.route
    sealed.trace.token = token?.publicID
    sealed.trace.requestID = requestID
    if request.isSecure { sealed.fields += Self.strictTransport }
    sealed.fields += more
    return sealed
  }
}
