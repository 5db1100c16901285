/// Prints the command table for people: all commands, or one with its options.
package struct Help: Sendable {
  /// Columns of a terminal that help is folded to.
  private static let width = 96
  private static let indent = 2
  /// A longer left column stands on its own line.
  private static let widestLeft = 38

  package var commands: [Command]

  package init(commands: [Command]) { self.commands = commands }

  package var overview: String {
    var lines = [
      "bulletin \(Tool.version): an association's news as an HTTP JSON API", "", "usage: bulletin COMMAND [OPTION]...", "", "commands:",
    ]
    lines += rows(commands.map { ($0.name, $0.summary) })
    lines += ["", "`bulletin COMMAND --help` explains one. Exit status: 0 done, 1 it failed, 2 wrong usage."]
    return lines.joined(separator: "\n") + "\n"
  }

  /// The README's table: a row a command, as a code block.
  package var synopses: String {
    commands.map { folded(["bulletin", $0.name] + synopsisParts(of: $0), first: "", hanging: 4).joined(separator: "\n") + "\n" }.joined()
  }

  package func page(of command: Command) -> String {
    var lines = folded(["bulletin", command.name] + synopsisParts(of: command), first: "usage: ", hanging: 9) + [""]
    lines += folded(command.summary.split(separator: " ").map(String.init), first: "", hanging: 0)
    for note in command.notes { lines += folded(note.split(separator: " ").map(String.init), first: "", hanging: 0) }
    if !command.operands.meaning.isEmpty {
      lines += ["", "operands:"] + rows([(command.operands.synopsis, command.operands.meaning)])
    }
    let settings = command.settings.isEmpty ? [] : [Command.config] + command.settings.map(\.flag)
    lines += ["", "options:"] + rows((command.flags + [Command.help]).map(row))
    if !settings.isEmpty { lines += ["", "settings (also in the environment and in a file, see the README):"] + rows(settings.map(row)) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A command that takes every setting shows the few that people give.
  private func synopsisParts(of command: Command) -> [String] {
    let operands = command.operands.synopsis.isEmpty ? [] : [command.operands.synopsis]
    let isWhole = command.settings.count == Setting.all.count
    let usual: Set = ["data", "listen", "tls-certificate", "tls-key"]
    let settings = command.settings.map(\.flag).filter { !isWhole || usual.contains($0.name) }
    let config = command.settings.isEmpty ? [] : [Command.config]
    return operands + (command.flags + settings + config).map(\.synopsis) + (isWhole ? ["[SETTING]..."] : [])
  }

  private func row(of flag: Flag) -> (String, String) {
    (flag.usage, flag.meaning + (flag.standard.map { " Default: \($0)." } ?? ""))
  }

  private func rows(_ pairs: [(left: String, right: String)]) -> [String] {
    let left = pairs.map(\.left.count).filter { $0 <= Self.widestLeft }.max() ?? Self.widestLeft
    let gap = String(repeating: " ", count: Self.indent)
    return pairs.flatMap { pair -> [String] in
      let words = pair.right.split(separator: " ").map(String.init)
      let hanging = left + 2 * Self.indent
      if pair.left.count > left {
        return [gap + pair.left] + folded(words, first: String(repeating: " ", count: hanging), hanging: hanging)
      }
      let padding = String(repeating: " ", count: left - pair.left.count)
      return folded(words, first: gap + pair.left + padding + gap, hanging: hanging)
    }
  }

  private func folded(_ words: [String], first: String, hanging: Int) -> [String] {
    var lines: [String] = []
    var line = first
    var isEmpty = true
    for word in words {
      if !isEmpty, line.count + 1 + word.count > Self.width {
        lines.append(line)
        line = String(repeating: " ", count: hanging)
        isEmpty = true
      }
      line += isEmpty ? word : " " + word
      isEmpty = false
    }
    return lines + [line]
  }
}
