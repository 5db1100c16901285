import Dispatch

/// Jobs in the order in which they came, until the writer takes them a batch at a time.
///
/// Whoever has just been answered often writes again at once. So a batch that is smaller than the number who wrote together
/// lately waits for the others, as long as they keep coming: one commit for all costs little more than one for each half.
final class WaitingJobs: Sendable {
  /// Jobs in one transaction.
  static let maxBatch = 64
  /// Nanoseconds.
  private static let mostPatience: UInt64 = 5_000_000

  enum Entry {
    case refused
    case queued
    /// The writer was idle and must be woken.
    case first
  }

  private struct State {
    var jobs: [WriteQueue.Job] = []
    var isRunning = false
    /// How many wrote together lately, and how long in nanoseconds one more of them is waited for.
    var expected = 0
    var patience: UInt64 = 0
    var batchBegan = DispatchTime.now()
    /// The writer sleeps until so many are there.
    var isGathering = false
    /// Counts up with every batch.
    var batches = 0
  }

  /// Past that many waiting, one is refused at once.
  private let most: Int
  /// From the nanoseconds that a batch took to those for which one more job is waited for.
  private let patience: @Sendable (UInt64) -> UInt64
  private let state = Guarded(State())
  private let gathered = DispatchSemaphore(value: 0)

  init(most: Int, patience: @escaping @Sendable (UInt64) -> UInt64 = { min($0 / 2, mostPatience) }) {
    self.most = most
    self.patience = patience
  }

  /// Batches so far; nil while jobs wait.
  var quietAfter: Int? { state.use { $0.jobs.isEmpty ? $0.batches : nil } }

  func add(_ job: WriteQueue.Job) -> Entry {
    state.use { state in
      guard state.jobs.count < most else { return .refused }
      state.jobs.append(job)
      if state.isGathering, state.jobs.count >= state.expected {
        state.isGathering = false
        gathered.signal()
      }
      defer { state.isRunning = true }
      return state.isRunning ? .queued : .first
    }
  }

  /// The next batch, or nil without one: the writer is then idle.
  func nextBatch() -> [WriteQueue.Job]? {
    gather()
    return state.use { state in
      guard !state.jobs.isEmpty else {
        state.isRunning = false
        return nil
      }
      let batch = Array(state.jobs.prefix(Self.maxBatch))
      state.jobs.removeFirst(batch.count)
      state.batches += 1
      state.batchBegan = .now()
      return batch
    }
  }

  /// Called when a batch is over, before anyone hears of it.
  func close(_ batch: [WriteQueue.Job]) {
    state.use { state in
      state.expected = min(batch.count + state.jobs.count, Self.maxBatch)
      state.patience = patience(DispatchTime.now().uptimeNanoseconds - state.batchBegan.uptimeNanoseconds)
    }
  }

  private func gather() {
    var seen = 0
    while let patience = nextPatience(&seen) {
      let outcome = gathered.wait(timeout: .now() + .nanoseconds(Int(patience)))
      let wasSignalled = state.use { state in
        defer { state.isGathering = false }
        return !state.isGathering
      }
      // It was signalled just after its time was over.
      if outcome == .timedOut, wasSignalled { gathered.wait() }
    }
  }

  /// How long to wait for the next job; nil once all are there or the last wait brought none.
  private func nextPatience(_ seen: inout Int) -> UInt64? {
    state.use { state in
      guard state.jobs.count > seen, state.jobs.count < state.expected else { return nil }
      seen = state.jobs.count
      state.isGathering = true
      return state.patience
    }
  }
}
