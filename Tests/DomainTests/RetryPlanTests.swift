import Domain
import Testing

struct RetryPlanTests {
  private func verdict(_ answer: Int?, after attempts: Int = 0, event: String = "article.published", chance: Double = 0)
    -> RetryPlan.Verdict
  {
    RetryPlan.verdict(Delivery.Attempt(at: 1_000, milliseconds: 500, answer: answer), after: attempts, of: event, chance: chance)
  }

  @Test(
    arguments: [(200, true), (204, true), (299, true), (301, false), (308, false), (400, false), (500, false), (nil, false)]
      as [(Int?, Bool)])
  func `only 2xx is a success`(answer: Int?, isSuccess: Bool) {
    #expect((verdict(answer) == .delivered) == isSuccess)
    if !isSuccess { #expect(verdict(answer) == .again(at: 6_500)) }
  }

  @Test(arguments: Array([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400].enumerated()))
  func `each delay is longer than the one before, and chance adds up to a fifth`(attempts: Int, seconds: Int64) {
    #expect(verdict(503, after: attempts) == .again(at: 1_500 + seconds * 1_000))
    #expect(verdict(503, after: attempts, chance: 0.5) == .again(at: 1_500 + seconds * 1_100))
  }

  @Test func `after the last delay it has failed`() {
    #expect(verdict(503, after: 9) == .failed)
  }

  @Test func `410 ends it at once, and a test is one attempt`() {
    #expect(verdict(410) == .gone)
    #expect(verdict(500, event: ChangeEvent.testName) == .failed)
    #expect(verdict(200, event: ChangeEvent.testName) == .delivered)
  }
}
