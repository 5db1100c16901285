import Domain
import HTTP

/// Something that keeps a request from its answer, with all that the problem document and its fields need.
struct Failure: Error {
  var type: ProblemType
  var status: Int
  var english: String
  /// Nil: the explanation of the type is shown.
  var chinese: String?
  var faults: [BulletinError.Fault] = []
  var fields: [Response.Field] = []
  var closes = false

  /// A problem of the type with that slug.
  init(_ slug: String, _ status: Int, _ english: String, _ chinese: String?, fields: [Response.Field] = []) {
    type = ProblemType.named(slug, status: status)
    self.status = status
    self.english = english
    self.chinese = chinese
    self.fields = fields
  }

  func document(_ language: Language, instance: String?, requestID: String) -> ProblemDetails {
    let errors = faults.map { fault in
      let detail = language == .chinese ? fault.chinese ?? FaultWording.chinese(fault) : fault.detail
      return ProblemDetails.Fault(pointer: fault.pointer, code: fault.code, detail: detail)
    }
    return ProblemDetails(
      type, status: status, language: language, detail: language == .chinese ? chinese : english, instance: instance, requestID: requestID,
      errors: errors)
  }
}

extension Failure {
  /// Any error on its way out: ours as it is, everything else as `internal` without a word of it.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as BulletinError: self.init(error)
    case let fault as HTTPFault: self.init(fault)
    case let failure as Authenticator.Failure: self.init(failure)
    default: self = .internal
    }
  }

  /// 406: Accept has no room for any of these types.
  static func notAcceptable(_ types: [String]) -> Failure {
    let list = types.joined(separator: ", ")
    return Failure("not-acceptable", 406, "This is available as \(list).", "此资源提供的类型：\(list)。")
  }

  private static let `internal` = Failure("internal", 500, ProblemType.internalError.explanation(.english), nil)

  private init(_ error: BulletinError) {
    // What an internal error says may name files or statements; that is for the log.
    guard error.code != .internal else {
      self = .internal
      return
    }
    self.init(error.code.rawValue, Self.status(of: error.code), error.detail, error.chinese)
    faults = error.faults
    if status == 503 { fields.append(Response.Field("Retry-After", "1")) }
    if status == 507 { fields.append(Response.Field("Retry-After", "30")) }
    if status == 401 { fields.append(Response.Field("WWW-Authenticate", Authenticator.Failure.missing.challenge)) }
  }

  static func status(of code: BulletinError.Code) -> Int {
    switch code {
    case .validation: 422
    case .badQuery, .malformed: 400
    case .notFound, .moved: 404
    case .gone: 410
    case .conflict: 409
    case .staleVersion: 412
    case .preconditionRequired: 428
    case .unauthorized: 401
    case .forbidden: 403
    case .busy, .unavailable, .interrupted: 503
    case .storageFull: 507
    case .internal: 500
    }
  }

  private init(_ fault: HTTPFault) {
    self.init(fault.code, fault.status, fault.detail, nil)
    if let seconds = fault.retryAfter { fields.append(Response.Field("Retry-After", String(seconds))) }
  }

  private init(_ failure: Authenticator.Failure) {
    let detail =
      switch failure {
      case .missing: Wording("This needs a token: Authorization: Bearer blt_….", "此操作需要令牌：Authorization: Bearer blt_…。")
      case .malformed(let wording): wording
      case .wrong: Wording("The token is unknown, expired or revoked.", "令牌无效、已过期或已吊销。")
      }
    self.init(
      "unauthorized", 401, detail.english, detail.chinese, fields: [Response.Field("WWW-Authenticate", failure.challenge)])
  }

  static func method(allowed: [Method]) -> Failure {
    let allow = allowed.map(\.rawValue).joined(separator: ", ")
    return Failure(
      "method-not-allowed", 405, "This resource takes \(allow).", "该资源支持的方法：\(allow)。", fields: [Response.Field("Allow", allow)])
  }

  static func mediaType(_ english: String, _ chinese: String, fields: [Response.Field]) -> Failure {
    Failure("unsupported-media-type", 415, english, chinese, fields: fields)
  }

  static func malformed(_ english: String, _ chinese: String) -> Failure { Failure("malformed", 400, english, chinese) }
}

/// Chinese sentences for faults that were found without one, by their code.
enum FaultWording {
  static func chinese(_ fault: BulletinError.Fault) -> String {
    switch fault.code {
    case "required": "此项必填。"
    case "unknown": "没有这个字段。"
    case "type": "值的类型不对。"
    case "length": "长度超出限制。"
    case "range": "数值或先后次序超出允许范围。"
    case "format": "格式不正确。"
    case "choice": "取值不在允许范围内。"
    case "read-only": "此项由服务器设定，不能写入。"
    case "reference": "所引用的记录不存在。"
    case "missing": "所指的位置不存在。"
    case "taken": "已被其他记录占用。"
    case "move": "不能把一个值移到它自身之内。"
    case "test": "该处的值与预期不同。"
    default: fault.detail
    }
  }
}
