import Foundation
import Server

/// What the command line asks for.
struct Options {
  enum Mode {
    case help
    case compare
    case fixed(SocketAddress)
  }

  static let usage = """
    benchmark [--bulletin FILE] [--seconds 2] [--rounds 3] [--connections 64] [--only TEXT]
      starts the server beside it with 10,000 invented articles, drives it, and sets each row beside nginx with the
      same bytes in files, or SQLite alone, on the same core in the same run; without nginx, beside a loop that
      sends the same bytes and understands nothing
    benchmark --fixed HOST:PORT
      serves fixed answers from memory, to be driven by another tool
    """

  var mode = Mode.compare
  /// The server's binary; beside our own unless said otherwise.
  var bulletin = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "bulletin")
  var seconds = 2.0
  var rounds = 3
  var connections = 64
  var only = ""

  init(_ arguments: ArraySlice<String>) throws {
    var rest = arguments
    while let name = rest.popFirst() {
      if name == "--help" {
        mode = .help
        return
      }
      guard let value = rest.popFirst() else { throw BenchmarkError("\(name) needs a value\n\(Self.usage)") }
      try take(name, value)
    }
  }

  private mutating func take(_ name: String, _ value: String) throws {
    switch (name, Double(value), SocketAddress(value)) {
    case ("--bulletin", _, _): bulletin = URL(filePath: value)
    case ("--only", _, _): only = value
    case ("--seconds", .some(let number), _) where number > 0: seconds = number
    case ("--rounds", .some(let number), _) where number >= 1: rounds = Int(number)
    case ("--connections", .some(let number), _) where number >= 1: connections = Int(number)
    case ("--fixed", _, .some(let address)): mode = .fixed(address)
    default: throw BenchmarkError("\(name) \(value) is not understood\n\(Self.usage)")
    }
  }
}
