/// The row that the caches of every process are held against, as one transaction leaves it: read when it is first needed,
/// written once at the end. Confined to the writer's queue.
final class PublicationRow {
  private let connection: Connection
  private var standing: Standing?

  private struct Standing {
    var generation: Int64
    /// Milliseconds since 1970.
    var changedAt: Int64
    var lastPosition: Int64
  }

  init(_ connection: Connection) { self.connection = connection }

  /// The next number in the order of publication.
  func nextPosition() throws -> Int64 {
    var row = try read()
    row.lastPosition += 1
    standing = row
    return row.lastPosition
  }

  /// Writes what has become of it; gives the new generation if what readers see has changed.
  func write(isChanged: Bool, now: Int64) throws -> (generation: UInt64, changedAt: Int64)? {
    guard isChanged || standing != nil else { return nil }
    var row = try read()
    if isChanged {
      row.generation += 1
      row.changedAt = max(row.changedAt + 1, now)
    }
    try connection.run(
      """
      UPDATE publication
      SET generation = ?, changed_at = ?, last_position = ?
      """, [.integer(row.generation), .integer(row.changedAt), .integer(row.lastPosition)])
    return isChanged ? (UInt64(clamping: row.generation), row.changedAt) : nil
  }

  private func read() throws -> Standing {
    if let standing { return standing }
    let row = try connection.first("SELECT generation, changed_at, last_position FROM publication") {
      Standing(generation: $0.integer(0), changedAt: $0.integer(1), lastPosition: $0.integer(2))
    }
    return row ?? Standing(generation: 0, changedAt: 0, lastPosition: 0)
  }
}
