import Foundation
import TestSupport

/// The built program serving on a free port, with a data folder of its own unless one is given.
final class RunningServer {
  let program: Program
  let data: String
  let port: Int
  private let folder: TemporaryFolder

  init(_ arguments: [String] = [], data: String? = nil, environment: [String: String] = [:], log: String = "none", passing: Int32? = nil)
    throws
  {
    folder = try TemporaryFolder()
    self.data = data ?? folder.file("data")
    program = try Program(
      ["serve", "--data", self.data, "--listen", "127.0.0.1:0", "--log-format", log] + arguments, environment: environment,
      passing: passing)
    port = try Self.port(in: program.line(with: "http"))
  }

  /// The port of the first URL in the line that `serve` prints.
  static func port(in line: String) throws -> Int {
    guard let match = line.firstMatch(of: /https?:\/\/127\.0\.0\.1:(\d+)/), let port = Int(match.1) else {
      throw TestFailure("no address in: \(line)")
    }
    return port
  }

  func token(_ scopes: String = "read,write,publish") throws -> String {
    let result = try Program.run(["token", "create", "desk", "--scope", scopes, "--data", data])
    guard result.status == 0 else { throw TestFailure("no token: \(result.errors)") }
    return result.output.trimmingCharacters(in: .newlines)
  }

  func client(token: String? = nil) -> HTTPClient { HTTPClient(port: port, token: token) }
}
