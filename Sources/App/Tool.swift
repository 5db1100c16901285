/// The program `bulletin`: picks the command, runs it, and turns what went wrong into a sentence and a status.
package enum Tool {
  package static let version = "1.0.0"

  /// Runs one command line (without the program's name). Returns the exit status: 0 done, 1 failed, 2 wrong usage.
  package static func run(arguments: [String], environment: [String: String]) -> Int32 {
    do {
      switch try CommandLineParser(commands: CommandTable.all).parse(arguments) {
      case .help(let text):
        try Output.standard.write(text)
      case .command(let command, let values, let operands):
        try command.run(Invocation(command: command, values: values, operands: operands, environment: environment))
      }
      return Failure.Status.done.rawValue
    } catch {
      let failure = Failure(error)
      Output.error.complain("bulletin: \(failure.sentence)")
      return failure.status.rawValue
    }
  }
}
