import Foundation

/// One of the standard streams, written whole and without a buffer.
package struct Output: Sendable {
  package static let standard = Output(descriptor: STDOUT_FILENO)
  package static let error = Output(descriptor: STDERR_FILENO)

  let descriptor: Int32

  /// True on a terminal, where progress may be shown.
  package var isTerminal: Bool { isatty(descriptor) == 1 }

  package func write(_ text: String) throws(Failure) {
    try write(bytes: Array(text.utf8))
  }

  package func write(bytes: [UInt8]) throws(Failure) {
    guard let reason = attempt(bytes) else { return }
    throw .failed("The answer could not be written: \(reason).")
  }

  /// Writes a line that has nowhere else to go: a failure to write it is lost, for there is nobody left to tell.
  package func complain(_ line: String) {
    writeIgnoringFailure(Array((line + "\n").utf8))
  }

  func writeIgnoringFailure(_ bytes: [UInt8]) {
    _ = attempt(bytes)
  }

  /// Returns what the system said if not all could be written.
  private func attempt(_ bytes: [UInt8]) -> String? {
    var start = 0
    while start < bytes.count {
      let written = bytes[start...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written > 0 { start += written } else if errno != EINTR { return Failure.systemReason() }
    }
    return nil
  }
}
