import Dispatch
import Synchronization

/// Wakes those who wait for a change of public data. Looks ten times a second while somebody waits, and not otherwise.
final class ChangeWatch: Sendable {
  private static let interval = DispatchTimeInterval.milliseconds(100)
  private static let maxWaiters = 1_000

  private struct Waiter {
    var generation: UInt64
    var deadline: DispatchTime
    var wake: @Sendable () -> Void
  }

  private struct State {
    var waiters: [Waiter] = []
    var isLooking = false
  }

  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "bulletin.api.changes")
  private let generation: @Sendable () -> UInt64

  init(generation: @escaping @Sendable () -> UInt64) { self.generation = generation }

  /// Calls `wake` once, on a thread of its own: at the first change after that generation, or when the time is over.
  /// False, and no call, where too many wait already.
  func wait(since generation: UInt64, seconds: Int64, _ wake: @escaping @Sendable () -> Void) -> Bool {
    let waiter = Waiter(generation: generation, deadline: .now() + .seconds(Int(seconds)), wake: wake)
    let (isTaken, mustStart) = state.withLock { state in
      guard state.waiters.count < Self.maxWaiters else { return (false, false) }
      state.waiters.append(waiter)
      defer { state.isLooking = true }
      return (true, !state.isLooking)
    }
    if mustStart { look() }
    return isTaken
  }

  private func look() {
    queue.asyncAfter(deadline: .now() + Self.interval) { [self] in
      let now = DispatchTime.now()
      let current = generation()
      let (due, goesOn) = state.withLock { state in
        let due = state.waiters.filter { $0.generation != current || $0.deadline <= now }
        state.waiters.removeAll { $0.generation != current || $0.deadline <= now }
        state.isLooking = !state.waiters.isEmpty
        return (due, state.isLooking)
      }
      for waiter in due { waiter.wake() }
      if goesOn { look() }
    }
  }
}
