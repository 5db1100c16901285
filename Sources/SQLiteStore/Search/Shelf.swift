/// Rows that searches showed, as readers see them, for other searches to show again; good as long as the database is the same.
///
/// Confined to its connection.
struct Shelf {
  struct Row {
    /// Milliseconds since 1970.
    var changedAt: Int64
    var json: [UInt8]
  }

  private static let maxBytes = 4 << 20
  /// A good guess at what the table adds to each.
  private static let overheadBytes = 100

  private var version: Int64?
  private var rows: [Int64: Row] = [:]
  private var bytes = 0

  /// Forgets everything if the database is another than before, by `PRAGMA data_version` within the snapshot that is read.
  mutating func renew(for version: Int64) {
    guard version != self.version else { return }
    self.version = version
    clear()
  }

  /// The row at that position.
  subscript(_ position: Int64) -> Row? { rows[position] }

  mutating func keep(_ row: Row, at position: Int64) {
    let cost = row.json.count + Self.overheadBytes
    if bytes + cost > Self.maxBytes { clear() }
    bytes += cost
    rows[position] = row
  }

  private mutating func clear() {
    rows.removeAll(keepingCapacity: true)
    bytes = 0
  }
}
