import Dispatch
import Foundation
import JSON
import Synchronization

/// Writes the log to standard error, a line an event, whole lines only; a slow reader of the log never holds up a request.
///
/// Lines wait in one bounded buffer that a serial queue empties; what does not fit is dropped and counted in the log.
package final class Log: Sendable {
  package enum Form: String, Sendable, CaseIterable {
    case json, text, none
  }

  package enum Level: String, Sendable {
    case info, warning, error
  }

  private struct Waiting {
    var bytes: [UInt8] = []
    var dropped = 0
    var isBeingWritten = false
  }

  /// Bytes that wait for a slow reader of the log at most.
  private static let maxWaitingBytes = 1 << 20

  package let form: Form
  private let descriptor: Int32
  private let waiting = Mutex(Waiting())
  private let writer = DispatchQueue(label: "log")

  package init(form: Form, descriptor: Int32 = STDERR_FILENO) {
    self.form = form
    self.descriptor = descriptor
  }

  /// Logs something that happened to the program itself.
  package func event(_ level: Level, _ message: String, _ members: [(String, JSONValue)] = []) {
    guard form != .none else { return }
    let head: [(String, JSONValue)] = [
      ("time", .string(MillisecondClock.text)), ("level", .string(level.rawValue)), ("message", .string(message)),
    ]
    write(head + members)
  }

  /// Logs members in their order; `form` decides how they look.
  package func write(_ members: [(String, JSONValue)]) {
    switch form {
    case .none: return
    case .json: append(LogLine.json(members))
    case .text: append(LogLine.text(members))
    }
  }

  /// Waits until all that was logged so far is written.
  package func flush() {
    writer.sync {}
    drain()
  }

  private func append(_ line: [UInt8]) {
    let mustWake = waiting.withLock { waiting in
      guard waiting.bytes.count + line.count <= Self.maxWaitingBytes else {
        waiting.dropped += 1
        return false
      }
      waiting.bytes += line
      defer { waiting.isBeingWritten = true }
      return !waiting.isBeingWritten
    }
    if mustWake { writer.async { self.drain() } }
  }

  private func drain() {
    while let bytes = takeWaiting() {
      // Nobody is left to tell where standard error is closed or full.
      Output(descriptor: descriptor).writeIgnoringFailure(bytes)
    }
  }

  private func takeWaiting() -> [UInt8]? {
    waiting.withLock { waiting in
      guard !waiting.bytes.isEmpty else {
        waiting.isBeingWritten = false
        return nil
      }
      var bytes: [UInt8] = []
      swap(&bytes, &waiting.bytes)
      if waiting.dropped > 0 {
        let note: [(String, JSONValue)] = [("message", .string("log lines dropped")), ("lines", .integer(Int64(waiting.dropped)))]
        bytes += form == .json ? LogLine.json(note) : LogLine.text(note)
        waiting.dropped = 0
      }
      return bytes
    }
  }
}
