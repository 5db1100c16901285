import Domain
import JSON
import Testing

@testable import API

private let jsonType = "Content-Type: application/json"

struct WritingTests {
  @Test func `a post is answered with 201, its address, its tag and the resource, and is a draft`() async throws {
    let desk = try Desk()
    let reply = try await desk.send("POST", "/v1/articles", [jsonType], body: #"{"title":"标题","body":"正文。"}"#, token: desk.staff)
    #expect(reply.status == 201)
    let made = try reply.object
    #expect(reply["location"] == "/v1/articles/\(made["id"]?.string ?? "")")
    #expect(reply["etag"]?.hasPrefix("\"1-") == true)
    #expect(made["status"] == .string("draft"))
    #expect(made["version"] == .integer(1))
    #expect(made["body"]?.object?["text"] == .string("正文。"))
    let again = try await desk.send("GET", reply["location"] ?? "", token: desk.staff)
    #expect(again.body == reply.body)
    #expect(again["etag"] == reply["etag"])
    #expect(again["cache-control"] == "private, no-cache")
  }

  @Test func `markdown with a head of fields is a post`() async throws {
    let desk = try Desk()
    let reply = try await desk.send(
      "POST", "/v1/articles", ["Content-Type: text/markdown; charset=utf-8"],
      body: "---\ntitle: 来稿\nkind: feature\ntags: [一, 二]\n---\n\n第一段。\n", token: desk.staff)
    #expect(reply.status == 201, "\(reply.text)")
    #expect(try reply.object["kind"] == .string("feature"))
    #expect(try reply.object["tags"] == .array([.string("一"), .string("二")]))
  }

  @Test func `all faults of a post are told at once, each with its place`() async throws {
    let desk = try Desk()
    let reply = try await desk.send(
      "POST", "/v1/articles", [jsonType, "Accept-Language: zh-CN"],
      body: #"{"kind":"novel","titel":"x","tags":[1],"publish_at":"soon","version":3,"organisations":[{"role":"x"}]}"#, token: desk.staff)
    #expect(reply.status == 422)
    #expect(try reply.object["type"] == .string("/problems/validation"))
    #expect(try Set(reply.faults) == ["/title", "/kind", "/titel", "/tags/0", "/publish_at", "/version", "/organisations/0/id"])
    #expect(reply["content-language"] == "zh-CN")
    #expect(reply.text.contains("没有这个字段"))
    #expect(try await desk.send("GET", "/v1/articles", token: desk.staff).items("id").isEmpty)
  }

  @Test(arguments: [
    ("{", 400, "malformed"), ("", 400, "malformed"), ("[]", 422, "validation"), ("null", 422, "validation"), ("\"x\"", 422, "validation"),
    ("{\"title\":\"a\"}x", 400, "malformed"),
    ("{\"title\":\"a\",\"title\":\"b\"}", 400, "malformed"), (String(repeating: "[", count: 33), 422, "validation"),
    ("{\"title\":\"\u{1}\"}", 400, "malformed"),
    ("{\"pages\":[111111111111111111111111111111111]}", 422, "validation"),
  ])
  func `a body that is no record is refused`(_ body: String, _ status: Int, _ type: String) async throws {
    let desk = try Desk()
    let reply = try await desk.send(
      "POST", "/v1/articles", [jsonType, "Content-Length: \(body.utf8.count)"].prefix(body.isEmpty ? 2 : 1).map { $0 }, body: body,
      token: desk.staff)
    #expect(reply.status == status, "\(reply.text)")
    #expect(try reply.object["type"] == .string("/problems/\(type)"))
  }

  @Test func `a merge patch changes what it names and null takes away`() async throws {
    let desk = try Desk()
    let id = try await desk.post(.article, #"{"title":"One","subtitle":"Two","tags":["a","b"],"body":"Text"}"#)["id"]?.string ?? ""
    for type in ["application/merge-patch+json", "application/json"] {
      let reply = try await desk.send(
        "PATCH", "/v1/articles/\(id)", ["Content-Type: \(type)"], body: #"{"subtitle":null,"tags":["\#(type)"]}"#, token: desk.staff)
      #expect(reply.status == 200, "\(reply.text)")
      let patched = try reply.object
      #expect(patched["subtitle"] == .null)
      #expect(patched["tags"] == .array([.string(type)]))
      #expect(patched["title"] == .string("One"))
      #expect(patched["body"]?.object?["text"] == .string("Text"))
    }
    let unchanged = try await desk.send("PATCH", "/v1/articles/\(id)", [jsonType], body: #"{"title":"One"}"#, token: desk.staff)
    #expect(try unchanged.object["version"] == .integer(3))
  }

  @Test func `a JSON patch is done whole or not at all`() async throws {
    let desk = try Desk()
    let id = try await desk.post(.article, #"{"title":"One","tags":["a"]}"#)["id"]?.string ?? ""
    let type = ["Content-Type: application/json-patch+json"]
    let done = try await desk.send(
      "PATCH", "/v1/articles/\(id)", type,
      body:
        #"[{"op":"test","path":"/version","value":1},{"op":"add","path":"/tags/-","value":"b"},{"op":"replace","path":"/title","value":"Two"}]"#,
      token: desk.staff)
    #expect(done.status == 200, "\(done.text)")
    #expect(try done.object["tags"] == .array([.string("a"), .string("b")]))
    let failed = try await desk.send(
      "PATCH", "/v1/articles/\(id)", type,
      body: #"[{"op":"replace","path":"/title","value":"Three"},{"op":"test","path":"/kind","value":"feature"}]"#, token: desk.staff)
    #expect(failed.status == 409)
    #expect(try await desk.send("GET", "/v1/articles/\(id)", token: desk.staff).object["title"] == .string("Two"))
  }

  @Test func `put replaces all, and takes back what get gave`() async throws {
    let desk = try Desk()
    let id = try await desk.post(.article, #"{"title":"One","subtitle":"Two","body":"Text"}"#)["id"]?.string ?? ""
    let path = "/v1/articles/\(id)"
    let shown = try await desk.send("GET", path, token: desk.staff)
    let same = try await desk.send("PUT", path, [jsonType], body: shown.text, token: desk.staff)
    #expect(same.status == 200, "\(same.text)")
    #expect(same["etag"] == shown["etag"])
    let replaced = try await desk.send("PUT", path, [jsonType], body: #"{"title":"Three"}"#, token: desk.staff)
    #expect(try replaced.object["subtitle"] == .null)
    #expect(try replaced.object["body"] == .null)
    #expect(try replaced.object["id"] == .string(id))
    let wrong = try await desk.send(
      "PUT", path, [jsonType], body: #"{"title":"Four","id":"other","status":"published"}"#, token: desk.staff)
    #expect(try Set(wrong.faults) == ["/id", "/status"])
    #expect(try await desk.send("PUT", "/v1/articles/none", [jsonType], body: #"{"title":"x"}"#, token: desk.staff).status == 404)
  }

  @Test func `of two writers with one tag the second gets 412 and changes nothing`() async throws {
    let desk = try Desk()
    let reply = try await desk.send("POST", "/v1/articles", [jsonType], body: #"{"title":"One"}"#, token: desk.staff)
    let (path, tag) = (reply["location"] ?? "", reply["etag"] ?? "")
    func patch(_ fields: [String], _ title: String) async throws -> Reply {
      try await desk.send("PATCH", path, [jsonType] + fields, body: #"{"title":"\#(title)"}"#, token: desk.staff)
    }
    let first = try await patch(["If-Match: \(tag)"], "Two")
    #expect(first.status == 200)
    let second = try await patch(["If-Match: \(tag)"], "Three")
    #expect(second.status == 412)
    #expect(try second.object["type"] == .string("/problems/precondition-failed"))
    #expect(try await patch(["If-Match: W/\(first["etag"] ?? "")"], "Three").status == 412)
    #expect(try await patch(["If-None-Match: *"], "Three").status == 412)
    #expect(try await patch(["If-Match: nonsense"], "Three").status == 400)
    #expect(try await desk.send("DELETE", path, ["If-Match: \(tag)"], token: desk.staff).status == 412)
    #expect(try await patch(["If-Match: \"x\", \(first["etag"] ?? "")"], "Four").status == 200)
    #expect(try await patch(["If-Match: *"], "Five").status == 200)
    #expect(try await desk.send("GET", path, token: desk.staff).object["title"] == .string("Five"))
  }

  @Test func `the tag of any form of a record guards a write`() async throws {
    let desk = try Desk()
    let id = try await desk.publish(article: "One", #","body":"\#(String(repeating: "long ", count: 300))""#)["id"]?.string ?? ""
    for fields in [[], ["Accept-Encoding: gzip"]] {
      let shown = try await desk.send("GET", "/v1/articles/\(id)?body=html", fields)
      let reply = try await desk.send(
        "PATCH", "/v1/articles/\(id)", [jsonType, "If-Match: \(shown["etag"] ?? "")"], body: #"{"title":"\#(fields.count)"}"#,
        token: desk.staff)
      #expect(reply.status == 200)
    }
  }

  @Test func `If-Match may be demanded`() async throws {
    let desk = try Desk { $0.requireIfMatch = true }
    let reply = try await desk.send("POST", "/v1/articles", [jsonType], body: #"{"title":"One"}"#, token: desk.staff)
    let path = reply["location"] ?? ""
    for (method, body) in [("PATCH", #"{"title":"Two"}"#), ("PUT", #"{"title":"Two"}"#), ("DELETE", "")] {
      let refused = try await desk.send(method, path, body.isEmpty ? [] : [jsonType], body: body, token: desk.staff)
      #expect(refused.status == 428)
    }
    #expect(try await desk.send("DELETE", path, ["If-Match: \(reply["etag"] ?? "")"], token: desk.staff).status == 204)
  }

  @Test func `what was deleted is gone until it is restored, and purged it never was`() async throws {
    let desk = try Desk()
    let id = try await desk.publish(article: "Here")["id"]?.string ?? ""
    let path = "/v1/articles/\(id)"
    #expect(try await desk.send("DELETE", path, token: desk.staff).status == 204)
    for token in [nil, desk.staff] { #expect(try await desk.send("GET", path, token: token).status == 410) }
    #expect(try await desk.send("DELETE", path, token: desk.staff).status == 410)
    #expect(try await desk.send("PATCH", path, [jsonType], body: "{}", token: desk.staff).status == 410)
    #expect(try await desk.send("POST", path + "/restore", token: desk.staff).status == 200)
    #expect(try await desk.send("GET", path).status == 200)
    let writer = try desk.token([.write, .read])
    #expect(try await desk.send("DELETE", path + "?purge=1", token: writer).status == 403)
    #expect(try await desk.send("DELETE", path + "?purge=1", token: desk.staff).status == 204)
    #expect(try await desk.send("GET", path, token: desk.staff).status == 404)
  }

  @Test func `an item goes its way from draft to withdrawn`() async throws {
    let desk = try Desk()
    let id = try await desk.post(.article, #"{"title":"One"}"#)["id"]?.string ?? ""
    let path = "/v1/articles/\(id)"
    func step(_ name: String, _ body: String = "") async throws -> Reply {
      try await desk.send("POST", path + "/" + name, body.isEmpty ? [] : [jsonType], body: body, token: desk.staff)
    }
    #expect(try await step("withdraw").status == 409)
    #expect(try await step("unschedule").object["version"] == .integer(1))
    #expect(try await step("schedule").faults == ["/publish_at"])
    #expect(try await step("schedule", #"{"publish_at":"2020-01-01T00:00:00Z"}"#).faults == ["/publish_at"])
    #expect(try await step("schedule", #"{"publish_at":"2030-01-01T00:00:00+08:00"}"#).object["status"] == .string("scheduled"))
    #expect(try await desk.send("GET", path).status == 404)
    #expect(try await step("unschedule").object["status"] == .string("draft"))
    let published = try await step("publish")
    #expect(try published.object["status"] == .string("published"))
    #expect(try await desk.send("GET", path).status == 200)
    #expect(try await step("publish").object["version"] == published.object["version"])
    #expect(try await step("withdraw").object["status"] == .string("withdrawn"))
    #expect(try await desk.send("GET", path).status == 410)
    #expect(try await step("publish", #"{"now":true}"#).faults == ["/now"])
  }

  @Test func `a repeated key gets the stored answer and makes nothing twice`() async throws {
    let desk = try Desk()
    func post(_ key: String, _ title: String, _ token: String) async throws -> Reply {
      try await desk.send("POST", "/v1/articles", [jsonType, "Idempotency-Key: \(key)"], body: #"{"title":"\#(title)"}"#, token: token)
    }
    let first = try await post("\"a key\"", "One", desk.staff)
    let second = try await post("\"a key\"", "One", desk.staff)
    #expect(first.status == 201)
    #expect(second.status == 201)
    #expect(second.body == first.body)
    #expect(second["location"] == first["location"])
    #expect(second["etag"] == first["etag"])
    #expect(second["idempotency-replayed"] == "true")
    let other = try await post("\"a key\"", "Two", desk.staff)
    #expect(other.status == 422)
    #expect(try other.object["type"] == .string("/problems/idempotency-key-reused"))
    #expect(try await post("\"a key\"", "Two", desk.token([.write])).status == 201)
    #expect(try await post("\"unfinished", "Two", desk.staff).status == 400)
    #expect(try await desk.send("GET", "/v1/articles", token: desk.staff).items("title").count == 2)
  }

  @Test func `a batch is done whole or not at all, and dry it leaves nothing`() async throws {
    let desk = try Desk()
    func batch(_ operations: String, _ query: String = "") async throws -> Reply {
      try await desk.send("POST", "/v1/batch\(query)", [jsonType], body: #"{"operations":[\#(operations)]}"#, token: desk.staff)
    }
    let good = #"{"method":"POST","path":"/v1/articles","body":{"title":"One","status":"published"}}"#
    let dry = try await batch(good, "?dry_run=1")
    #expect(dry.status == 200, "\(dry.text)")
    #expect(try dry.object["dry_run"] == .boolean(true))
    #expect(try await desk.send("GET", "/v1/articles").items("id").isEmpty)
    let bad = try await batch(good + #",{"method":"POST","path":"/v1/articles","body":{}},{"method":"GET","path":"/v1"}"#)
    #expect(bad.status == 422)
    #expect(try bad.faults == ["/operations/1/title", "/operations/2/method"])
    let stale = try await batch(good + #",{"method":"DELETE","path":"/v1/articles/none"}"#)
    #expect(stale.status == 404)
    #expect(try await desk.send("GET", "/v1/articles").items("id").isEmpty)
    let done = try await batch(good + "," + good)
    #expect(done.status == 200)
    #expect(try await desk.send("GET", "/v1/articles").items("id").count == 2)
    #expect(try await batch("").faults == ["/operations"])
  }

  @Test func `versions can be read and brought back`() async throws {
    let desk = try Desk()
    let id = try await desk.post(.article, #"{"title":"One"}"#)["id"]?.string ?? ""
    let path = "/v1/articles/\(id)"
    _ = try await desk.send("PATCH", path, [jsonType], body: #"{"title":"Two"}"#, token: desk.staff)
    let versions = try await desk.send("GET", path + "/revisions", token: desk.staff)
    #expect(try versions.object["items"]?.array?.compactMap { $0.object?["version"]?.integer } == [2, 1])
    #expect(try await desk.send("GET", path + "/revisions/1", token: desk.staff).object["title"] == .string("One"))
    #expect(try await desk.send("GET", path + "/revisions/1").status == 401)
    #expect(try await desk.send("GET", path + "/revisions/9", token: desk.staff).status == 404)
    let restored = try await desk.send("POST", path + "/revisions/1/restore", token: desk.staff)
    #expect(try restored.object["title"] == .string("One"))
    #expect(try restored.object["version"] == .integer(3))
    let audit = try await desk.send("GET", "/v1/audit?limit=2", token: desk.staff)
    #expect(try audit.items("action").count == 2)
  }

  @Test(arguments: RecordType.allCases)
  func `every type is made, read, changed and deleted`(_ type: RecordType) async throws {
    let desk = try Desk()
    let member = RecordSchema.of(type).titleField
    let value = type == .issue ? "2025-3" : "A first one"
    let made = try await desk.post(type, #"{"\#(member)":"\#(value)"}"#)
    let path = "/v1/\(type.plural)/\(made["id"]?.string ?? "")"
    if type.isItem { #expect(try await desk.send("POST", path + "/publish", token: desk.staff).status == 200) }
    #expect(try await desk.send("GET", path).object[member] == .string(value))
    let patched = try await desk.send(
      "PATCH", path, [jsonType], body: #"{"\#(member)":"\#(type == .issue ? "2025-4" : "Another")"}"#, token: desk.staff)
    #expect(patched.status == 200, "\(patched.text)")
    let list = try await desk.send("GET", "/v1/\(type.plural)?total=1")
    #expect(try list.object["total"]?.integer == 1, "\(list.status) \(list.text)")
    #expect(try await desk.send("DELETE", path, token: desk.staff).status == 204)
    #expect(try await desk.send("GET", path).status == 410)
    #expect(try await desk.send("GET", "/v1/\(type.plural)").items("id").isEmpty)
  }
}
