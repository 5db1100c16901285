import CEpoll
import Foundation
import Server

/// The server that is measured: the product's own binary as a process of its own, pinned to one core.
final class Subject {
  private static let patienceSeconds = 20.0

  let address: SocketAddress
  let startSeconds: Double
  private let process = Process()

  /// Starts `bulletin serve --demo` with its rates lifted, and waits for the line that says where it listens.
  init(binary: URL, core: Int32) throws {
    process.executableURL = binary
    process.arguments = ["serve", "--demo", "--listen", "127.0.0.1:0"]
    var environment = ProcessInfo.processInfo.environment
    for (name, value) in ["RATE_LIMIT": "false", "CONNECTIONS_PER_ADDRESS": "0", "REQUESTS_PER_CONNECTION": "0", "LOG_FORMAT": "none"] {
      environment["BULLETIN_" + name] = value
    }
    process.environment = environment
    let output = Pipe()
    process.standardOutput = output
    // A child begins on the cores of the thread that starts it.
    bulletin_pin_thread(core)
    let begun = Date()
    try process.run()
    address = try Self.address(in: output.fileHandleForReading)
    startSeconds = Date().timeIntervalSince(begun)
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }

  private static func address(in output: FileHandle) throws -> SocketAddress {
    var text = ""
    let deadline = Date().addingTimeInterval(patienceSeconds)
    while Date() < deadline {
      let data = output.availableData
      guard !data.isEmpty else { break }
      text += String(decoding: data, as: UTF8.self)
      if let range = text.firstRange(of: /http:\/\/([0-9.]+:[0-9]+)/), let address = SocketAddress(String(text[range].dropFirst(7))) {
        return address
      }
    }
    throw BenchmarkError("the server said no address: \(text)")
  }

  /// Resident memory in megabytes; nil where the system does not say.
  var residentMegabytes: Double? {
    // Only Linux has the file, and a figure that is missing is shown as such.
    guard let status = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8) else { return nil }
    guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") }) else { return nil }
    let kilobytes = line.split(separator: " ").compactMap { Double($0) }.first
    return kilobytes.map { $0 / 1_024 }
  }
}
