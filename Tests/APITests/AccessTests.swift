import Domain
import HTTP
import JSON
import Testing

@testable import API

private let jsonType = "Content-Type: application/json"

struct AccessTests {
  @Test(arguments: [
    "/v1/articles", "/v1", "/", "/health", "/openapi.json", "/v1/search?q=a", "/v1/whoami", "/feeds/all.atom", "/robots.txt",
  ])
  func `a wrong token is 401 on every route`(_ target: String) async throws {
    let desk = try Desk()
    let wrong = String(desk.staff.dropLast()) + (desk.staff.hasSuffix("A") ? "Q" : "A")
    for token in [wrong, "blt_x", "nonsense"] {
      let reply = try await desk.send("GET", target, token: token)
      #expect(reply.status == 401)
      #expect(reply["www-authenticate"]?.contains("error=\"invalid_token\"") == true)
      #expect(reply["cache-control"] == "no-store")
      #expect(!reply.text.contains(token))
    }
  }

  @Test(arguments: [
    ["Authorization: Basic YTpi"], ["Authorization: Bearer"], ["Authorization: Bearer a b"],
    ["Authorization: Bearer a", "Authorization: Bearer a"],
  ])
  func `an Authorization field that is none is 401`(_ fields: [String]) async throws {
    let reply = try await Desk().send("GET", "/v1/articles", fields)
    #expect(reply.status == 401)
    #expect(reply["www-authenticate"]?.contains("invalid_request") == true)
  }

  @Test func `a token that expired or was revoked is 401`() async throws {
    let desk = try Desk()
    let short = try desk.token([.read], expiresAt: 1_740_787_200_000 + 1_000)
    #expect(try await desk.send("GET", "/v1/whoami", token: short).status == 200)
    desk.pass(milliseconds: 1_001)
    #expect(try await desk.send("GET", "/v1/whoami", token: short).status == 401)
    let other = try desk.token([.read])
    let id = try #require(await desk.send("GET", "/v1/whoami", token: other).object["token"]?.string)
    try desk.repository.revokeToken(id)
    #expect(try await desk.send("GET", "/v1/articles", token: other).status == 401)
  }

  @Test(arguments: [
    ("POST", "/v1/articles", Scope.write), ("PATCH", "/v1/articles/x", .write), ("PUT", "/v1/articles/x", .write),
    ("DELETE", "/v1/articles/x", .write),
    ("POST", "/v1/articles/x/publish", .publish), ("POST", "/v1/articles/x/withdraw", .publish), ("GET", "/v1/audit", .admin),
    ("GET", "/v1/articles/x/revisions", .read), ("POST", "/v1/batch", .write),
  ])
  func `a missing scope is 403 and names it, and no token is 401`(_ method: String, _ target: String, _ scope: Scope) async throws {
    let desk = try Desk()
    let others = try desk.token(Set(Scope.allCases).subtracting([scope]))
    let refused = try await desk.send(method, target, [jsonType], body: method == "GET" ? "" : "{}", token: others)
    #expect(refused.status == 403)
    #expect(refused.text.contains(scope.rawValue))
    let unknown = try await desk.send(method, target, [jsonType], body: method == "GET" ? "" : "{}")
    #expect(unknown.status == 401)
    #expect(unknown["www-authenticate"] == "Bearer realm=\"bulletin\"")
  }

