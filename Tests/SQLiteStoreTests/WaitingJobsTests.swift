import Dispatch
import Testing

@testable import SQLiteStore

struct WaitingJobsTests {
  private let job = WriteQueue.Job(work: { _ in }, finish: { _ in })

  /// Jobs of which two have just been written together.
  private func jobs(patience: UInt64) throws -> WaitingJobs {
    let jobs = WaitingJobs(most: 4) { _ in patience }
    for _ in 0..<2 { _ = jobs.add(job) }
    jobs.close(try #require(jobs.nextBatch()))
    #expect(jobs.nextBatch() == nil)
    return jobs
  }

  @Test func `who wrote together is waited for`() throws {
    let jobs = try jobs(patience: 60_000_000_000)
    _ = jobs.add(job)
    let taken = DispatchGroup()
    let count = Guarded(0)
    DispatchQueue.global().async(group: taken) {
      let batch = jobs.nextBatch()?.count ?? 0
      count.use { $0 = batch }
    }
    _ = jobs.add(job)
    taken.wait()
    #expect(count.use { $0 } == 2)
  }

  @Test func `who stays away is not waited for twice`() throws {
    let jobs = try jobs(patience: 0)
    for _ in 0..<2 {
      _ = jobs.add(job)
      let batch = try #require(jobs.nextBatch())
      #expect(batch.count == 1)
      jobs.close(batch)
    }
  }

  @Test func `the first wakes the writer, and one too many is refused`() {
    let jobs = WaitingJobs(most: 2)
    #expect((0..<3).map { _ in jobs.add(job) } == [.first, .queued, .refused])
    #expect(jobs.nextBatch()?.count == 2)
    #expect(jobs.add(job) == .queued)
  }
}
