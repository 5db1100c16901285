import Domain
import JSON

/// Reads a `text/markdown` body with a head of fields between two lines of three hyphens.
///
/// Each line of the head is `name: value`; a value is text, `true`, `false`, `null`, a number, a quoted string or a list
/// `[a, b]`; lines `- entry` below a name without a value make a list too. What follows the head is the body.
enum FrontMatter {
  static let maxLines = 100

  static func read(_ bytes: [UInt8], schema: RecordSchema) throws(BulletinError) -> [String: JSONValue] {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw BulletinError(.malformed, "The body is not UTF-8.", chinese: "请求体不是 UTF-8 编码。")
    }
    var lines = text.split(separator: /\r\n|\n|\r/, omittingEmptySubsequences: false)[...]
    guard lines.first?.trimmed == "---" else {
      throw BulletinError(
        .malformed, "A Markdown post begins with a line ---, fields as name: value, and another line ---.",
        chinese: "Markdown 稿件应以 --- 行开头，其后为“名称: 值”各行，再以 --- 行结束。")
    }
    lines = lines.dropFirst()
    guard let end = lines.prefix(maxLines).firstIndex(where: { $0.trimmed == "---" }) else {
      throw BulletinError(.malformed, "The head of the Markdown post does not end with a line ---.", chinese: "Markdown 稿件的头部没有以 --- 行结束。")
    }
    var members = try head(lines[..<end], schema: schema)
    let body = lines[(end + 1)...].drop { $0.trimmed.isEmpty }.joined(separator: "\n")
    if !body.isEmpty { members["body"] = .string(body) }
    return members
  }

  private static func head(_ lines: ArraySlice<Substring>, schema: RecordSchema) throws(BulletinError) -> [String: JSONValue] {
    var members: [String: JSONValue] = [:]
    var open: String?
    for (offset, line) in lines.enumerated() {
      let trimmed = line.trimmed
      if trimmed.isEmpty || trimmed.hasPrefix("#") { continue }
      if trimmed.hasPrefix("- "), let name = open {
        let entries = members[name]?.array ?? []
        members[name] = .array(entries + [scalar(String(trimmed.dropFirst(2)).trimmed, isText: true)])
        continue
      }
      guard let colon = trimmed.firstIndex(where: { $0 == ":" || $0 == "：" }) else { throw unreadable(line: offset + 2) }
      let name = String(trimmed[..<colon]).trimmed
      let value = String(trimmed[trimmed.index(after: colon)...]).trimmed
      guard members[name] == nil else { throw unreadable(line: offset + 2) }
      open = value.isEmpty ? name : nil
      members[name] = value.isEmpty ? .null : self.value(value, of: schema.field(name))
    }
    return members
  }

  private static func unreadable(line: Int) -> BulletinError {
    BulletinError(
      .malformed, "Line \(line) of the head is not name: value, or names a field again.", chinese: "头部第 \(line) 行不是“名称: 值”，或重复了字段。")
  }

  private static func value(_ text: String, of field: Field?) -> JSONValue {
    guard text.hasPrefix("["), text.hasSuffix("]") else {
      let entry = scalar(text, isText: field?.takesText ?? true)
      // One tag need not be written as a list.
      if case .list = field?.kind, entry != .null { return .array([entry]) }
      return entry
    }
    let entries = text.dropFirst().dropLast().split(whereSeparator: { ",，".contains($0) }).map { String($0).trimmed }
    return .array(entries.filter { !$0.isEmpty }.map { scalar($0, isText: true) })
  }

  private static func scalar(_ text: String, isText: Bool) -> JSONValue {
    for quote in ["\"", "'"] where text.count >= 2 && text.hasPrefix(quote) && text.hasSuffix(quote) {
      return .string(String(text.dropFirst().dropLast()))
    }
    if text == "null" || text == "~" { return .null }
    if isText { return .string(text) }
    if text == "true" || text == "false" { return .boolean(text == "true") }
    if let whole = Int64(text) { return .integer(whole) }
    if let real = Double(text) { return .number(real) }
    return .string(text)
  }
}

extension Field {
  /// True where a bare word or number is meant as text.
  fileprivate var takesText: Bool {
    switch kind {
    case .integer, .number, .boolean: false
    default: true
    }
  }
}

extension StringProtocol {
  /// Without spaces and tabs at either end.
  var trimmed: String {
    let front = drop { $0 == " " || $0 == "\t" }
    guard let last = front.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
    return String(front[...last])
  }
}
