import Foundation
import Synchronization

/// A few threads for what may block: the pieces of pulled bodies. Jobs are begun in the order in which they came.
final class Workers: Sendable {
  private static let stackBytes = 1 << 20

  private let count: Int
  private let queue = Mutex<[@Sendable () -> Void]>([])
  private let arrivals = DispatchSemaphore(value: 0)
  private let hasStarted = Atomic(false)

  init(count: Int) {
    self.count = count
  }

  /// Queues a job; the threads are started by the first one.
  func run(_ job: @escaping @Sendable () -> Void) {
    if !hasStarted.exchange(true, ordering: .relaxed) { start() }
    queue.withLock { $0.append(job) }
    arrivals.signal()
  }

  /// Lets the threads end after the jobs that are queued.
  func close() {
    for _ in 0..<count { arrivals.signal() }
  }

  private func start() {
    for number in 0..<count {
      let thread = Thread { self.work() }
      thread.name = "body \(number)"
      thread.stackSize = Self.stackBytes
      thread.start()
    }
  }

  private func work() {
    while true {
      arrivals.wait()
      guard let job = take() else { return }
      job()
    }
  }

  private func take() -> (@Sendable () -> Void)? {
    queue.withLock { $0.isEmpty ? nil : $0.removeFirst() }
  }
}
