import Domain
import HTTP
import JSON
import Testing

@testable import API

private let jsonType = "Content-Type: application/json"

struct SemanticsTests {
  @Test(arguments: [
    ("GET", "/nothing", 404), ("GET", "/v1/articles/", 404), ("GET", "/v1/poems", 404), ("POST", "/nothing", 404),
    ("DELETE", "/v1/articles", 405),
    ("POST", "/v1/articles/x", 405), ("PUT", "/health", 405), ("BREW", "/v1/articles", 405), ("TRACE", "/v1", 405),
    ("GET", "/v1/batch", 405),
    ("GET", "/problems/nothing", 404), ("GET", "/v1/articles/00000000-0000-7000-8000-000000000000", 404),
  ])
  func `an unknown path is 404 and another method 405 with Allow`(_ method: String, _ target: String, _ status: Int) async throws {
    let reply = try await Desk().send(method, target)
    #expect(reply.status == status)
    #expect(reply["content-type"] == "application/problem+json")
    #expect(reply["x-content-type-options"] == "nosniff")
    #expect((reply["allow"] != nil) == (status == 405))
    let problem = try reply.object
    #expect(problem["status"] == .integer(Int64(status)))
    #expect(problem["instance"] == .string(target))
    #expect(problem["request_id"]?.string?.isEmpty == false)
    #expect(problem["request_id"]?.string == reply["x-request-id"])
  }

  @Test(arguments: [("en", "en"), ("zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"), ("fr", "en"), ("en;q=0.2, zh-Hant", "zh-CN")])
  func `a problem speaks the language that was asked for`(_ accept: String, _ language: String) async throws {
    let reply = try await Desk().send("GET", "/nothing", ["Accept-Language: \(accept)"])
    #expect(reply["content-language"] == language)
    let isChinese = try reply.object["title"]?.string?.unicodeScalars.contains { $0.value > 0x4E00 } == true
    #expect(isChinese == (language == "zh-CN"))
    #expect(reply["vary"]?.contains("Accept-Language") == true)
  }

  @Test(arguments: [
    "/v1/articles", "/v1/articles?limit=1", "/v1", "/openapi.json", "/docs", "/", "/feeds/all.rss", "/v1/search?q=a", "/v1/issues",
    "/sitemap.xml",
    "/calendars/events.ics", "/v1/changes", "/problems/validation",
  ])
  func `a public answer has strong validators and is asked for again at no cost`(_ target: String) async throws {
    let desk = try Desk()
    try await desk.publish(article: "A title")
    // The second time around it may come from memory.
    for _ in 0..<2 {
      let first = try await desk.send("GET", target)
      #expect(first.status == 200)
      let tag = try #require(first["etag"])
      #expect(tag.hasPrefix("\"") && tag.hasSuffix("\""))
      #expect(first["cache-control"] == "public, max-age=60, stale-while-revalidate=600")
      #expect(first["vary"]?.contains("Accept-Encoding") == true)
      #expect(first["access-control-allow-origin"] == "*")
      let date = try #require(first["last-modified"])
      for fields in [
        ["If-None-Match: \(tag)"], ["If-None-Match: \(tag)", "Cache-Control: no-cache"], ["If-None-Match: W/\(tag)"],
        ["If-None-Match: \"x\", \(tag)"],
        ["If-None-Match: *"], ["If-Modified-Since: \(date)"],
        ["If-None-Match: \(tag)", "If-Modified-Since: Sat, 01 Jan 2000 00:00:00 GMT"],
      ] {
        let again = try await desk.send("GET", target, fields)
        #expect(again.status == 304, "\(fields)")
        #expect(again.body.isEmpty)
        #expect(again["etag"] == tag)
        #expect(again["cache-control"] == first["cache-control"])
        #expect(again["vary"] == first["vary"])
        #expect(again["content-length"] == nil && again["content-type"] == nil && again["link"] == nil)
        #expect(again["access-control-allow-origin"] == "*" && again["access-control-expose-headers"] == nil)
      }
      for fields in [
        ["If-None-Match: \"x\""], ["If-Modified-Since: Sat, 01 Jan 2000 00:00:00 GMT"], ["If-Modified-Since: nonsense"],
        ["If-None-Match: \"x\"", "If-Modified-Since: \(date)"], ["If-Match: \(tag)"], ["Range: bytes=0-1"],
      ] {
        #expect(try await desk.send("GET", target, fields).status == 200, "\(fields)")
      }
      #expect(try await desk.send("GET", target, ["If-Match: \"x\""]).status == 412)
      #expect(try await desk.send("GET", target, ["If-Unmodified-Since: Sat, 01 Jan 2000 00:00:00 GMT"]).status == 412)
    }
  }

