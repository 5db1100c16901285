import JSON

extension CommandTable {
  static let configCommand = Command(
    "config", "Print every setting with its value and where it came from, or check them.",
    flags: [
      Flag("check", "Say only whether the settings are right."),
      Flag("format", choices: ["text", "json"], standard: "text", "Form of the answer."),
    ],
    settings: Setting.all
  ) { invocation in
    let settings = try invocation.settings()
    if invocation.has("check") { return try Output.standard.write("The settings are right.\n") }
    let isJSON = invocation.value("format") == "json"
    try Output.standard.write(isJSON ? SettingListing.json(settings) : SettingListing.text(settings))
  }
}

/// The settings in force, for people or for programs.
enum SettingListing {
  static func text(_ settings: ResolvedSettings) -> String {
    let rows = Setting.all.map { setting in
      (setting.name, String(decoding: setting.show(settings.configuration).bytes, as: UTF8.self), settings.origin(of: setting).words)
    }
    let nameWidth = rows.map(\.0.count).max() ?? 0
    let valueWidth = rows.map(\.1.count).max() ?? 0
    return rows.map { pad($0.0, nameWidth) + "  " + pad($0.1, valueWidth) + "  " + $0.2 + "\n" }.joined()
  }

  static func json(_ settings: ResolvedSettings) -> String {
    var writer = JSONWriter()
    writer.object {
      for setting in Setting.all {
        $0.key(setting.name)
        $0.object {
          $0.key("value")
          $0.value(setting.show(settings.configuration))
          $0.key("origin")
          $0.string(settings.origin(of: setting).words)
        }
      }
    }
    return String(decoding: writer.bytes, as: UTF8.self) + "\n"
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}
