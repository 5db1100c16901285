import Domain
import JSON

/// Lists as CSV (RFC 4180), one column a member; nothing in it can be taken for a formula by a spreadsheet.
struct CommaSeparated: Sendable {
  static let mediaType = "text/csv; charset=utf-8; header=present"

  private let columns: [String]

  /// All members that a reader sees but the body, or those named in `fields`.
  init(_ schema: RecordSchema, _ projection: Projection) {
    columns =
      projection.fields
      ?? schema.fields.filter { ($0.name != "body" || projection.body != .none) && (!$0.isStaffOnly || projection.viewer.seesDrafts) }.map(
        \.name)
  }

  var head: [UInt8] { line(columns) }

  func row(_ record: [String: JSONValue]) -> [UInt8] {
    line(columns.map { Self.text(Self.value(record, $0.split(separator: ".").map(String.init)[...])) })
  }

  private func line(_ cells: [String]) -> [UInt8] {
    Array((cells.map(Self.cell).joined(separator: ",") + "\r\n").utf8)
  }

  private static func value(_ record: [String: JSONValue], _ path: ArraySlice<String>) -> JSONValue {
    guard let name = path.first, let value = record[name] else { return .null }
    guard path.count > 1 else { return value }
    switch value {
    case .object(let members): return self.value(members, path.dropFirst())
    case .array(let elements): return .array(elements.compactMap(\.object).map { self.value($0, path.dropFirst()) })
    default: return .null
    }
  }

  private static func text(_ value: JSONValue) -> String {
    switch value {
    case .null: ""
    case .boolean(let flag): flag ? "true" : "false"
    case .integer(let whole): String(whole)
    case .number(let real): "\(real)"
    case .string(let text): text
    case .array(let elements): elements.map(text).joined(separator: "; ")
    case .object(let members):
      members["name"]?.string ?? members["title"]?.string ?? members["text"]?.string ?? members["value"]?.string
        ?? String(decoding: value.bytes, as: UTF8.self)
    }
  }

  // OWASP, CSV injection: = + - @ and the like begin a formula; an apostrophe makes text of it. Numbers may keep their sign.
  static func cell(_ text: String) -> String {
    var safe = text
    if let first = text.unicodeScalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first), Double(text) == nil { safe = "'" + text }
    guard safe.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }
}