  @Test(arguments: [
    "/v1/articles", "/v1", "/docs", "/health/live", "/health/ready", "/nothing", "/v1/articles?limit=0", "/feeds/all.atom", "/metrics",
    "/sitemap.xml",
  ])
  func `HEAD is GET without the body`(_ target: String) async throws {
    let desk = try Desk()
    try await desk.publish(article: "A title")
    for _ in 0..<2 {
      let get = try await desk.send("GET", target)
      let head = try await desk.send("HEAD", target)
      #expect(head.status == get.status)
      #expect(head.body.isEmpty)
      let ignored = ["x-request-id", "content-length"]
      let (one, other) = (get.fields.filter { !ignored.contains($0.name) }, head.fields.filter { !ignored.contains($0.name) })
      #expect(one.map(\.name) == other.map(\.name))
      #expect(one.map(\.value) == other.map(\.value))
      if get["x-request-id"] == nil, target != "/metrics" { #expect(head["content-length"] == get["content-length"]) }
    }
  }

  @Test func `gzip is given where it is wanted, under a tag of its own`() async throws {
    let desk = try Desk()
    for number in 0..<5 { try await desk.publish(article: "A rather long title to be compressed, number \(number)") }
    for _ in 0..<2 {
      let plain = try await desk.send("GET", "/v1/articles")
      let coded = try await desk.send("GET", "/v1/articles", ["Accept-Encoding: gzip, deflate, br"])
      #expect(plain["content-encoding"] == nil)
      #expect(coded["content-encoding"] == "gzip")
      #expect(coded.body.starts(with: [0x1F, 0x8B]))
      #expect(coded.body.count < plain.body.count)
      #expect(coded["etag"] != plain["etag"])
      #expect(coded["content-length"] == String(coded.body.count))
      for tag in [plain["etag"], coded["etag"]] {
        #expect(try await desk.send("GET", "/v1/articles", ["If-None-Match: \(tag ?? "")", "Accept-Encoding: gzip"]).status == 304)
      }
      for accept in ["gzip;q=0", "identity", "br", "*;q=0"] {
        #expect(try await desk.send("GET", "/v1/articles", ["Accept-Encoding: \(accept)"])["content-encoding"] == nil)
      }
      #expect(try await desk.send("GET", "/v1/articles", ["Accept-Encoding: *"])["content-encoding"] == "gzip")
    }
  }

  @Test func `a kept answer is given up as soon as the data changes`() async throws {
    let desk = try Desk()
    try await desk.publish(article: "One")
    for _ in 0..<3 { #expect(try await desk.send("GET", "/v1/articles").items("title") == ["One"]) }
    let id = try await desk.publish(article: "Two")["id"]?.string ?? ""
    #expect(try await desk.send("GET", "/v1/articles").items("title").count == 2)
    #expect(try await desk.send("GET", "/v1/articles/\(id)").status == 200)
    _ = try await desk.send("POST", "/v1/articles/\(id)/withdraw", token: desk.staff)
    #expect(try await desk.send("GET", "/v1/articles").items("title") == ["One"])
    #expect(try await desk.send("GET", "/v1/articles/\(id)").status == 410)
  }

  @Test func `a list that lost an item is newer, not older`() async throws {
    let desk = try Desk()
    try await desk.publish(article: "One")
    desk.pass(milliseconds: 10_000)
    let id = try await desk.publish(article: "Two")["id"]?.string ?? ""
    let date = try #require(await desk.send("GET", "/v1/articles")["last-modified"])
    desk.pass(milliseconds: 10_000)
    _ = try await desk.send("DELETE", "/v1/articles/\(id)", token: desk.staff)
    #expect(try await desk.send("GET", "/v1/articles", ["If-Modified-Since: \(date)"]).status == 200)
  }

  @Test(arguments: [
    ("/v1/articles", "text/csv", "text/csv; charset=utf-8; header=present"),
    ("/v1/articles", "application/x-ndjson", "application/x-ndjson"),
    ("/v1/articles", "application/ld+json", "application/ld+json"), ("/v1/articles", "text/html;q=0.9, */*;q=0.8", "application/json"),
    ("/v1/articles", "application/*", "application/json"), ("/", "text/html,application/xhtml+xml", "text/html; charset=utf-8"),
  ])
  func `Accept chooses the form`(_ target: String, _ accept: String, _ type: String) async throws {
    let desk = try Desk()
    try await desk.publish(article: "=A title")
    let reply = try await desk.send("GET", target, ["Accept: \(accept)"])
    #expect(reply.status == 200)
    #expect(reply["content-type"] == type)
    #expect(target == "/" || reply["vary"]?.contains("Accept,") == true || reply["vary"]?.hasSuffix("Accept") == true)
    if type.hasPrefix("text/csv") { #expect(reply.text.contains("'=A title") && reply.text.hasPrefix("id,type,")) }
    if type == "application/ld+json" { #expect(reply.text.contains("NewsArticle")) }
  }

  @Test(arguments: [
    ("/v1/articles", "image/png"), ("/v1", "text/html"), ("/", "application/json"), ("/v1/articles", "application/json;q=0"),
  ])
  func `a form that there is not is 406`(_ target: String, _ accept: String) async throws {
    #expect(try await Desk().send("GET", target, ["Accept: \(accept)"]).status == 406)
  }

  @Test func `a write whose answer the client could not take is not done`() async throws {
    let desk = try Desk()
    let body = #"{"title":"Never","kind":"news","body":"x"}"#
    let fields = ["Accept: image/png", "Content-Type: application/json"]
    #expect(try await desk.send("POST", "/v1/articles", fields, body: body, token: desk.staff).status == 406)
    #expect(try await desk.send("GET", "/v1/articles", token: desk.staff).text.contains("Never") == false)
    let acceptable = ["Accept: application/*", "Content-Type: application/json"]
    #expect(try await desk.send("POST", "/v1/articles", acceptable, body: body, token: desk.staff).status == 201)
  }

  @Test func `a whole list streams as CSV and as lines`() async throws {
    let desk = try Desk()
    for number in 0..<130 { try await desk.publish(article: "Number \(number)") }
    let csv = try await desk.send("GET", "/v1/articles?fields=title,kind", ["Accept: text/csv"])
    #expect(csv.text.split(separator: "\r\n").count == 131)
    #expect(csv.text.hasPrefix("title,kind\r\nNumber 129,news\r\n"))
    let lines = try await desk.send("GET", "/v1/articles", ["Accept: application/x-ndjson"]).text.split(separator: "\n")
    #expect(lines.count == 130)
    for line in lines { #expect(try JSONReader().read(Array(line.utf8)).object?["title"] != nil) }
    #expect(try await desk.send("GET", "/v1/articles?limit=5", ["Accept: text/csv"]).status == 400)
  }

  @Test(arguments: [
    ("POST", "/v1/articles", "text/plain", "Accept-Post"), ("POST", "/v1/articles", "", "Accept-Post"),
    ("PUT", "/v1/articles/x", "text/markdown", "Accept-Post"),
    ("PATCH", "/v1/articles/x", "text/markdown", "Accept-Patch"), ("POST", "/v1/articles", "application/json; charset=gbk", "Accept-Post"),
    ("POST", "/v1/batch", "application/xml", "Accept-Post"),
  ])
  func `a body of another type is 415 and says what is taken`(_ method: String, _ target: String, _ type: String, _ field: String)
    async throws
  {
    let desk = try Desk()
    let reply = try await desk.send(method, target, type.isEmpty ? [] : ["Content-Type: \(type)"], body: "{}", token: desk.staff)
    #expect(reply.status == 415)
    #expect(reply[field]?.contains("application/json") == true)
  }

  @Test func `a compressed body is 415`() async throws {
    let desk = try Desk()
    let reply = try await desk.send("POST", "/v1/articles", [jsonType, "Content-Encoding: gzip"], body: "{}", token: desk.staff)
    #expect(reply.status == 415)
    #expect(
      try await desk.send("POST", "/v1/articles", [jsonType, "Content-Encoding: identity"], body: #"{"title":"x"}"#, token: desk.staff)
        .status == 201)
  }

  @Test(arguments: [
    ("POST", "/v1/articles", 1_048_576, 0), ("POST", "/v1/articles", 1_048_577, 413), ("GET", "/v1/articles", 1_024, 0),
    ("GET", "/v1/articles", 1_025, 413),
    ("DELETE", "/v1/articles/x", 1_025, 413), ("DELETE", "/v1/articles/x", 1_024, 0),
  ])
  func `a body over the limit is refused before it is read`(_ method: String, _ target: String, _ length: Int, _ status: Int) async throws {
    let desk = try Desk()
    var head = RequestHead()
    var parser = RequestParser()
    let text =
      "\(method) \(target) HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nAuthorization: Bearer \(desk.staff)\r\nContent-Length: \(length)\r\n\r\n"
    _ = try parser.parse(Array(text.utf8).span, into: &head)
    switch desk.api.admit(Request(head: head)) {
    case .body(let limit, _): #expect(status == 0 && length <= limit)
    case .refuse(let response):
      #expect(response.status == status)
      #expect(response.closes)
    }
  }

  @Test(arguments: [
    ("POST /nothing", "Content-Length: 2", 0), ("POST /nothing", "Content-Length: 1025", 404), ("POST /", "Content-Length: 1025", 405),
    ("POST /nothing", "Expect: 100-continue\r\nContent-Length: 2", 404), ("POST /", "Expect: 100-continue\r\nContent-Length: 2", 405),
    ("DELETE /v1/articles", "Content-Length: 1025", 0), ("POST /nothing", "Expect: 100-continue\r\nTransfer-Encoding: chunked", 404),
    ("POST /", "Transfer-Encoding: chunked", 0),
  ])
  func `nobody is asked for a body that nothing takes`(_ line: String, _ fields: String, _ status: Int) throws {
    var head = RequestHead()
    var parser = RequestParser()
    _ = try parser.parse(Array("\(line) HTTP/1.1\r\nHost: x\r\n\(fields)\r\n\r\n".utf8).span, into: &head)
    switch try Desk().api.admit(Request(head: head)) {
    case .body(let limit, _): #expect(status == 0 && limit == 1_024)
    case .refuse(let response): #expect(response.status == status)
    }
  }

  @Test func `an answer in gzip's other name is not kept for those who asked for none`() async throws {
    let desk = try Desk()
    #expect(try await desk.send("GET", "/openapi.json", ["Accept-Encoding: x-gzip"])["content-encoding"] == "gzip")
    #expect(try await desk.send("GET", "/openapi.json")["content-encoding"] == nil)
  }

  @Test func `OPTIONS says what a resource takes`() async throws {
    let desk = try Desk()
    let reply = try await desk.send("OPTIONS", "/v1/articles/x")
    #expect(reply.status == 204)
    #expect(reply["allow"] == "GET, HEAD, PUT, PATCH, DELETE, OPTIONS")
    #expect(reply["accept-patch"]?.contains("merge-patch") == true)
    #expect(try await desk.send("OPTIONS", "/v1/articles")["accept-post"] == "application/json, text/markdown")
    #expect(try await desk.send("OPTIONS", "*").status == 204)
    #expect(try await desk.send("OPTIONS", "/nothing").status == 404)
  }

  @Test func `another origin may read, and write only where it is named`() async throws {
    let open = try Desk()
    func ask(_ desk: Desk, _ method: String, _ origin: String) async throws -> Reply {
      try await desk.send(
        "OPTIONS", "/v1/articles",
        ["Origin: \(origin)", "Access-Control-Request-Method: \(method)", "Access-Control-Request-Headers: content-type"])
    }
    #expect(try await ask(open, "GET", "https://a.example")["access-control-allow-origin"] == "*")
    #expect(try await ask(open, "POST", "https://a.example")["access-control-allow-origin"] == nil)
    let named = try Desk { $0.corsOrigins = ["https://a.example"] }
    let preflight = try await ask(named, "POST", "https://a.example")
    #expect(preflight["access-control-allow-origin"] == "https://a.example")
    #expect(preflight["access-control-allow-headers"]?.contains("Authorization") == true)
    #expect(preflight["access-control-allow-credentials"] == nil)
    #expect(try await ask(named, "POST", "https://b.example")["access-control-allow-origin"] == nil)
    for _ in 0..<2 {
      let mine = try await named.send("GET", "/v1/articles", ["Origin: https://a.example"])
      #expect(mine["access-control-allow-origin"] == "https://a.example")
      #expect(mine["access-control-expose-headers"]?.contains("ETag") == true)
      let other = try await named.send("GET", "/v1/articles", ["Origin: https://b.example"])
      #expect(other["access-control-allow-origin"] == nil)
      #expect(try await named.send("GET", "/v1/articles")["vary"]?.contains("Origin") == true)
    }
  }

  @Test func `pages are safe, and TLS says so`() async throws {
    let desk = try Desk()
    try await desk.publish(article: "<script>alert(1)</script>")
    let page = try await desk.send("GET", "/", ["Accept: text/html"])
    #expect(page["content-security-policy"]?.contains("default-src 'none'") == true)
    #expect(page["content-security-policy"]?.contains("unsafe") == false)
    #expect(page["referrer-policy"] == "no-referrer")
    #expect(!page.text.contains("<script"))
    for target in ["/", "/v1/articles", "/nothing", "/health/live"] {
      for _ in 0..<2 {
        #expect(try await desk.send("GET", target, isSecure: true)["strict-transport-security"] != nil)
        #expect(try await desk.send("GET", target)["strict-transport-security"] == nil)
      }
    }
  }

  @Test func `health tells details only to those near or in charge`() async throws {
    let desk = try Desk()
    let far = PeerAddress(bytes: [192, 0, 2, 1])
    let near = try await desk.send("GET", "/health")
    #expect(near.status == 200)
    #expect(near["content-type"] == "application/health+json")
    #expect(near["cache-control"] == "no-store")
    #expect(near.text.contains("version"))
    #expect(try await desk.send("GET", "/health", peer: far).text.contains("version") == false)
    #expect(try await desk.send("GET", "/health", token: desk.staff, peer: far).text.contains("version"))
    let draining = try Desk(surroundings: { $0.isDraining = { true } })
    #expect(try await draining.send("GET", "/health/ready").status == 503)
    #expect(try await draining.send("GET", "/health/live").status == 200)
    #expect(try await desk.send("GET", "/health/ready").status == 200)
  }

  @Test func `metrics count answers by route and status`() async throws {
    let desk = try Desk()
    desk.api.finished(Request(head: RequestHead()), status: 200, bytes: 10, nanoseconds: 2_000_000, trace: Trace())
    var trace = Trace()
    trace.route = "/v1/articles"
    desk.api.finished(Request(head: RequestHead()), status: 404, bytes: 10, nanoseconds: 20_000, trace: trace)
    let reply = try await desk.send("GET", "/metrics")
    #expect(reply["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
    #expect(reply.text.contains("bulletin_http_requests_total{route=\"/v1/articles\",status=\"404\"} 1\n"))
    #expect(reply.text.contains("bulletin_http_request_duration_seconds_bucket{le=\"0.0001\"} 1\n"))
    #expect(reply.text.contains("bulletin_http_request_duration_seconds_count 2\n"))
  }

  @Test func `feeds hold the items and name themselves`() async throws {
    let desk = try Desk()
    let article = try await desk.publish(article: "A & B", #","body":"Text **bold**","authors":[{"name":"Li"}]"#)
    let id = article["id"]?.string ?? ""
    let atom = try await desk.send("GET", "/feeds/articles.atom?kind=news")
    #expect(atom["content-type"] == "application/atom+xml; charset=utf-8")
    #expect(atom.text.contains("<title>A &amp; B</title>") && atom.text.contains("urn:uuid:\(id)") && atom.text.contains("&lt;strong&gt;"))
    #expect(atom.text.contains("href=\"http://bulletin.example/feeds/articles.atom?kind=news\""))
    let rss = try await desk.send("GET", "/feeds/all.rss")
    #expect(rss.text.contains("<pubDate>Sat, 01 Mar 2025 00:00:00 GMT</pubDate>"))
    let feed = try await desk.send("GET", "/feeds/articles.json")
    #expect(try feed.object["version"] == .string("https://jsonfeed.org/version/1.1"))
    #expect(try feed.items("title") == ["A & B"])
    #expect(try await desk.send("GET", "/feeds/articles.atom?kind=feature").text.contains("<entry>") == false)
    #expect(try await desk.send("GET", "/feeds/articles.xml").status == 404)
    #expect(try await desk.send("GET", "/feeds/articles.atom?nope=1").faults == ["nope"])
  }

  @Test func `a cancelled event stays in the calendar`() async throws {
    let desk = try Desk()
    try await desk.post(.event, #"{"name":"Fair","starts_on":"2025-05-01","ends_on":"2025-05-03","cancelled":true,"status":"published"}"#)
    let calendar = try await desk.send("GET", "/calendars/events.ics")
    #expect(calendar["content-type"] == "text/calendar; charset=utf-8")
    #expect(calendar.text.contains("STATUS:CANCELLED\r\n") && calendar.text.contains("DTEND;VALUE=DATE:20250504\r\n"))
    #expect(calendar.text.hasSuffix("END:VCALENDAR\r\n"))
  }
}
