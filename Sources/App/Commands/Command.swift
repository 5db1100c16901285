/// One command of `bulletin`: from it come its help, what parsing accepts, and what runs.
package struct Command: Sendable {
  /// What may stand after a command's name that is no option.
  package struct Operands: Sendable {
    /// As the synopsis shows it: `FILE|- ...`.
    package var synopsis: String
    package var count: ClosedRange<Int>
    package var meaning: String

    package init(_ synopsis: String, _ count: ClosedRange<Int>, _ meaning: String) {
      self.synopsis = synopsis
      self.count = count
      self.meaning = meaning
    }

    package static let none = Operands("", 0...0, "")
    /// As many as a command line holds.
    package static let many = 1_000_000
  }

  /// One word, or two: `token create`.
  package var name: String
  /// One line for the list of commands.
  package var summary: String
  package var operands: Operands
  package var flags: [Flag]
  /// The settings that may be given as options; `--config` comes with them.
  package var settings: [Setting]
  /// What a person should know besides, in whole sentences.
  package var notes: [String]
  package var run: @Sendable (Invocation) throws -> Void

  package init(
    _ name: String, _ summary: String, operands: Operands = .none, flags: [Flag] = [], settings: [Setting] = [], notes: [String] = [],
    run: @escaping @Sendable (Invocation) throws -> Void
  ) {
    self.name = name
    self.summary = summary
    self.operands = operands
    self.flags = flags
    self.settings = settings
    self.notes = notes
    self.run = run
  }

  /// Every option it takes, its own first.
  package var allFlags: [Flag] {
    let fromSettings = settings.isEmpty ? [] : [Self.config] + settings.map(\.flag)
    return flags + fromSettings + [Self.help]
  }

  package static let help = Flag("help", "Print this and end.")
  package static let config = Flag("config", takes: "FILE", "Read settings from this JSON5 file.")
}

/// A command with the values a person gave it.
package struct Invocation: Sendable {
  package var command: Command
  /// By option name without dashes; an option without a value has an empty one.
  package var values: [String: [String]]
  package var operands: [String]
  package var environment: [String: String]

  package init(command: Command, values: [String: [String]], operands: [String], environment: [String: String]) {
    self.command = command
    self.values = values
    self.operands = operands
    self.environment = environment
  }

  package func has(_ flag: String) -> Bool { values[flag] != nil }
  package func value(_ flag: String) -> String? { values[flag]?.last }

  /// The settings in force: options, then environment, then file, then defaults.
  package func settings() throws -> ResolvedSettings {
    let file = value("config") ?? environment[SettingSources.fileVariable]
    let sources = SettingSources(flags: values, environment: environment, file: file)
    return try sources.resolve()
  }
}
