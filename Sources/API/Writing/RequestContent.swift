import Domain
import HTTP
import JSON

/// Reads the body of a write, within the limits of the settings.
extension Call {
  /// The body as a JSON value. Throws 400 for what is no JSON, 422 past a limit.
  func json() throws -> JSONValue {
    var reader = JSONReader()
    reader.maxDepth = api.settings.maxJSONDepth
    reader.maxKeys = api.settings.maxJSONKeys
    reader.maxDigits = api.settings.maxJSONDigits
    guard !request.body.isEmpty else { throw Failure.malformed("The body is empty; JSON is expected.", "请求体为空，应为 JSON。") }
    do {
      return try reader.read(request.body)
    } catch {
      throw Self.failure(error)
    }
  }

  /// The body as the members of a record, from JSON or from Markdown with a head of fields.
  func members(_ schema: RecordSchema) throws -> [String: JSONValue] {
    if mediaType == "text/markdown" { return try FrontMatter.read(request.body, schema: schema) }
    return try members()
  }

  func members() throws -> [String: JSONValue] {
    guard let members = try json().object else {
      throw BulletinError(
        .validation, "The body must be a JSON object.", chinese: "请求体应为 JSON 对象。",
        faults: [.init(pointer: "", code: "type", detail: "A JSON object is expected.", chinese: "应为 JSON 对象。")])
    }
    return members
  }

  /// The members of an optional body; what is not among `allowed` is a fault.
  func optionalMembers(_ allowed: [String]) throws -> [String: JSONValue] {
    guard !request.body.isEmpty else { return [:] }
    let members = try members()
    let faults = members.keys.filter { !allowed.contains($0) }.sorted().map {
      BulletinError.Fault(
        pointer: "/" + JSONPointer.escape($0), code: "unknown",
        detail: "There is no such member here. Allowed: \(allowed.joined(separator: ", ")).",
        chinese: "没有这个字段。可用：\(allowed.joined(separator: "、"))。")
    }
    guard faults.isEmpty else {
      throw BulletinError(.validation, "Some members are unknown.", chinese: "有未知字段。", faults: faults)
    }
    return members
  }

  var mediaType: String? { request.head.text(.contentType).flatMap { MediaType($0)?.essence } }

  private static func failure(_ fault: JSONFault) -> any Error {
    switch fault {
    case .malformed(let reason):
      Failure.malformed("The body is not JSON: \(reason)", "请求体不是有效的 JSON。")
    case .tooDeep(let limit):
      limited("JSON may be nested \(limit) levels deep.", "JSON 至多嵌套 \(limit) 层。")
    case .tooManyKeys(let limit):
      limited("A JSON object may have \(limit) members.", "JSON 对象至多 \(limit) 个成员。")
    case .tooManyDigits(let limit):
      limited("A JSON number may have \(limit) digits.", "JSON 数字至多 \(limit) 位。")
    }
  }

  private static func limited(_ english: String, _ chinese: String) -> BulletinError {
    BulletinError(
      .validation, english, chinese: chinese, faults: [.init(pointer: "", code: "limit", detail: english, chinese: chinese)])
  }
}
