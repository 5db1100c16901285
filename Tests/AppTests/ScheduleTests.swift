import Foundation
import JSON
import TestSupport
import Testing

/// What falls due while the program runs, and while it does not.
struct ScheduleTests {
  private static func time(after seconds: Double) -> String {
    let form = ISO8601DateFormatter()
    form.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
    return form.string(from: Date(timeIntervalSinceNow: seconds))
  }

  /// Makes an article that is to be published then, and returns its address.
  private static func schedule(_ client: HTTPClient, after seconds: Double) throws -> String {
    let made = try client.post("/v1/articles", json: #"{"title":"On time"}"#)
    let address = try #require(made["location"])
    let scheduled = try client.post(address + "/schedule", json: "{\"publish_at\":\"\(time(after: seconds))\"}")
    try #require(scheduled.status == 200, "\(scheduled.text)")
    return address
  }

  @Test func `a scheduled article is published at its time, and not before`() throws {
    let server = try RunningServer()
    let before = Date()
    let address = try Self.schedule(server.client(token: try server.token()), after: 1.5)
    #expect(try server.client().get(address).status == 404)
    let changes = try server.client().get("/v1/changes?wait=30")
    #expect(Date().timeIntervalSince(before) >= 1.5)
    #expect(try JSONReader().read(changes.body).object?["items"]?.array?.count == 1)
    #expect(try server.client().get(address).status == 200)
  }

  @Test func `what fell due while the program was down is there with the first answer`() throws {
    let server = try RunningServer()
    let address = try Self.schedule(server.client(token: try server.token()), after: 1)
    // Later than the moment that was asked for, however long the asking took.
    let due = Date(timeIntervalSinceNow: 1)
    server.program.signal(SIGKILL)
    _ = try server.program.finish()
    // The moment must pass without a program that could see it.
    Thread.sleep(until: due)
    let second = try RunningServer(data: server.data)
    #expect(try second.client().get(address).status == 200)
  }
}
