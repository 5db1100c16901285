import Foundation
import JSON
import TestSupport
import Testing

/// From a publication to the receiver, through the built program.
struct WebhookDeliveryTests {
  private static let allowed = ["--webhook-private-targets", "true"]

  private func webhook(_ client: HTTPClient, _ url: String) throws -> String {
    let made = try client.post("/v1/webhooks", json: "{\"url\":\"\(url)\"}")
    try #require(made.status == 201, "\(made.text)")
    return try #require(made["location"])
  }

  @Test func `what is published is posted, a draft is not`() throws {
    let server = try RunningServer(Self.allowed)
    let receiver = try Receiver()
    let client = server.client(token: try server.token("read,write,publish,admin"))
    let location = try webhook(client, "http://127.0.0.1:\(receiver.port)/in")
    #expect(try client.post("/v1/articles", json: #"{"title":"Not yet"}"#).status == 201)
    let article = try client.post("/v1/articles", json: ServeTests.article("Out"))
    let messages = try receiver.messages(1)
    let data = try JSONReader().read(messages[0].body).object?["data"]?.object
    #expect(data?["id"] == (try JSONReader().read(article.body).object?["id"]))
    #expect(messages[0]["webhook-signature"]?.hasPrefix("v1,") == true)
    #expect(try client.post(location + "/test", json: "{}").status == 202)
    let both = try receiver.messages(2)
    #expect(both[1].text.contains("webhook.test"))
    #expect(!both.contains { $0.text.contains("Not yet") })
    #expect(try client.get("/metrics").text.contains("bulletin_webhook_attempts_total{result=\"delivered\"}"))
  }

  @Test func `a delivery that was pending at a crash is made after it, under the same id`() throws {
    let folder = try TemporaryFolder()
    let receiver = try Receiver(answers: [Receiver.answer("503 Busy")])
    let first = try RunningServer(Self.allowed, data: folder.file("data"))
    let token = try first.token("read,write,publish,admin")
    _ = try webhook(first.client(token: token), "http://127.0.0.1:\(receiver.port)/")
    #expect(try first.client(token: token).post("/v1/articles", json: ServeTests.article("Out")).status == 201)
    let refused = try receiver.messages(1)[0]
    first.program.signal(SIGKILL)
    _ = try first.program.finish()
    let second = try RunningServer(Self.allowed, data: folder.file("data"))
    let again = try receiver.messages(2, within: 30)[1]
    #expect(again["webhook-id"] == refused["webhook-id"])
    #expect(again.body == refused.body)
    withExtendedLifetime(second) {}
  }

  @Test func `targets of the own machine are refused unless the setting allows them`() throws {
    let server = try RunningServer()
    let client = server.client(token: try server.token("admin"))
    for url in ["http://127.0.0.1:9/", "https://127.0.0.1:9/", "https://localhost/", "https://[::1]/", "https://169.254.169.254/latest"] {
      let reply = try client.post("/v1/webhooks", json: "{\"url\":\"\(url)\"}")
      #expect(reply.status == 422, "\(url) \(reply.text)")
    }
  }
}
