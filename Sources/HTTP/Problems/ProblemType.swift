/// Every kind of problem the API answers with (RFC 9457): its slug, status, and what it says in both languages.
package struct ProblemType: Sendable, Equatable {
  /// The last segment of `/problems/{type}`.
  package let slug: String
  package let status: Int
  private let titles: (english: String, chinese: String)
  private let explanations: (english: String, chinese: String)

  private init(_ slug: String, _ status: Int, _ english: (String, String), _ chinese: (String, String)) {
    self.slug = slug
    self.status = status
    titles = (english.0, chinese.0)
    explanations = (english.1, chinese.1)
  }

  package func title(_ language: Language) -> String { language == .chinese ? titles.chinese : titles.english }

  /// One sentence on what happened and what helps: the documentation of the type, and the detail where there is no other.
  package func explanation(_ language: Language) -> String { language == .chinese ? explanations.chinese : explanations.english }

  package static func == (left: ProblemType, right: ProblemType) -> Bool { left.slug == right.slug }

  /// The type of that slug; where there is none, the general one of the status.
  package static func named(_ slug: String, status: Int) -> ProblemType {
    named(slug) ?? all.first { $0.status == status } ?? (status < 500 ? badRequest : internalError)
  }

  package static func named(_ slug: String) -> ProblemType? { all.first { $0.slug == slug } }

  package static let badRequest = ProblemType(
    "bad-request", 400,
    ("Bad request", "The request breaks the grammar of HTTP; the connection was closed, because what follows could not be told apart."),
    ("请求有误", "请求不符合 HTTP 语法；后续内容无法可靠区分，连接已关闭。"))

  package static let internalError = ProblemType(
    "internal", 500,
    ("Internal error", "Something failed here; the log has it under the request's id."),
    ("内部错误", "服务器内部出错，日志中可按请求编号查找。"))

  package static let all: [ProblemType] =
    [badRequest] + ofRequests + ofAccess + ofResources + ofContent + [internalError] + ofServer

  private static let ofRequests: [ProblemType] = [
    .init(
      "bad-query", 400,
      ("Bad query", "A parameter of the query is unknown, stands twice, or has a value that is not allowed."),
      ("查询参数有误", "查询参数未知、重复，或取值不被允许。")),
    .init(
      "malformed", 400,
      ("Malformed content", "The body or a field could not be read in the format it claims to have."),
      ("内容格式有误", "请求正文或字段无法按其声明的格式读取。")),
    .init(
      "method-not-allowed", 405,
      ("Method not allowed", "The path exists but not with this method; Allow lists the methods it has."),
      ("方法不允许", "该路径存在，但不支持此方法；可用方法见 Allow 字段。")),
    .init(
      "not-acceptable", 406,
      ("Not acceptable", "There is no representation of this in any type that Accept names."),
      ("无可接受的格式", "没有符合 Accept 字段要求的表示形式。")),
    .init(
      "request-timeout", 408,
      ("Request timeout", "The request did not arrive in the time allowed for it."),
      ("请求超时", "请求未在规定时间内完整到达。")),
    .init(
      "uri-too-long", 414,
      ("URI too long", "The request line or its target is longer than allowed."),
      ("网址过长", "请求行或请求目标超过允许的长度。")),
    .init(
      "range-not-satisfiable", 416,
      ("Range not satisfiable", "The range lies outside the content; Content-Range says how long it is."),
      ("范围无法满足", "请求的范围超出内容长度；实际长度见 Content-Range 字段。")),
    .init(
      "expectation-failed", 417,
      ("Expectation failed", "Expect has a value other than 100-continue."),
      ("期望无法满足", "Expect 字段只能是 100-continue。")),
    .init(
      "header-too-large", 431,
      ("Header fields too large", "The header fields are too long or too many."),
      ("请求头过大", "请求头字段过长或过多。")),
    .init(
      "version-not-supported", 505,
      ("HTTP version not supported", "This server speaks HTTP/1.1 and HTTP/1.0."),
      ("不支持的 HTTP 版本", "本服务器只支持 HTTP/1.1 与 HTTP/1.0。")),
  ]

  private static let ofAccess: [ProblemType] = [
    .init(
      "unauthorized", 401,
      ("Unauthorized", "A valid token is needed; the one shown is missing, malformed, expired or revoked."),
      ("未授权", "需要有效令牌；令牌缺失、格式有误、已过期或已吊销。")),
    .init(
      "forbidden", 403,
      ("Forbidden", "The token is valid but lacks the scope that this needs."),
      ("权限不足", "令牌有效，但缺少此操作所需的权限。")),
    .init(
      "too-many-requests", 429,
      ("Too many requests", "More requests came than the rate allows; Retry-After says when to go on."),
      ("请求过于频繁", "请求超过速率限制；请按 Retry-After 字段等待后重试。")),
  ]

  private static let ofResources: [ProblemType] = [
    .init(
      "not-found", 404,
      ("Not found", "There is nothing at this path, or nothing that may be read without a token."),
      ("未找到", "该路径下没有内容，或没有令牌不可读取。")),
    .init(
      "conflict", 409,
      ("Conflict", "The change contradicts the present state: a name already taken, or a step that does not follow from the status."),
      ("冲突", "修改与现有状态冲突：名称已被占用，或当前状态不允许此操作。")),
    .init(
      "idempotency-in-flight", 409,
      ("Request in flight", "A request with the same Idempotency-Key is being worked on; ask again in a moment."),
      ("请求处理中", "相同 Idempotency-Key 的请求正在处理，请稍后重试。")),
    .init(
      "gone", 410,
      ("Gone", "It was here and has been deleted or withdrawn."),
      ("已移除", "内容曾经存在，现已删除或撤回。")),
    .init(
      "precondition-failed", 412,
      ("Precondition failed", "The version named by the condition is not the present one; read it again, then write."),
      ("前提条件不成立", "条件字段所指的版本不是当前版本；请重新读取后再写。")),
    .init(
      "precondition-required", 428,
      ("Precondition required", "Writing here needs If-Match with the entity tag of the version that was read."),
      ("需要前提条件", "写入时必须用 If-Match 给出所读版本的实体标签。")),
  ]

  private static let ofContent: [ProblemType] = [
    .init(
      "content-too-large", 413,
      ("Content too large", "The body is larger than allowed here."),
      ("内容过大", "请求正文超过此处允许的大小。")),
    .init(
      "unsupported-media-type", 415,
      ("Unsupported media type", "The body's type, charset or coding is not taken here; Accept-Post or Accept-Patch lists what is."),
      ("不支持的媒体类型", "正文的类型、字符集或编码不被接受；可用类型见 Accept-Post 或 Accept-Patch 字段。")),
    .init(
      "validation", 422,
      ("Validation failed", "The content could be read but breaks the rules of its fields; every fault is listed."),
      ("内容校验未通过", "内容可以读取，但不符合字段规则；全部问题已列出。")),
    .init(
      "idempotency-key-reused", 422,
      ("Idempotency-Key reused", "The same Idempotency-Key was used before for another request."),
      ("幂等键重复使用", "该 Idempotency-Key 已用于另一个不同的请求。")),
  ]

  private static let ofServer: [ProblemType] = [
    .init(
      "busy", 503,
      ("Busy", "The database is busy or a query ran too long; nothing was changed. Retry-After says when to try again."),
      ("繁忙", "数据库繁忙或查询超时，未作任何修改；请按 Retry-After 字段等待后重试。")),
    .init(
      "unavailable", 503,
      ("Unavailable", "The server is starting, draining, or lacks what it needs; try again later."),
      ("暂不可用", "服务器正在启动、停止，或缺少所需资源，请稍后重试。")),
    .init(
      "interrupted", 503,
      ("Interrupted", "The server ended before this was done; nothing of it was stored, and it can be begun again."),
      ("已中断", "服务器在完成之前终止，未保存任何内容，可以重新开始。")),
    .init(
      "too-many-connections", 503,
      ("Too many connections", "There are more connections than allowed, in all or from this address."),
      ("连接过多", "连接总数或来自此地址的连接数超过限制。")),
    .init(
      "storage-full", 507,
      ("Storage full", "There is no room left to store the change; reading still works."),
      ("存储空间不足", "没有空间保存修改；读取不受影响。")),
  ]
}
