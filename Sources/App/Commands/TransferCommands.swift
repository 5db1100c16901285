import Domain
import Foundation
import SQLiteStore

extension CommandTable {
  /// A line holds one record with its body.
  private static let maxImportBytes = 1 << 30

  static let exportCommand = Command(
    "export", "Write every record as one line of JSON, drafts too.",
    operands: .init("[FILE]", 0...1, "A new file. Default: standard output."), settings: storeSettings
  ) { invocation in
    let store = try invocation.settings().configuration.openExistingStore()
    guard let path = invocation.operands.first, path != "-" else {
      return try store.export { try Output.standard.write(bytes: $0) }
    }
    let count = try NewFile.write(path) { file in
      var count = 0
      try store.export {
        try file.write(bytes: $0)
        count += 1
      }
      return count
    }
    try Output.standard.write("exported \(count) records to \(path)\n")
  }

  static let importCommand = Command(
    "import", "Take the records of an export; what is here already stays as it is.",
    operands: .init("FILE", 1...1, "A file that `bulletin export` made; - reads standard input."), settings: storeSettings
  ) { invocation in
    let lines = try TextFile.bytes(invocation.operands[0], maxBytes: maxImportBytes).split(separator: UInt8(ascii: "\n"))
    guard !lines.isEmpty else { throw Failure.failed("\(invocation.operands[0]) is empty.") }
    let store = try invocation.settings().configuration.openStore()
    let progress = Progress("Importing")
    defer { progress.end() }
    var taken = 0
    for (index, line) in lines.enumerated() {
      progress.report(index, of: lines.count)
      do {
        taken += try store.importLine(Array(line), by: .commandLine) ? 1 : 0
      } catch let error as BulletinError {
        throw Failure.failed(
          "Line \(index + 1) of \(invocation.operands[0]): \(Failure(error).sentence) \(taken) records before it were taken.")
      }
    }
    progress.end()
    try Output.standard.write("imported \(taken) records, \(lines.count - taken) were here already\n")
  }
}

/// A file that must not be there yet, and is not left behind half-written.
enum NewFile {
  private static let mode: mode_t = 0o600

  static func write<Value>(_ path: String, _ body: (Output) throws -> Value) throws -> Value {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw Failure.failed("\(path) cannot be made: \(Failure.systemReason()).") }
    defer { close(descriptor) }
    do {
      let value = try body(Output(descriptor: descriptor))
      guard fsync(descriptor) == 0 else { throw Failure.failed("\(path) cannot be written: \(Failure.systemReason()).") }
      return value
    } catch {
      unlink(path)
      throw error
    }
  }
}
