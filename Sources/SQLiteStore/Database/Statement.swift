import CSQLite

/// A value to bind.
package enum Binding: Sendable, Equatable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  /// Text that already is UTF-8.
  case utf8([UInt8])
  case blob([UInt8])

  static func optional(_ text: String?) -> Binding { text.map(Binding.text) ?? .null }
  static func optional(_ value: Int64?) -> Binding { value.map(Binding.integer) ?? .null }
  static func boolean(_ flag: Bool) -> Binding { .integer(flag ? 1 : 0) }
}

/// One prepared statement, finalized with its last reference. Confined to its connection.
final class Statement {
  let handle: OpaquePointer
  private unowned let connection: Connection

  init(handle: OpaquePointer, connection: Connection) {
    self.handle = handle
    self.connection = connection
  }

  deinit { sqlite3_finalize(handle) }

  /// Binds the parameters from that index on.
  func bind(_ values: [Binding], from first: Int32 = 1) throws(SQLiteFailure) {
    for index in values.indices { try bind(values[index], at: first + Int32(index)) }
  }

  /// The first parameter has the index 1.
  func bind(_ value: Binding, at index: Int32) throws(SQLiteFailure) {
    let code =
      switch value {
      case .null: sqlite3_bind_null(handle, index)
      case .integer(let whole): sqlite3_bind_int64(handle, index, whole)
      case .real(let real): sqlite3_bind_double(handle, index, real)
      case .text(let text): Self.bind(text, to: handle, at: index)
      case .utf8(let bytes): bytes.withUnsafeBytes { Self.bind(utf8: $0, to: handle, at: index) }
      case .blob(let bytes): bytes.withUnsafeBytes { bulletin_bind_blob(handle, index, $0.baseAddress ?? Self.empty, Int32($0.count)) }
      }
    guard code == SQLITE_OK else { throw connection.failure(code) }
  }

  /// True while there is a row to read.
  func step() throws(SQLiteFailure) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw connection.failure(code)
    }
  }

  /// Makes it ready to run again; what went wrong in the run was reported by `step`.
  func reset() {
    sqlite3_reset(handle)
  }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }
  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }
  func real(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }
  func optionalInteger(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }

  func text(_ column: Int32) -> String { String(decoding: utf8(column), as: UTF8.self) }
  func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

  /// The bytes of a text column; good until the next step.
  func utf8(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
    let start = sqlite3_column_text(handle, column)
    return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column)))
  }

  func optionalUTF8(_ column: Int32) -> UnsafeBufferPointer<UInt8>? { isNull(column) ? nil : utf8(column) }

  func blob(_ column: Int32) -> [UInt8] {
    let start = sqlite3_column_blob(handle, column)
    return [UInt8](UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, column))))
  }

  // An empty blob needs an address, as a null one would bind NULL.
  nonisolated(unsafe) private static let empty = UnsafeRawPointer(bitPattern: 1)  // never read: its length is 0

  private static func bind(_ text: String, to handle: OpaquePointer, at index: Int32) -> Int32 {
    var copy = text
    return copy.withUTF8 { bind(utf8: UnsafeRawBufferPointer($0), to: handle, at: index) }
  }

  private static func bind(utf8 text: UnsafeRawBufferPointer, to handle: OpaquePointer, at index: Int32) -> Int32 {
    bulletin_bind_text(handle, index, text.baseAddress?.assumingMemoryBound(to: CChar.self) ?? emptyText, Int32(text.count))
  }

  nonisolated(unsafe) private static let emptyText = UnsafePointer<CChar>(bitPattern: 1)  // never read: its length is 0
}

extension Statement {
  enum ColumnType { case integer, real, text, null }

  func columnType(_ column: Int32) -> ColumnType {
    switch sqlite3_column_type(handle, column) {
    case SQLITE_INTEGER: .integer
    case SQLITE_FLOAT: .real
    case SQLITE_TEXT: .text
    default: .null
    }
  }
}
