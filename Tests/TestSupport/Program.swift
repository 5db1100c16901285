import Foundation

/// The built program as a child process: its two streams line by line, its end, and signals.
package final class Program: @unchecked Sendable {
  /// What a finished program left.
  package struct Result: Sendable {
    package var status: Int32
    package var output: String
    package var errors: String
  }

  /// Guards all below; broadcast when a stream grew or ended and when the process did.
  private let changed = NSCondition()
  private var output: [UInt8] = []
  private var errors: [UInt8] = []
  private var openStreams = 2
  private var status: Int32?
  private let process = Process()

  /// Where the tests' own program lies, `bulletin` lies too.
  package static var path: String {
    let own = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    var folder = own.deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appending(path: "bulletin").path
      var isFolder = ObjCBool(false)
      if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder), !isFolder.boolValue { return candidate }
      folder.deleteLastPathComponent()
    }
    return "bulletin"
  }

  /// Starts it with no variable of ours from outside.
  ///
  /// - Parameter passing: a listening socket that it gets as a service manager would pass it (sd_listen_fds(3)).
  package init(
    _ arguments: [String], environment: [String: String] = [:], input: [UInt8]? = nil, folder: String? = nil, passing listener: Int32? = nil
  ) throws {
    process.executableURL = URL(fileURLWithPath: listener == nil ? Self.path : "/bin/sh")
    process.arguments = listener == nil ? arguments : ["-c", Self.passListener, Self.path] + arguments
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("BULLETIN_") }.merging(environment) { $1 }
    let (outputPipe, errorPipe, inputPipe) = (Pipe(), Pipe(), Pipe())
    process.standardOutput = outputPipe
    process.standardError = errorPipe
    if let listener { process.standardInput = FileHandle(fileDescriptor: listener) } else { process.standardInput = inputPipe }
    process.terminationHandler = { [weak self] in self?.ended($0) }
    try process.run()
    follow(outputPipe.fileHandleForReading) { $0.output += $1 }
    follow(errorPipe.fileHandleForReading) { $0.errors += $1 }
    // A program that ended without reading is no fault here.
    if let input { try? inputPipe.fileHandleForWriting.write(contentsOf: Data(input)) }
    try inputPipe.fileHandleForWriting.close()
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  package var processIdentifier: Int32 { process.processIdentifier }

  package func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  /// The socket comes as standard input; the process number stays the same over `exec`.
  private static let passListener = "exec 3<&0 0</dev/null; export LISTEN_FDS=1 LISTEN_PID=$$; exec \"$0\" \"$@\""

  /// Runs it to its end.
  package static func run(
    _ arguments: [String], environment: [String: String] = [:], input: [UInt8]? = nil, folder: String? = nil
  ) throws -> Result {
    try Program(arguments, environment: environment, input: input, folder: folder).finish()
  }

  /// Waits for its end.
  package func finish(within seconds: Double = 120) throws -> Result {
    try wait(seconds, "the end of the program") { status != nil && openStreams == 0 ? status : nil }
    return changed.withLock { Result(status: status ?? -1, output: text(output), errors: text(errors)) }
  }

  /// Waits until standard output has a whole line that holds `words`, and returns the line.
  @discardableResult
  package func line(with words: String, within seconds: Double = 120) throws -> String {
    try wait(seconds, "\"\(words)\" on standard output") { line(of: output, with: words) }
  }

  /// The same of standard error: the `number`th line that holds `words`.
  @discardableResult
  package func errorLine(with words: String, number: Int = 1, within seconds: Double = 120) throws -> String {
    try wait(seconds, "\"\(words)\" on standard error") { line(of: errors, with: words, number: number) }
  }

  private func line(of stream: [UInt8], with words: String, number: Int = 1) -> String? {
    let lines = text(stream).split(separator: "\n", omittingEmptySubsequences: false).dropLast().filter { $0.contains(words) }
    return lines.count >= number ? String(lines[number - 1]) : nil
  }

  @discardableResult
  private func wait<Value>(_ seconds: Double, _ what: String, until find: () -> Value?) throws -> Value {
    let deadline = Date(timeIntervalSinceNow: seconds)
    changed.lock()
    defer { changed.unlock() }
    while true {
      if let value = find() { return value }
      let isOver = status != nil && openStreams == 0
      guard !isOver, changed.wait(until: deadline) else {
        throw TestFailure("waited in vain for \(what); standard output: \(text(output)) standard error: \(text(errors))")
      }
    }
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private func ended(_ process: Process) {
    changed.withLock {
      // As a shell says it: 128 and the signal.
      status = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
      changed.broadcast()
    }
  }

  /// Reads what is there, as it comes; Foundation's own reading waits for more.
  private func follow(_ handle: FileHandle, _ take: @escaping @Sendable (Program, [UInt8]) -> Void) {
    Thread.detachNewThread { [weak self] in
      var piece = [UInt8](repeating: 0, count: 64 << 10)
      while true {
        let count = read(handle.fileDescriptor, &piece, piece.count)
        if count <= 0 { break }
        let bytes = Array(piece[..<count])
        self?.grow { take($0, bytes) }
      }
      self?.grow { $0.openStreams -= 1 }
    }
  }

  private func grow(_ change: (Program) -> Void) {
    changed.withLock {
      change(self)
      changed.broadcast()
    }
  }
}
