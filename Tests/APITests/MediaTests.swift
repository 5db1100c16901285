import Domain
import Foundation
import HTTP
import JSON
import Testing

@testable import API

struct MediaTests {
  private static let picture = "GIF89a 模具"

  @Test func `a medium is stored and given out whole or in parts`() async throws {
    let desk = try Desk()
    let added = try await desk.send("POST", "/v1/media?name=plan.gif", ["Content-Type: image/gif"], body: Self.picture, token: desk.staff)
    #expect(added.status == 201, "\(added.text)")
    #expect(try added.object["bytes"] == .integer(13))
    let path = added["location"] ?? ""
    #expect(try await desk.send("GET", path).body == added.body)
    let whole = try await desk.send("GET", path + "/content")
    #expect(whole.text == Self.picture)
    #expect(whole["content-type"] == "image/gif")
    #expect(whole["accept-ranges"] == "bytes")
    let part = try await desk.send("GET", path + "/content", ["Range: bytes=0-5"])
    #expect(part.status == 206)
    #expect(part.text == "GIF89a")
    #expect(part["content-range"] == "bytes 0-5/13")
    #expect(try await desk.send("GET", path + "/content", ["Range: bytes=50-"]).status == 416)
    #expect(try await desk.send("GET", path + "/content", ["Range: bytes=0-5", "If-Range: \"other\""]).status == 200)
    #expect(try await desk.send("GET", path + "/content", ["If-None-Match: \(whole["etag"] ?? "")"]).status == 304)
    #expect(try await desk.send("GET", "/v1/media/none/content").status == 404)
  }

  @Test(arguments: [("image/gif", "no gif", 422), ("image/svg+xml", "<svg/>", 415), ("text/html", "<p>", 415)])
  func `what is not what it claims, or may not be stored, is refused`(_ type: String, _ body: String, _ status: Int) async throws {
    let desk = try Desk()
    #expect(try await desk.send("POST", "/v1/media", ["Content-Type: \(type)"], body: body, token: desk.staff).status == status)
    #expect(try await desk.send("POST", "/v1/media", ["Content-Type: image/gif"], body: Self.picture).status == 401)
  }

  @Test func `a preview link shows one draft, for a time, and no more than readers will see`() async throws {
    let desk = try Desk()
    let draft = try await desk.post(.article, #"{"title":"Soon","publish_at":"2030-01-01T00:00:00Z"}"#)["id"]?.string ?? ""
    let other = try await desk.post(.article, #"{"title":"Other"}"#)["id"]?.string ?? ""
    let link = try await desk.send("POST", "/v1/articles/\(draft)/preview-links", token: desk.staff)
    #expect(link.status == 201, "\(link.text)")
    let target = try #require(link["location"])
    let shown = try await desk.send("GET", target + "&body=html")
    #expect(shown.status == 200, "\(shown.text)")
    #expect(shown["cache-control"] == "no-store")
    #expect(try shown.object["title"] == .string("Soon"))
    #expect(try shown.object["publish_at"] == nil)
    #expect(try await desk.send("GET", target.replacing(draft, with: other)).status == 404)
    #expect(try await desk.send("GET", target + "x").status == 404)
    #expect(try await desk.send("GET", "/v1/articles/\(draft)").status == 404)
    desk.pass(milliseconds: 8 * 86_400_000)
    #expect(try await desk.send("GET", target).status == 404)
  }

  @Test func `the same Idempotency-Key stores a medium once, and another body under it is 422`() async throws {
    let desk = try Desk()
    let fields = ["Content-Type: application/pdf", "Idempotency-Key: \"one\""]
    let first = try await desk.send("POST", "/v1/media", fields, body: "%PDF-1.7 a", token: desk.staff)
    #expect(first.status == 201, "\(first.text)")
    let again = try await desk.send("POST", "/v1/media", fields, body: "%PDF-1.7 a", token: desk.staff)
    #expect(again.body == first.body)
    #expect(again["idempotency-replayed"] == "true")
    #expect(try await desk.send("POST", "/v1/media", fields, body: "%PDF-1.7 b", token: desk.staff).status == 422)
  }
}
