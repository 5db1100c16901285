import CEpoll
import Foundation
import Server

/// The server that is measured: the product's own binary as a process of its own, pinned to one core.
final class Subject {
  private static let patienceSeconds = 20.0

  let address: SocketAddress
  let startSeconds: Double
  private let process = Process()
  private let leftover: Int

  /// Starts `bulletin serve` on that folder with its rates lifted and one loop, and waits for its first answer.
  init(binary: URL, data: URL, core: Int32) throws {
    process.executableURL = binary
    process.arguments = ["serve", "--data", data.path, "--listen", "127.0.0.1:0"]
    process.environment = ProcessInfo.processInfo.environment.merging(Self.settings) { $1 }
    let output = Pipe()
    process.standardOutput = output
    // A child begins on the cores of the thread that starts it.
    bulletin_pin_thread(core)
    let begun = Date()
    try process.run()
    leftover = Leftovers.all.note(process)
    address = try Self.address(in: output.fileHandleForReading)
    _ = try Fetch.bytes(Row.get("/health/live"), from: address)
    startSeconds = Date().timeIntervalSince(begun)
  }

  private static let settings = [
    "BULLETIN_RATE_LIMIT": "false", "BULLETIN_CONNECTIONS_PER_ADDRESS": "0", "BULLETIN_REQUESTS_PER_CONNECTION": "0",
    "BULLETIN_LOG_FORMAT": "none", "BULLETIN_EVENT_LOOPS": "1",
    "BULLETIN_MAX_CONNECTIONS": String(IdleConnections.most + 100),
  ]

  /// Makes a token that may post and publish.
  static func token(binary: URL, data: URL) throws -> String {
    let process = Process()
    process.executableURL = binary
    process.arguments = ["token", "create", "benchmark", "--scope", "read,write,publish", "--data", data.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard let token = text.split(whereSeparator: \.isWhitespace).first(where: { $0.hasPrefix("blt_") }) else {
      throw BenchmarkError("no token was made: \(text)")
    }
    return String(token)
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
    Leftovers.all.forget(leftover)
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
  var residentMegabytes: Double? { process.residentMegabytes }
}

extension Process {
  /// Its resident memory in megabytes; nil where the system does not say.
  var residentMegabytes: Double? { Self.residentMegabytes(of: processIdentifier) }

  static func residentMegabytes(of process: Int32) -> Double? {
    // Only Linux has the file, and a figure that is missing is shown as such.
    guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8) else { return nil }
    guard let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") }) else { return nil }
    let kilobytes = line.split(separator: " ").compactMap { Double($0) }.first
    return kilobytes.map { $0 / 1_024 }
  }

  /// The processes that a process has begun and not ended.
  static func children(of process: Int32) -> [Int32] {
    // Only Linux has the file.
    let text = (try? String(contentsOfFile: "/proc/\(process)/task/\(process)/children", encoding: .utf8)) ?? ""
    return text.split(separator: " ").compactMap { Int32($0) }
  }
}
