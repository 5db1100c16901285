import Dispatch
import Synchronization

/// Runs what may take long, off the loops: answers on one thread, imports on another, so that neither waits for a loop or
/// makes one wait.
final class Workers: Sendable {
  /// Answers that may wait for the thread; more are refused.
  private static let maxWaiting = 64

  private let answers = DispatchQueue(label: "bulletin.api.answers")
  private let imports = DispatchQueue(label: "bulletin.api.imports")
  private let waiting = Atomic<Int>(0)

  /// False, and nothing done, where too many wait already.
  func answer(_ work: @escaping @Sendable () -> Void) -> Bool {
    guard waiting.wrappingAdd(1, ordering: .relaxed).newValue <= Self.maxWaiting else {
      waiting.wrappingSubtract(1, ordering: .relaxed)
      return false
    }
    answers.async { [self] in
      work()
      waiting.wrappingSubtract(1, ordering: .relaxed)
    }
    return true
  }

  func importing(_ work: @escaping @Sendable () -> Void) { imports.async(execute: work) }
}
