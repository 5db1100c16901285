import Testing

@testable import HTTP

struct PreconditionsTests {
  static let tag = EntityTag("v1")
  static let modified: Int64 = 784_111_777
  static let (before, at, after) = ("Sun, 06 Nov 1994 08:49:36 GMT", "Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:38 GMT")

  static func verdict(_ method: String, _ lines: [String], exists: Bool = true) throws -> String {
    let text = (["\(method) / HTTP/1.1", "Host: a"] + lines).map { $0 + "\r\n" }.joined() + "\r\n"
    let conditions = Preconditions(try #require(try parse(text)), now: modified)
    do {
      return "\(try conditions.evaluate(exists ? [tag, EntityTag("v1-gz")] : [], lastModified: exists ? modified : nil))"
    } catch { return "\(error.status)" }
  }

  @Test(
    arguments: [
      ([], "proceed"), (["If-None-Match: \"v1\""], "notModified"), (["If-None-Match: W/\"v1\""], "notModified"),
      (["If-None-Match: *"], "notModified"),
      (["If-None-Match: \"a\", \"v1\" ,\"b\""], "notModified"), (["If-None-Match: \"a\"", "If-None-Match: \"v1\""], "notModified"),
      (["If-None-Match: ,,\"v1\",,"], "notModified"), (["If-None-Match: W/\"v1-gz\""], "notModified"),
      (["If-Match: \"v1-gz\""], "proceed"), (["If-None-Match: \"v2\""], "proceed"), (["If-None-Match: \"V1\""], "proceed"),
      (["If-None-Match: \"a,\\\"v1\""], "proceed"), (["If-None-Match: v1"], "proceed"), (["If-None-Match: "], "proceed"),
      (["If-None-Match: \"v1\" \"v1\""], "proceed"), (["If-None-Match: w/\"v1\""], "proceed"), (["If-None-Match: *, \"v1\""], "proceed"),
      (["If-Modified-Since: \(at)"], "notModified"), (["If-Modified-Since: \(after)"], "notModified"),
      (["If-Modified-Since: \(before)"], "proceed"),
      (["If-Modified-Since: yesterday"], "proceed"), (["If-Modified-Since: \(at)", "If-Modified-Since: \(at)"], "proceed"),
      (["If-Modified-Since: Sunday, 06-Nov-94 08:49:37 GMT"], "notModified"),
      (["If-None-Match: \"v2\"", "If-Modified-Since: \(at)"], "proceed"),
      (["If-None-Match: \"v1\"", "If-Modified-Since: \(before)"], "notModified"),
      (["If-Unmodified-Since: \(before)"], "failed"), (["If-Unmodified-Since: \(at)"], "proceed"),
      (["If-Unmodified-Since: never"], "proceed"),
      (["If-Match: \"v1\""], "proceed"), (["If-Match: \"v2\""], "failed"), (["If-Match: W/\"v1\""], "failed"), (["If-Match: *"], "proceed"),
      (["If-Match: v1"], "400"), (["If-Match: \"v1\"", "If-Unmodified-Since: \(before)"], "proceed"),
      (["If-Match: \"v1\"", "If-None-Match: \"v1\""], "notModified"), (["If-Match: \"v2\"", "If-None-Match: \"v1\""], "failed"),
    ] as [([String], String)], ["GET", "HEAD"])
  func `a reader's conditions are taken in the order of RFC 9110`(_ example: ([String], String), _ method: String) throws {
    #expect(try Self.verdict(method, example.0) == example.1)
  }

  @Test(
    arguments: [
      (["If-Match: \"v1\""], true, "proceed"), (["If-Match: \"v0\", \"v1\""], true, "proceed"), (["If-Match: \"v0\""], true, "failed"),
      (["If-Match: *"], false, "failed"), (["If-Match: \"v1\""], false, "failed"), (["If-Match: v1"], true, "400"),
      (["If-Match: \"v1"], true, "400"),
      (["If-None-Match: *"], true, "failed"), (["If-None-Match: *"], false, "proceed"), (["If-None-Match: \"v1\""], true, "failed"),
      (["If-None-Match: v1"], true, "400"), (["If-Modified-Since: \(at)"], true, "proceed"),
      (["If-Unmodified-Since: \(before)"], true, "failed"),
      (["If-Unmodified-Since: \(at)"], true, "proceed"), ([], false, "proceed"),
    ] as [([String], Bool, String)], ["PUT", "DELETE"])
  func `a writer's conditions guard what is there`(_ example: ([String], Bool, String), _ method: String) throws {
    #expect(try Self.verdict(method, example.0, exists: example.1) == example.2)
  }
}

struct ByteRangeTests {
  @Test(
    arguments: [
      ("bytes=0-0", "bytes 0-0/10"), ("bytes=2-5", "bytes 2-5/10"), ("bytes=2-", "bytes 2-9/10"), ("bytes=2-99", "bytes 2-9/10"),
      ("bytes=-3", "bytes 7-9/10"), ("bytes=-99", "bytes 0-9/10"), ("Bytes=9-", "bytes 9-9/10"), ("bytes=10-", "bytes */10"),
      ("bytes=-0", "bytes */10"), ("bytes=99999999999999999999-", "bytes */10"), ("bytes=0-99999999999999999999", "bytes 0-9/10"),
      ("bytes=5-2", nil), ("bytes=-", nil), ("bytes=a-b", nil), ("bytes=0-1,3-4", nil), ("lines=0-1", nil), ("bytes", nil),
      ("bytes=+1-2", nil),
      ("bytes=0--1", nil), ("bytes= 0-1", nil), ("", nil),
    ] as [(String, String?)])
  func `one range is served and anything else is ignored`(_ text: String, _ expected: String?) {
    #expect(ByteRange.parse(text, length: 10).contentRange(length: 10) == expected)
  }

  @Test(
    arguments: [
      ("\"v1\"", true), ("\"v2\"", false), ("W/\"v1\"", false), ("Sun, 06 Nov 1994 08:49:37 GMT", true),
      ("Sun, 06 Nov 1994 08:49:38 GMT", false),
      ("x", false),
    ] as [(String, Bool)])
  func `If-Range serves a part only of the same version`(_ condition: String, _ isPart: Bool) throws {
    let range = ByteRange(
      try head("GET", "Range: bytes=0-1", "If-Range: \(condition)"), length: 10, tag: EntityTag("v1"), lastModified: 784_111_777,
      now: 784_111_777)
    #expect(range == (isPart ? .part(0..<2) : .whole))
  }

  @Test func `an empty body has no range, and HEAD ignores it`() throws {
    #expect(ByteRange.parse("bytes=0-", length: 0) == .unsatisfiable)
    let ranged = try head("HEAD", "Range: bytes=0-1")
    #expect(ByteRange(ranged, length: 10, tag: EntityTag("v1"), lastModified: 0, now: 0) == .whole)
  }
}
