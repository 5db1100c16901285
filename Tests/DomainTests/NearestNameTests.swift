import Domain
import Testing

struct NearestNameTests {
  private static let commands = ["ingest", "serve", "search", "migrate", "publish", "healthcheck"]

  @Test(arguments: [
    ("serv", "serve"), ("ingset", "ingest"), ("SEARCH", "search"), ("migrat", "migrate"), ("pubish", "publish"),
    ("helthcheck", "healthcheck"),
  ])
  func `a mistyped name finds the right one`(typed: String, meant: String) {
    #expect(NearestName.of(typed, among: Self.commands) == meant)
    #expect(NearestName.nearest(to: typed, among: Self.commands) == meant)
  }

  @Test func `a far name has none near it, but one nearest`() {
    #expect(NearestName.of("quux", among: Self.commands) == nil)
    #expect(NearestName.nearest(to: "quux", among: Self.commands) != nil)
  }

  @Test func `an empty list has no nearest name`() {
    #expect(NearestName.nearest(to: "x", among: []) == nil)
  }
}
