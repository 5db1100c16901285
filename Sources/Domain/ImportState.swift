import JSON

/// How the reading of an issue that came by HTTP stands.
package struct ImportState: Sendable {
  package var id: String
  /// Milliseconds since 1970.
  package var startedAt: Int64
  package var endedAt: Int64?
  /// Nil while it runs.
  package var result: Result<ImportOutcome, BulletinError>?

  package init(id: String, startedAt: Int64, endedAt: Int64? = nil, result: Result<ImportOutcome, BulletinError>? = nil) {
    self.id = id
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.result = result
  }

  package static let interrupted = BulletinError(
    .interrupted, "The server ended before the import was done. Nothing of it was stored; send the text again.",
    chinese: "服务器在导入完成前终止，未保存任何内容，请重新提交文本。")
}

extension ImportOutcome {
  /// As it is kept: `{"issue","items":[{"type","id","title","effect","status"}]}`.
  package var json: JSONValue {
    .object(["issue": .string(issue), "items": .array(entries.map(\.json))])
  }

  /// Reads what `json` wrote; nil for anything else.
  package init?(_ json: JSONValue) {
    guard let issue = json.object?["issue"]?.string, let items = json.object?["items"]?.array else { return nil }
    self.init(issue: issue, entries: items.compactMap { $0.object.flatMap(Entry.init) })
  }
}

extension ImportOutcome.Entry {
  fileprivate var json: JSONValue {
    .object([
      "type": .string(type.rawValue), "id": .string(id), "title": .string(title), "effect": .string(effect.rawValue),
      "status": .string(status.rawValue),
    ])
  }

  fileprivate init?(_ members: [String: JSONValue]) {
    guard let type = members["type"]?.string.flatMap(RecordType.init), let id = members["id"]?.string, let title = members["title"]?.string,
      let effect = members["effect"]?.string.flatMap(ImportOutcome.Effect.init), let status = members["status"]?.string.flatMap(Status.init)
    else { return nil }
    self.init(type: type, id: id, title: title, effect: effect, status: status)
  }
}

extension BulletinError {
  /// As it is kept: `{"code","detail","chinese","faults":[{"pointer","code","detail","chinese"}]}`.
  package var json: JSONValue {
    .object([
      "code": .string(code.rawValue), "detail": .string(detail), "chinese": chinese.map(JSONValue.string) ?? .null,
      "faults": .array(faults.map(\.json)),
    ])
  }

  /// Reads what `json` wrote; nil for anything else.
  package init?(_ json: JSONValue) {
    guard let code = json.object?["code"]?.string.flatMap(Code.init), let detail = json.object?["detail"]?.string else { return nil }
    let faults = (json.object?["faults"]?.array ?? []).compactMap { $0.object.flatMap(Fault.init) }
    self.init(code, detail, chinese: json.object?["chinese"]?.string, faults: faults)
  }
}

extension BulletinError.Fault {
  fileprivate var json: JSONValue {
    .object([
      "pointer": .string(pointer), "code": .string(code), "detail": .string(detail), "chinese": chinese.map(JSONValue.string) ?? .null,
    ])
  }

  fileprivate init?(_ members: [String: JSONValue]) {
    guard let pointer = members["pointer"]?.string, let code = members["code"]?.string, let detail = members["detail"]?.string else {
      return nil
    }
    self.init(pointer: pointer, code: code, detail: detail, chinese: members["chinese"]?.string)
  }
}
