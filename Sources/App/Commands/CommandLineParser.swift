import Domain

/// Reads a command line against the command table: options anywhere, `--name value` or `--name=value`, `--` ends them.
package struct CommandLineParser: Sendable {
  package enum Outcome: Sendable {
    case help(String)
    case command(Command, values: [String: [String]], operands: [String])
  }

  /// An option as it was typed; `value` is nil where none was given.
  private struct Typed {
    var name: String
    var value: String?
  }

  package var commands: [Command]

  package init(commands: [Command]) { self.commands = commands }

  package func parse(_ arguments: [String]) throws(Failure) -> Outcome {
    if arguments.isEmpty { return .help(Help(commands: commands).overview) }
    var words: [String] = []
    var typed: [Typed] = []
    split(arguments, words: &words, typed: &typed)
    if words.isEmpty { return try parseWithoutCommand(typed) }
    let isHelpWanted = typed.contains { $0.name == Command.help.name }
    if words[0] == "help", !(isHelpWanted && words.count == 1) { return .help(try help(for: Array(words.dropFirst()))) }
    guard let command = command(of: words) else {
      if isHelpWanted { return .help(try help(for: [words[0]])) }
      throw unknownCommand(words)
    }
    if isHelpWanted { return .help(Help(commands: commands).page(of: command)) }
    let operands = Array(words.dropFirst(command.name.split(separator: " ").count))
    let values = try values(of: typed, for: command)
    try check(operands, of: command)
    return .command(command, values: values, operands: operands)
  }

  // MARK: - Words and options apart

  /// An option's name tells whether a value follows; the table's test holds that no name is used both ways.
  private func split(_ arguments: [String], words: inout [String], typed: inout [Typed]) {
    let takesValue = Set(commands.flatMap(\.allFlags).filter { $0.value != nil }.map(\.name))
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == "--" {
        words += rest
        return
      }
      guard argument.hasPrefix("-"), argument != "-" else {
        words.append(argument)
        continue
      }
      var option = read(argument)
      if option.value == nil, takesValue.contains(option.name), let next = rest.first, !next.hasPrefix("--") {
        option.value = rest.removeFirst()
      }
      typed.append(option)
    }
  }

  private func read(_ argument: String) -> Typed {
    if argument == "-h" { return Typed(name: Command.help.name, value: nil) }
    // There are no short options: the hyphen stays, so that the name is none of ours.
    let body = argument.hasPrefix("--") ? argument.dropFirst(2) : argument[...]
    guard let sign = body.firstIndex(of: "=") else { return Typed(name: String(body), value: nil) }
    return Typed(name: String(body[..<sign]), value: String(body[body.index(after: sign)...]))
  }

  private func parseWithoutCommand(_ typed: [Typed]) throws(Failure) -> Outcome {
    let names = typed.map(\.name)
    if names.isEmpty || names.contains(Command.help.name) { return .help(Help(commands: commands).overview) }
    if names == ["version"], let version = commands.first(where: { $0.name == "version" }) {
      return .command(version, values: [:], operands: [])
    }
    throw .usage("No command was given; `bulletin --help` lists them.")
  }

  // MARK: - The command

  private func command(of words: [String]) -> Command? {
    for length in [2, 1] where words.count >= length {
      let name = words.prefix(length).joined(separator: " ")
      if let command = commands.first(where: { $0.name == name }) { return command }
    }
    return nil
  }

  private func help(for words: [String]) throws(Failure) -> String {
    let help = Help(commands: commands)
    if words.isEmpty { return help.overview }
    let name = words.joined(separator: " ")
    let matches = commands.filter { $0.name == name || $0.name.hasPrefix(name + " ") }
    guard !matches.isEmpty else { throw unknownCommand(words) }
    return matches.map(help.page).joined(separator: "\n")
  }

  private func unknownCommand(_ words: [String]) -> Failure {
    let ofGroup = commands.map(\.name).filter { $0.hasPrefix(words[0] + " ") }
    guard ofGroup.isEmpty else {
      let choices = ofGroup.map { $0.dropFirst(words[0].count + 1) }.joined(separator: ", ")
      guard words.count > 1 else { return .usage("`bulletin \(words[0])` needs one of: \(choices).") }
      let nearest = NearestName.nearest(to: words.prefix(2).joined(separator: " "), among: ofGroup) ?? choices
      return .usage("`bulletin \(words[0])` has no \"\(words[1])\"; did you mean `bulletin \(nearest)`?")
    }
    let names = commands.map { String($0.name.prefix { $0 != " " }) }
    let nearest = NearestName.nearest(to: words[0], among: names) ?? "help"
    return .usage("There is no command \"\(words[0])\"; did you mean `bulletin \(nearest)`?")
  }

  // MARK: - Values and operands

  private func values(of typed: [Typed], for command: Command) throws(Failure) -> [String: [String]] {
    var values: [String: [String]] = [:]
    for option in typed {
      guard let flag = command.allFlags.first(where: { $0.name == option.name }) else { throw unknownOption(option, of: command) }
      if values[flag.name] != nil, !flag.repeats { throw .usage("The option --\(flag.name) is given twice.") }
      values[flag.name, default: []].append(try value(of: option, for: flag))
    }
    for flag in command.flags where flag.isRequired && values[flag.name] == nil {
      throw .usage("`bulletin \(command.name)` needs \(flag.usage).")
    }
    return values
  }

  private func value(of option: Typed, for flag: Flag) throws(Failure) -> String {
    guard let shape = flag.value else {
      guard option.value == nil else { throw .usage("The option --\(flag.name) takes no value.") }
      return ""
    }
    guard let value = option.value, !value.isEmpty else {
      throw .usage("The option --\(flag.name) needs a value: --\(flag.name) \(shape).")
    }
    if let choices = flag.choices, !choices.contains(value) {
      let nearest = NearestName.nearest(to: value, among: choices) ?? shape
      throw .usage("--\(flag.name) is \(choices.joined(separator: " or ")), not \"\(value)\"; did you mean \(nearest)?")
    }
    return value
  }

  private func unknownOption(_ option: Typed, of command: Command) -> Failure {
    let dashes = option.name.hasPrefix("-") ? "" : "--"
    let nearest = NearestName.nearest(to: String(option.name.trimmingPrefix("-")), among: command.allFlags.map(\.name)) ?? Command.help.name
    return .usage("`bulletin \(command.name)` has no option \(dashes)\(option.name); did you mean --\(nearest)?")
  }

  private func check(_ operands: [String], of command: Command) throws(Failure) {
    let wanted = command.operands
    if operands.count < wanted.count.lowerBound {
      throw .usage("`bulletin \(command.name)` needs \(wanted.synopsis): \(wanted.meaning)")
    }
    guard operands.count > wanted.count.upperBound else { return }
    let extra = operands[wanted.count.upperBound]
    throw .usage(
      "`bulletin \(command.name)` does not know what to do with \"\(extra)\"; it takes \(wanted.synopsis.isEmpty ? "no operands" : wanted.synopsis)."
    )
  }
}
