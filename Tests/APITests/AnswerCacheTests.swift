import HTTP
import Testing

@testable import API

struct AnswerCacheTests {
  private func isKept(_ target: String, _ desk: Desk) throws -> Bool {
    var head = RequestHead()
    var parser = RequestParser()
    _ = try parser.parse(Array("GET \(target) HTTP/1.1\r\nHost: x\r\n\r\n".utf8).span, into: &head)
    return desk.api.caches[0].entry(for: head, .plain, generation: desk.repository.generation) != nil
  }

  @Test(arguments: [("/v1/articles", 1), ("/v1/articles?limit=5", 2), ("/v1/articles?q=plan", 2), ("/v1/search?q=plan", 2)])
  func `an address with a query is kept once it is asked for again`(_ target: String, _ times: Int) async throws {
    let desk = try Desk()
    try await desk.publish(article: "The plan")
    for time in 1...3 {
      _ = try await desk.send("GET", target)
      #expect(try isKept(target, desk) == (time >= times))
    }
  }

  @Test(arguments: ["/v1/articles", "/v1/articles?limit=5", "/v1/articles?q=plan&highlight=1"])
  func `an answer is the same made and kept, and another after a write`(_ target: String) async throws {
    let desk = try Desk()
    try await desk.publish(article: "The plan")
    let made = try await desk.send("GET", target)
    for _ in 1...3 {
      let reply = try await desk.send("GET", target)
      #expect(reply.text == made.text)
      #expect(reply["etag"] == made["etag"] && reply["link"] == made["link"] && reply["last-modified"] == made["last-modified"])
    }
    try await desk.publish(article: "Another plan")
    #expect(try await desk.send("GET", target).items("title").count == 2)
  }

  @Test func `a condition is answered before its address is kept`() async throws {
    let desk = try Desk()
    try await desk.publish(article: "The plan")
    let tag = try #require(try await desk.send("GET", "/v1/articles?limit=5")["etag"])
    for _ in 1...2 { #expect(try await desk.send("GET", "/v1/articles?limit=5", ["If-None-Match: \(tag)"]).status == 304) }
    #expect(try await desk.send("GET", "/v1/articles?limit=6", ["If-None-Match: \(tag)"]).status == 304)
  }
}
