import Domain
import SQLiteStore

extension CommandTable {
  static let backupCommand = Command(
    "backup", "Copy the database to a new file while a server may be running, and check the copy.",
    operands: .init("FILE", 1...1, "The copy; it must not be there yet."), settings: storeSettings,
    notes: ["Copy `pepper` and `media/` of the data folder too: without the pepper no token counts."]
  ) { invocation in
    let store = try invocation.settings().configuration.openExistingStore()
    let progress = Progress("Copying")
    defer { progress.end() }
    try store.backUp(to: invocation.operands[0]) { progress.report(share: $0) }
    progress.end()
    try Output.standard.write("backed up to \(invocation.operands[0])\n")
  }

  static let restoreCommand = Command(
    "restore", "Put a backup in the place of the database; no server may be running on it.",
    operands: .init("FILE", 1...1, "A file that `bulletin backup` made."),
    flags: [Flag("force", "Replace a database that is there.")], settings: storeSettings,
    notes: ["The file is checked first. A file that is damaged, or from a newer version, changes nothing."]
  ) { invocation in
    let folder = try invocation.settings().configuration.folder
    try SQLiteRepository.restore(invocation.operands[0], into: folder, replacing: invocation.has("force"))
    try Output.standard.write("restored \(folder.database) from \(invocation.operands[0])\n")
  }

  static let checkCommand = Command(
    "check", "Look through the whole database: pages, references, search index, audit chain.", settings: storeSettings
  ) { invocation in
    let findings = try invocation.settings().configuration.openExistingStore().checkIntegrity()
    for finding in findings {
      let verdict = finding.problems.isEmpty ? "ok" : finding.problems.joined(separator: "; ")
      try Output.standard.write("\(finding.name): \(verdict)\n")
    }
    let problems = findings.reduce(0) { $0 + $1.problems.count }
    guard problems == 0 else { throw Failure.failed("The check found \(problems) problems; restore a backup.") }
  }

  static let migrateCommand = Command(
    "migrate", "Bring the database up to the schema of this program; `serve` does so too.",
    flags: [Flag("status", "Print how far the database is, and change nothing.")], settings: storeSettings
  ) { invocation in
    let configuration = try invocation.settings().configuration
    let standing = try SQLiteRepository.standing(of: configuration.folder)
    guard !invocation.has("status") else {
      let pending = standing.pending.map { "pending: \($0)\n" }.joined()
      return try Output.standard.write("applied: \(standing.applied) of \(standing.applied + standing.pending.count)\n" + pending)
    }
    _ = try configuration.openStore()
    try Output.standard.write(standing.pending.map { "applied: \($0)\n" }.joined())
    if standing.pending.isEmpty { try Output.standard.write("The schema is current.\n") }
  }
}
