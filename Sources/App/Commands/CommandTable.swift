/// THE table of commands, in the order in which help lists them.
package enum CommandTable {
  package static let all: [Command] = [
    serveCommand, ingestCommand, publishCommand, searchCommand, tokenCreateCommand, tokenListCommand, tokenRevokeCommand, backupCommand,
    restoreCommand,
    checkCommand, migrateCommand, exportCommand, importCommand, openAPICommand,
    configCommand, healthcheckCommand, versionCommand, helpCommand,
  ]

  /// Settings of every command that opens the data folder.
  static let storeSettings: [Setting] = [Setting.data] + ["busy_timeout", "query_timeout"].compactMap(Setting.named)

  private static let helpCommand = Command(
    "help", "Print what a command does and takes.", operands: .init("[COMMAND]", 0...2, "The command to explain.")
  ) { _ in }
}
