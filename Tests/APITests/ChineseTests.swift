import Domain
import JSON
import Testing

@testable import API

struct ChineseTests {
  struct Refused: Sendable, CustomTestStringConvertible {
    var status: Int
    var method: String
    var target: String
    var body = ""
    var type = "application/json"
    var testDescription: String { "\(status) \(method) \(target)" }
  }

  static let refused: [Refused] = [
    Refused(status: 404, method: "GET", target: "/none"), Refused(status: 405, method: "DELETE", target: "/v1"),
    Refused(status: 404, method: "GET", target: "/v1/articles/none"), Refused(status: 400, method: "GET", target: "/v1/articles?limit=101"),
    Refused(status: 400, method: "GET", target: "/v1/articles?cursor=x&titel=y"),
    Refused(status: 415, method: "POST", target: "/v1/articles", body: "x", type: "a/b"),
    Refused(status: 400, method: "POST", target: "/v1/articles", body: "{"),
    Refused(
      status: 422, method: "POST", target: "/v1/articles",
      body: #"{"titel":1,"kind":"x","lang":5,"pages":"a","slug":"Not One","authors":[{"nme":"x"}]}"#),
    Refused(status: 409, method: "POST", target: "/v1/articles", body: #"{"title":"Two","slug":"taken"}"#),
    Refused(status: 422, method: "POST", target: "/v1/articles", body: #"{"title":"Two","issue":"1900-1"}"#),
    Refused(status: 422, method: "POST", target: "/v1/events", body: #"{"name":"x","starts_on":"2025-02-02","ends_on":"2025-01-01"}"#),
    Refused(
      status: 409, method: "PATCH", target: "/v1/articles/taken", body: #"[{"op":"move","from":"/tags","path":"/tags/0"}]"#,
      type: "application/json-patch+json"),
    Refused(status: 409, method: "POST", target: "/v1/articles/taken/withdraw", body: "{}"),
    Refused(status: 422, method: "POST", target: "/v1/batch", body: #"{"operations":[{"method":"GET"}]}"#),
    Refused(status: 422, method: "POST", target: "/v1/webhooks", body: #"{"url":"http://a.example/","evnts":[]}"#),
    Refused(status: 404, method: "GET", target: "/v1/webhooks/none"),
    Refused(status: 404, method: "GET", target: "/v1/webhooks/a/deliveries/b"),
  ]

  @Test(arguments: refused) func `a refusal says all of it in Chinese to who reads Chinese`(refused: Refused) async throws {
    let desk = try Desk()
    try await desk.post(.article, #"{"title":"One","slug":"taken"}"#)
    let fields = ["Accept-Language: zh-CN"] + (refused.body.isEmpty ? [] : ["Content-Type: \(refused.type)"])
    let reply = try await desk.send(refused.method, refused.target, fields, body: refused.body, token: desk.staff)
    #expect(reply.status == refused.status, "\(reply.text)")
    let problem = try reply.object
    let faults = (problem["errors"]?.array ?? []).map { $0.object?["detail"]?.string }
    for text in [problem["title"]?.string, problem["detail"]?.string] + faults {
      #expect(text?.contains { ("\u{4E00}"..."\u{9FFF}").contains($0) } == true, "\(text ?? "nothing")")
    }
  }
}
