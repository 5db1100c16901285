import Domain
import JSON

/// A field's value as the store holds it.
enum Cell: Equatable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  /// Text that already is JSON.
  case json([UInt8])
  /// A row of another table, what stands for it in JSON, and whether readers may know of it.
  case reference(seq: Int64, shown: String, isPublic: Bool)

  var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  var integer: Int64? {
    if case .integer(let whole) = self { whole } else { nil }
  }

  var referenced: Int64? {
    if case .reference(let seq, _, _) = self { seq } else { nil }
  }

  /// The parsed value of a JSON cell; an empty list for anything else.
  var elements: [JSONValue] { json?.array ?? [] }

  var json: JSONValue? {
    // What is stored was written by JSONWriter and checked by the table; were it damaged, the field shows as absent.
    if case .json(let bytes) = self { try? JSONReader().read(bytes) } else { nil }
  }

  var binding: Binding {
    switch self {
    case .null: .null
    case .integer(let whole): .integer(whole)
    case .real(let real): .real(real)
    case .text(let text): .text(text)
    case .json(let bytes): .utf8(bytes)
    case .reference(let seq, _, _): .integer(seq)
    }
  }

  func write(to writer: inout JSONWriter, _ kind: Field.Kind, _ viewer: Viewer) {
    switch (self, kind) {
    case (.null, _): writer.null()
    case (.integer(let milliseconds), .time): writer.string(Timestamp(milliseconds: milliseconds).text)
    case (.integer(let flag), .boolean): writer.boolean(flag != 0)
    case (.integer(let whole), _): writer.integer(whole)
    case (.real(let real), _): writer.number(real)
    case (.text(let text), _): writer.string(text)
    case (.json(let bytes), _): writer.raw(json: bytes)
    case (.reference(_, let shown, let isPublic), _):
      if isPublic || viewer.seesDrafts { writer.string(shown) } else { writer.null() }
    }
  }

  /// As a client may write it.
  func member(_ kind: Field.Kind) -> JSONValue {
    switch (self, kind) {
    case (.null, _): .null
    case (.integer(let milliseconds), .time): .string(Timestamp(milliseconds: milliseconds).text)
    case (.integer(let flag), .boolean): .boolean(flag != 0)
    case (.integer(let whole), _): .integer(whole)
    case (.real(let real), _): .number(real)
    case (.text(let text), _): .string(text)
    case (.json, _): json ?? .null
    case (.reference(_, let shown, _), _): .string(shown)
    }
  }
}
