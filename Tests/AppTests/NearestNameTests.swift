import App
import Testing

struct NearestNameTests {
  @Test(arguments: [
    ("serv", "serve"), ("ingset", "ingest"), ("SEARCH", "search"), ("migrat", "migrate"), ("pubish", "publish"),
    ("helthcheck", "healthcheck"),
  ])
  func `a mistyped command finds the right one`(typed: String, meant: String) {
    #expect(NearestName.of(typed, in: ["ingest", "serve", "search", "migrate", "publish", "healthcheck"]) == meant)
  }

  @Test(arguments: [
    ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "abd", 1), ("abc", "xabcx", 2), ("数据", "数", 1),
  ])
  func `the distance counts edits and swaps`(one: String, other: String, edits: Int) {
    #expect(NearestName.distance(one, other) == edits)
  }

  @Test func `an empty list has no nearest name`() {
    #expect(NearestName.of("x", in: []) == nil)
  }
}
