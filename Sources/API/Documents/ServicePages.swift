import Domain
import HTTP

/// The pages for people.
extension ServiceRoutes {
  private static let itemsOnFront = 10

  func front(_ call: Call) throws -> Answer {
    try call.parameters().check()
    try call.negotiate(["text/html"])
    let language = call.language
    let title = Wording("Bulletin", "协会通讯")(language)
    var body =
      "<h1>\(title)</h1>\n<p>\(Wording("The association's news, notices, events and awards as data.", "协会的新闻、通知、活动与荣誉，以数据形式提供。")(language))</p>\n"
    body += """
      <form action="/v1/search" method="get"><label>\(Wording("Search", "检索")(language)) <input name="q" required maxlength="200"></label> \
      <button>\(Wording("Go", "查找")(language))</button></form>

      """
    if call.api.settings.publicRead || call.grant != nil {
      body += try latest(.article, Wording("Latest articles", "最新文章"), call)
      body += try latest(.notice, Wording("Latest notices", "最新通知"), call)
    }
    body += "<h2>\(Wording("For programs", "供程序使用")(language))</h2>\n<ul>"
    for (address, text) in [("/v1", "/v1"), ("/docs", Wording("All endpoints", "全部接口")(language)), ("/openapi.json", "OpenAPI 3.1")] {
      body += "<li><a href=\"\(address)\">\(text)</a></li>"
    }
    body += "</ul>"
    return try call.answer(page(title, body, call, modifiedAt: max(call.repository.changedAt, call.api.startedAt)))
  }

  private func latest(_ type: RecordType, _ heading: Wording, _ call: Call) throws -> String {
    let schema = RecordSchema.of(type)
    var query = ListQuery(types: [type], projection: Projection(viewer: .anyone, body: .none, fields: ["slug", schema.titleField]))
    query.limit = Self.itemsOnFront
    let list = try call.repository.list(query, reader: call.reader)
    let items = try list.elements().map { item in
      let slug = PercentCoding.encode(item["slug"]?.string ?? "")
      return "<li><a href=\"/v1/\(type.plural)/\(slug)?body=text\">\(Page.escape(item[schema.titleField]?.string ?? slug))</a></li>"
    }
    guard !items.isEmpty else { return "" }
    return "<h2>\(heading(call.language))</h2>\n<ul>\(items.joined(separator: "\n"))</ul>\n"
  }

  func docs(_ call: Call) throws -> Answer {
    try call.parameters().check()
    try call.negotiate(["text/html"])
    var rows = ""
    for route in call.api.routes {
      let access =
        switch route.access {
        case .none, .reading: ""
        case .token: "token"
        case .scope(let scope): scope.rawValue
        }
      let parameters = route.parameters.map(\.name).filter { !$0.contains("__") }.joined(separator: ", ")
      rows += """
        <tr><td><code>\(route.method.rawValue)</code></td><td><code>\(Page.escape(route.template))</code></td><td>\(Page.escape(route.summary))\
        \(parameters.isEmpty ? "" : "<br><span class=\"note\">\(Page.escape(parameters))</span>")</td><td>\(access)</td></tr>

        """
    }
    let problems = ProblemType.all.map {
      "<li><a href=\"/problems/\($0.slug)\">\($0.status) \(Page.escape($0.title(call.language)))</a></li>"
    }
    let title = Wording("Endpoints", "接口说明")(call.language)
    let body = """
      <h1>\(title)</h1>
      <p>\(Wording("Filters of a list also take", "列表的筛选参数还支持")(call.language)) <code>__gte __gt __lte __lt __in __not __prefix __isnull</code>.</p>
      <table><tr><th></th><th></th><th></th><th>\(Wording("Scope", "权限")(call.language))</th></tr>
      \(rows)</table>
      <h2>\(Wording("Problems", "错误类型")(call.language))</h2>
      <ul>\(problems.joined(separator: "\n"))</ul>
      """
    return try call.answer(page(title, body, call, modifiedAt: call.api.startedAt))
  }

  func problem(_ call: Call) throws -> Answer {
    try call.parameters().check()
    try call.negotiate(["text/html"])
    guard let type = call.path["type"].flatMap(ProblemType.named) else { throw BulletinError.notFound() }
    let title = "\(type.status) \(type.title(call.language))"
    let body = "<h1>\(Page.escape(title))</h1>\n<p>\(Page.escape(type.explanation(call.language)))</p>\n<p><a href=\"/docs\">/docs</a></p>"
    return try call.answer(page(title, body, call, modifiedAt: call.api.startedAt))
  }

  private func page(_ title: String, _ body: String, _ call: Call, modifiedAt: Int64) -> Representation {
    var representation = Representation.digested(Page.html(title, call.language, body), Page.mediaType, modifiedAt: modifiedAt)
    representation.varies = ["Accept-Language"]
    representation.fields.append(Response.Field("Content-Language", call.language.rawValue))
    representation.isKept = false
    return representation
  }
}
