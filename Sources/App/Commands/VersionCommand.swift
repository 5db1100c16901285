extension CommandTable {
  static let versionCommand = Command("version", "Print the program's version.") { _ in
    try Output.standard.write("bulletin \(Tool.version)\n")
  }
}
