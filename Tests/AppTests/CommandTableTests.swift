import App
import Testing

struct CommandTableTests {
  @Test func `no two commands share a name`() {
    #expect(Set(CommandTable.all.map(\.name)).count == CommandTable.all.count)
  }

  @Test(arguments: CommandTable.all.map(\.name))
  func `help documents every option of a command`(name: String) throws {
    guard
      case .help(let page) = try CommandLineParser(commands: CommandTable.all).parse(
        name.split(separator: " ").map(String.init) + ["--help"])
    else { throw Unexpected() }
    let command = try #require(CommandTable.all.first { $0.name == name })
    #expect(page.hasPrefix("usage: bulletin \(name)"))
    #expect(page.contains(command.summary.prefix(20)))
    for flag in command.allFlags {
      #expect(page.contains("  " + flag.usage), "\(name) hides --\(flag.name)")
      #expect(flag.meaning.hasSuffix("."), "--\(flag.name) is no sentence: \(flag.meaning)")
    }
  }

  @Test func `the overview lists every command`() throws {
    for arguments in [[], ["help"], ["--help"], ["-h"]] {
      guard case .help(let overview) = try CommandLineParser(commands: CommandTable.all).parse(arguments) else { throw Unexpected() }
      for command in CommandTable.all { #expect(overview.contains("  \(command.name) "), "\(command.name)") }
    }
  }

  /// Options are read before the command is known, so a name must mean the same everywhere.
  @Test func `an option takes a value in every command or in none`() {
    let flags = Dictionary(grouping: CommandTable.all.flatMap(\.allFlags), by: \.name)
    for (name, uses) in flags { #expect(Set(uses.map { $0.value != nil }).count == 1, "--\(name)") }
  }

}

struct Unexpected: Error {}
