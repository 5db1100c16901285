import Testing

@testable import SQLiteStore

@Suite struct StatementTests {
  @Test func `a statement in use outlives its place among those kept`() throws {
    let scratch = try Scratch()
    try scratch.store.read(0) { connection in
      let used = try connection.prepare("SELECT 1")
      for number in 0..<300 { _ = try connection.prepare("SELECT \(number) + 2") }
      for _ in 1...2 {
        #expect(try used.step())
        #expect(used.integer(0) == 1)
        used.reset()
      }
    }
  }
}