  @Test func `to publish at once needs the scope publish`() async throws {
    let desk = try Desk()
    let writer = try desk.token([.write])
    let reply = try await desk.send("POST", "/v1/articles", [jsonType], body: #"{"title":"x","status":"published"}"#, token: writer)
    #expect(reply.status == 403)
    #expect(reply.text.contains("publish"))
    #expect(try await desk.send("POST", "/v1/articles", [jsonType], body: #"{"title":"x"}"#, token: writer).status == 201)
    #expect(try await desk.send("GET", "/v1/articles", token: desk.staff).items("id").count == 1)
    #expect(try await desk.send("GET", "/v1/articles?status=draft", token: writer).items("id").isEmpty)
  }

  @Test func `reading may be closed`() async throws {
    let desk = try Desk { $0.publicRead = false }
    #expect(try await desk.send("GET", "/v1/articles").status == 401)
    #expect(try await desk.send("GET", "/v1/articles", token: desk.staff).status == 200)
    #expect(try await desk.send("GET", "/health/live").status == 200)
  }

  @Test func `whoami tells name and scopes and never the token`() async throws {
    let desk = try Desk()
    let token = try desk.token([.publish, .read])
    let reply = try await desk.send("GET", "/v1/whoami", token: token)
    #expect(try reply.object["scopes"] == .array([.string("read"), .string("publish")]))
    #expect(!reply.text.contains(token))
    #expect(try await desk.send("GET", "/v1/whoami").status == 401)
  }

  @Test func `anonymous reads have a rate, tokens and health have none`() async throws {
    let desk = try Desk { $0.rateLimit = true }
    for _ in 0..<2 {
      let reply = try await desk.send("GET", "/v1/articles")
      #expect(reply.status == 200)
      #expect(reply["ratelimit-policy"] == "\"reads\";q=100;w=2")
    }
    for _ in 2..<100 { #expect(try await desk.send("GET", "/v1/articles?limit=1").status == 200) }
    let refused = try await desk.send("GET", "/v1/articles")
    #expect(refused.status == 429)
    #expect(refused["retry-after"] == "1")
    #expect(refused["ratelimit"]?.contains("r=0") == true)
    #expect(try refused.object["type"] == .string("/problems/too-many-requests"))
    #expect(try await desk.send("GET", "/health/live").status == 200)
    #expect(try await desk.send("GET", "/v1/articles", token: desk.staff).status == 200)
    #expect(try await desk.send("GET", "/v1/articles", peer: PeerAddress(bytes: [192, 0, 2, 9])).status == 200)
    desk.pass(milliseconds: 20)
    #expect(try await desk.send("GET", "/v1/articles").status == 200)
  }

  @Test func `writes have a rate a token`() async throws {
    let desk = try Desk { $0.rateLimit = true }
    for number in 0..<50 { try await desk.post(.article, #"{"title":"\#(number)"}"#) }
    let refused = try await desk.send("POST", "/v1/articles", [jsonType], body: #"{"title":"x"}"#, token: desk.staff)
    #expect(refused.status == 429)
    #expect(try await desk.send("POST", "/v1/articles", [jsonType], body: #"{"title":"x"}"#, token: desk.token([.write])).status == 201)
    desk.pass(milliseconds: 100)
    #expect(try await desk.send("POST", "/v1/articles", [jsonType], body: #"{"title":"x"}"#, token: desk.staff).status == 201)
  }

  @Test func `bad tokens have a rate an address even where others have none`() async throws {
    let desk = try Desk()
    for _ in 0..<20 { #expect(try await desk.send("GET", "/v1", token: "nonsense").status == 401) }
    #expect(try await desk.send("GET", "/v1", token: "nonsense").status == 429)
    #expect(try await desk.send("GET", "/v1", token: desk.staff).status == 200)
    #expect(try await desk.send("GET", "/v1").status == 200)
    desk.pass(milliseconds: 3_000)
    #expect(try await desk.send("GET", "/v1", token: "nonsense").status == 401)
  }

  @Test func `X-Forwarded-For counts only from a configured proxy`() async throws {
    let proxy = PeerAddress(bytes: [10, 0, 0, 1])
    let desk = try Desk {
      $0.rateLimit = true
      $0.readBurst = 1
      $0.trustedProxies = [AddressBlock("10.0.0.0/8")].compactMap { $0 }
    }
    func get(_ chain: String, from peer: PeerAddress) async throws -> Int {
      try await desk.send("GET", "/v1/articles", ["X-Forwarded-For: \(chain)"], peer: peer).status
    }
    #expect(try await get("198.51.100.1", from: proxy) == 200)
    #expect(try await get("198.51.100.1", from: proxy) == 429)
    #expect(try await get("198.51.100.2", from: proxy) == 200)
    #expect(try await get("203.0.113.5, 198.51.100.2, 10.0.0.9", from: proxy) == 429)
    #expect(try await get("198.51.100.3", from: PeerAddress(bytes: [192, 0, 2, 1])) == 200)
    #expect(try await get("198.51.100.4", from: PeerAddress(bytes: [192, 0, 2, 1])) == 429)
  }
}
