import JSON

/// The settings of a JSON5 file, by name, not yet held against the table.
struct ConfigurationFile {
  private static let maxBytes = 1 << 20

  let members: [String: JSONValue]

  init(path: String) throws(Failure) {
    let text = try TextFile.read(path, maxBytes: Self.maxBytes)
    do throws(JSON5Reader.Fault) {
      guard let object = try JSON5Reader.read(text).object else {
        throw JSON5Reader.Fault(reason: "one object, { … }, is needed", line: 1, column: 1)
      }
      members = object
    } catch {
      throw .failed("\(path), line \(error.line), column \(error.column): \(error.reason).")
    }
  }
}
