import Domain
import JSON
import Testing

@testable import API

struct WebhookTests {
  private static let target = #"{"url":"https://hooks.example/in"}"#

  /// A desk that knows the addresses of some hosts.
  private func desk(_ change: (inout APISettings) -> Void = { _ in }) throws -> Desk {
    try Desk(change) {
      $0.addresses = { host, finish in
        switch host {
        case "hooks.example", "other.example": finish([[9, 9, 9, 9]])
        case "mixed.example": finish([[9, 9, 9, 9], [10, 0, 0, 1]])
        case "10.0.0.1": finish([[10, 0, 0, 1]])
        case "::ffff:9.9.9.9": finish([[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 9, 9, 9, 9]])
        default: finish([])
        }
      }
    }
  }

  private func make(_ desk: Desk, _ body: String = target) async throws -> Reply {
    try await desk.send("POST", "/v1/webhooks", ["Content-Type: application/json"], body: body, token: desk.staff)
  }

  private func send(_ desk: Desk, _ method: String, _ target: String, _ fields: [String] = [], body: String = "") async throws -> Reply {
    try await desk.send(method, target, (body.isEmpty ? [] : ["Content-Type: application/json"]) + fields, body: body, token: desk.staff)
  }

  @Test func `a webhook is made, listed, changed and deleted, and its secret shown once`() async throws {
    let desk = try desk()
    let made = try await make(desk, #"{"url":"https://hooks.example/in","events":["article.published","notice"],"description":"Portal"}"#)
    #expect(made.status == 201, "\(made.text)")
    let location = try #require(made["location"])
    let secret = try #require(try made.object["secret"]?.string)
    #expect(secret.firstMatch(of: /^whsec_[A-Za-z0-9+\/]{43}=$/) != nil)
    let shown = try await send(desk, "GET", location)
    #expect(shown.status == 200)
    #expect(shown["etag"] == made["etag"])
    #expect(try shown.object["secret"] == nil)
    #expect(try shown.object["active"] == .boolean(true))
    #expect(try shown.object["events"] == .array([.string("article.published"), .string("notice")]))
    #expect(try await send(desk, "GET", "/v1/webhooks").items("url") == ["https://hooks.example/in"])
    let changed = try await send(desk, "PATCH", location, ["If-Match: \(shown["etag"] ?? "")"], body: #"{"active":false,"events":null}"#)
    #expect(changed.status == 200, "\(changed.text)")
    #expect(try changed.object["active"] == .boolean(false))
    #expect(try changed.object["events"] == .array([]))
    #expect(try await send(desk, "PATCH", location, ["If-Match: \(shown["etag"] ?? "")"], body: #"{"active":true}"#).status == 412)
    #expect(try await send(desk, "POST", location + "/test").status == 409)
    #expect(try await send(desk, "DELETE", location).status == 204)
    for method in ["GET", "DELETE"] { #expect(try await send(desk, method, location).status == 404) }
    let audit = try await send(desk, "GET", "/v1/audit")
    #expect(try audit.items("action") == ["delete", "update", "create"])
    #expect(!audit.text.contains(secret))
  }

  @Test func `a repeat under the same key shows the same secret, which is stored nowhere`() async throws {
    let desk = try desk()
    func repeated(_ target: String, _ body: String) async throws -> [Reply] {
      let fields = ["Content-Type: application/json", "Idempotency-Key: \"\(target)\""]
      let first = try await desk.send("POST", target, fields, body: body, token: desk.staff)
      return [first, try await desk.send("POST", target, fields, body: body, token: desk.staff)]
    }
    let made = try await repeated("/v1/webhooks", Self.target)
    let renewed = try await repeated(try #require(made[0]["location"]) + "/rotate-secret", "{}")
    for replies in [made, renewed] {
      #expect(replies.map { $0["idempotency-replayed"] } == [nil, "true"])
      #expect(replies[0].text == replies[1].text)
      #expect(try replies[0].object["secret"]?.string?.hasPrefix("whsec_") == true)
    }
    #expect(try made[0].object["secret"] != renewed[0].object["secret"])
    let stored = try desk.databaseBytes()
    #expect(stored.firstRange(of: Array("rotate-secret".utf8)) != nil)
    #expect(stored.firstRange(of: Array("whsec_".utf8)) == nil)
  }

  @Test func `a patch may be a JSON Patch, and one that changes nothing makes no version`() async throws {
    let desk = try desk()
    let location = try #require(try await make(desk)["location"])
    let patch = #"[{"op":"add","path":"/events/-","value":"award"}]"#
    let type = ["Content-Type: application/json-patch+json"]
    let changed = try await desk.send("PATCH", location, type, body: patch, token: desk.staff)
    #expect(try changed.object["events"] == .array([.string("award")]), "\(changed.text)")
    #expect(try changed.object["version"] == .integer(2))
    #expect(try await send(desk, "PATCH", location, body: #"{"events":["award"]}"#).object["version"] == .integer(2))
  }

  @Test(arguments: [
    ("{}", "/url"), (#"{"url":"http://hooks.example/in"}"#, "/url"), (#"{"url":"ftp://hooks.example/in"}"#, "/url"),
    (#"{"url":"https://user@hooks.example/in"}"#, "/url"), (#"{"url":"https://10.0.0.1/in"}"#, "/url"),
    (#"{"url":"https://mixed.example/"}"#, "/url"), (#"{"url":"https://nowhere.example/"}"#, "/url"),
    (#"{"url":"https://[::ffff:9.9.9.9]/"}"#, "/url"), (#"{"url":"https://0x7f000001/"}"#, "/url"),
    (#"{"url":"https://hooks.example/","events":["article.printed"]}"#, "/events/0"),
    (#"{"url":"https://hooks.example/","colour":1}"#, "/colour"),
  ]) func `a target or member that is not allowed is 422`(body: String, pointer: String) async throws {
    let desk = try desk()
    let reply = try await make(desk, body)
    #expect(reply.status == 422, "\(reply.text)")
    #expect(try reply.faults == [pointer])
    #expect(try await send(desk, "GET", "/v1/webhooks").items("id").isEmpty)
  }

  @Test func `a change of the address is checked like a new one`() async throws {
    let desk = try desk()
    let location = try #require(try await make(desk)["location"])
    #expect(try await send(desk, "PATCH", location, body: #"{"url":"https://mixed.example/"}"#).status == 422)
    #expect(try await send(desk, "PATCH", location, body: #"{"url":"https://other.example/"}"#).status == 200)
    #expect(try await send(desk, "GET", location).object["url"] == .string("https://other.example/"))
  }

  @Test func `the configuration may allow private targets`() async throws {
    let desk = try desk { $0.webhookPrivateTargets = true }
    #expect(try await make(desk, #"{"url":"http://127.0.0.1:9/"}"#).status == 201)
  }

  @Test(arguments: [
    ("GET", "/v1/webhooks"), ("POST", "/v1/webhooks"), ("GET", "/v1/webhooks/x/deliveries"), ("POST", "/v1/webhooks/x/redeliver"),
  ])
  func `webhooks need the scope admin`(method: String, target: String) async throws {
    let desk = try desk()
    let body = method == "POST" ? Self.target : ""
    let type = ["Content-Type: application/json"]
    #expect(try await desk.send(method, target, type, body: body).status == 401)
    let weak = try desk.token([.read, .write, .publish, .ingest])
    let reply = try await desk.send(method, target, type, body: body, token: weak)
    #expect(reply.status == 403)
    #expect(reply.text.contains("admin"))
  }

  @Test func `a test and what failed are queued, and stand in the log`() async throws {
    let desk = try desk()
    let location = try #require(try await make(desk)["location"])
    let test = try await send(desk, "POST", location + "/test")
    #expect(test.status == 202, "\(test.text)")
    let one = try #require(test["location"])
    #expect(try await send(desk, "GET", one).object["event"] == .string("webhook.test"))
    #expect(try await send(desk, "GET", location + "/deliveries").items("status") == ["pending"])
    #expect(try await send(desk, "POST", one + "/redeliver").status == 409)
    let due = try #require(try desk.repository.due(at: .max).first)
    try desk.repository.settle(
      DeliveryOutcome(delivery: due.delivery, attempt: .init(at: 1, milliseconds: 1, answer: 500), verdict: .failed))
    #expect(try await send(desk, "GET", location + "/deliveries?status=failed").items("id") == [due.delivery.id])
    #expect(try await send(desk, "GET", location + "/deliveries?status=delivered").items("id").isEmpty)
    let all = try await send(desk, "POST", location + "/redeliver")
    #expect(all.status == 202)
    #expect(try all.object["count"] == .integer(1))
    #expect(try await send(desk, "GET", location + "/deliveries?status=lost").status == 400)
    #expect(try await send(desk, "GET", location + "/deliveries/none").status == 404)
  }

  @Test func `a new secret is another one`() async throws {
    let desk = try desk()
    let made = try await make(desk)
    let rotated = try await send(desk, "POST", (made["location"] ?? "") + "/rotate-secret")
    #expect(rotated.status == 200, "\(rotated.text)")
    #expect(try rotated.object["secret"]?.string?.hasPrefix("whsec_") == true)
    #expect(try rotated.object["secret"] != made.object["secret"])
  }
}
