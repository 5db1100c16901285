import Testing

@testable import HTTP

struct NegotiationTests {
  @Test(
    arguments: [
      (nil, "application/json"), ("", "application/json"), ("*/*", "application/json"), ("text/csv", "text/csv"), ("TEXT/CSV", "text/csv"),
      ("text/*", "text/csv"), ("application/json;q=0.5, text/csv", "text/csv"), ("text/csv;q=0.9,*/*;q=1", "application/json"),
      ("application/json;q=0, */*", "text/csv"), ("application/json ; charset=\"utf-8\" ; q=0.1", "application/json"), ("text/html", nil),
      ("text/html, application/json;q=0", nil), ("*/*;q=0", nil), ("nonsense", "application/json"), ("*/csv", "application/json"),
      ("text/csv;q=2, application/json;q=0.1", "application/json"), ("a/b;x=\"c,text/csv\", text/csv", "text/csv"),
      ("text/csv;q=0.5, text/csv;q=0.001, application/json;q=0.4", "text/csv"), (";;, text/csv", "text/csv"),
    ] as [(String?, String?)])
  func `Accept picks what is wanted most`(_ accept: String?, _ expected: String?) {
    #expect(AcceptHeader(accept).best(of: ["application/json", "text/csv"]) == expected)
  }

  @Test(
    arguments: [
      (nil, false), ("", false), ("gzip", true), ("GZIP", true), ("x-gzip", true), ("gzip;q=0", false), ("gzip;q=0.0", false), ("*", true),
      ("*;q=0", false), ("identity", false), ("gzip, deflate, br", true), ("deflate, br", false), ("gzip;q=0.5, identity", false),
      ("gzip;q=0.5, identity;q=0.4", true), ("identity;q=0", false), ("identity;q=0, gzip;q=0.001", true), ("*;q=0, gzip", true),
      ("gzip;q=x", false),
    ] as [(String?, Bool)])
  func `gzip is used only where it is wanted`(_ accept: String?, _ expected: Bool) {
    #expect(AcceptEncoding(accept).prefersGzip == expected)
  }

  @Test(
    arguments: [
      (nil, .english), ("zh-CN,zh;q=0.9,en;q=0.8", .chinese), ("en", .english), ("zh", .chinese), ("ZH-hant", .chinese),
      ("en;q=0.5, zh;q=0.6", .chinese),
      ("fr", .english), ("*", .english), ("en;q=0, *", .chinese), ("zhx", .english), (",", .english), ("zh;q=0", .english),
    ] as [(String?, Language)])
  func `a language is picked`(_ accept: String?, _ expected: Language) { #expect(Language(accept) == expected) }

  @Test(
    arguments: [
      ("application/json", "application/json", true), ("Application/JSON; Charset=UTF-8", "application/json", true),
      ("text/markdown;charset=\"utf-8\"", "text/markdown", true), ("text/plain; charset=gb18030", "text/plain", false),
      ("text/plain;charset=us-ascii", "text/plain", true), ("application/merge-patch+json ;", "application/merge-patch+json", true),
    ] as [(String, String, Bool)])
  func `a media type is read`(_ text: String, _ essence: String, _ isUTF8: Bool) throws {
    let type = try #require(MediaType(text))
    #expect(type.essence == essence)
    #expect(type.isUTF8 == isUTF8)
  }

  @Test(arguments: [
    "", "json", "application/", "/json", "application/json, text/plain", "application / json", "a/b;c", "a/b;c=", "a/b;c=\"d", "a/b x",
    "a/b;charset=utf-8;charset=gbk", "a/b/c",
  ])
  func `what is no media type is not read`(_ text: String) { #expect(MediaType(text) == nil) }

  @Test(
    arguments: [
      ("\"a b\"", "a b"), ("\"a\\\"b\"", "a\"b"), ("8e03978e-40d5", "8e03978e-40d5"), ("\"\"", nil), ("", nil), ("\"a", nil), ("a b", nil),
      ("\"é\"", nil),
      ("a,b", nil), (String(repeating: "a", count: 256), nil), ("\"a\"b", nil), ("\"a\"; x=1", nil),
    ] as [(String, String?)])
  func `an idempotency key is read`(_ text: String, _ expected: String?) { #expect(StructuredFields.key(text) == expected) }

  @Test func `a quota is written as RateLimit fields`() {
    let fields = StructuredFields.rateLimit("a\"b", quota: 100, window: 2, remaining: -1, reset: 3)
    #expect(fields == [.init("RateLimit-Policy", "\"a\\\"b\";q=100;w=2"), .init("RateLimit", "\"a\\\"b\";r=0;t=3")])
  }
}
