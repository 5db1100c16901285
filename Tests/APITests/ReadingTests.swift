import Domain
import JSON
import Testing

@testable import API

struct ReadingTests {
  @Test func `a published article is listed and found by id and slug, and a draft is nowhere`() async throws {
    let desk = try Desk()
    let shown = try await desk.publish(article: "Annual dinner in Nantong")
    let hidden = try await desk.post(.article, #"{"title":"Secret plan"}"#)
    let list = try await desk.send("GET", "/v1/articles?total=1")
    #expect(list.status == 200)
    #expect(try list.items("title") == ["Annual dinner in Nantong"])
    #expect(try list.object["total"] == .integer(1))
    #expect(try list.object["next"] == .null)
    #expect(!list.text.contains("Secret"))
    for key in ["id", "slug"] {
      let one = try await desk.send("GET", "/v1/articles/\(shown[key]?.string ?? "")")
      #expect(one.status == 200)
      #expect(try one.object["title"] == .string("Annual dinner in Nantong"))
      let draft = try await desk.send("GET", "/v1/articles/\(hidden[key]?.string ?? "")")
      #expect(draft.status == 404)
      #expect(!draft.text.contains("Secret"))
    }
    let asStaff = try await desk.send("GET", "/v1/articles?status=draft", token: desk.staff)
    #expect(try asStaff.items("title") == ["Secret plan"])
    #expect(try await desk.send("GET", "/v1/articles?status=draft").items("title").isEmpty)
  }

  @Test(arguments: [
    "/v1/articles?total=1&facet=kind,section", "/v1/articles?q=plan", "/v1/search?q=plan&total=1", "/v1/changes", "/feeds/articles.atom",
    "/feeds/all.json",
    "/sitemap.xml", "/v1/issues/2025-1/contents", "/calendars/events.ics", "/", "/v1/events", "/feeds/events.rss", "/v1/organisations",
  ])
  func `a draft changes neither bytes nor validators of what a reader sees`(_ target: String) async throws {
    let desk = try Desk()
    try await desk.post(.issue, #"{"label":"2025-1","year":2025,"number":1}"#)
    try await desk.publish(article: "The plan of the year", #","issue":"2025-1""#)
    try await desk.post(.event, #"{"name":"Fair","starts_on":"2025-03-02","status":"published"}"#)
    let before = try await desk.send("GET", target)
    desk.pass(milliseconds: 5_000)
    let draft = try await desk.post(
      .article, #"{"title":"A secret plan","kind":"feature","section":"Hidden","issue":"2025-1","body":"plan"}"#)
    try await desk.post(.event, #"{"name":"Secret fair","starts_on":"2025-03-03"}"#)
    _ = try await desk.send(
      "PATCH", "/v1/articles/\(draft["id"]?.string ?? "")", ["Content-Type: application/merge-patch+json"],
      body: #"{"title":"Another secret plan"}"#,
      token: desk.staff)
    let after = try await desk.send("GET", target)
    #expect(before.status == 200)
    #expect(after.body == before.body)
    #expect(after["etag"] == before["etag"])
    #expect(after["last-modified"] == before["last-modified"])
    #expect(!after.text.lowercased().contains("secret"))
  }

  @Test(arguments: [
    ("limit=0", "limit"), ("limit=101", "limit"), ("limit=x", "limit"), ("titel=x", "titel"), ("sort=body", "sort"),
    ("fields=nope", "fields"),
    ("include=nope", "include"), ("facet=title", "facet"), ("body=pdf", "body"), ("kind=novel", "kind"),
    ("published_at__gte=soon", "published_at__gte"),
    ("total=maybe", "total"), ("highlight=1", "highlight"), ("title__like=x", "title__like"), ("confidence__gte=0.5", "confidence__gte"),
    ("q=a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p+q", "q"), ("version=0", "version"),
  ])
  func `an unusable parameter is a 400 that names it`(_ query: String, _ name: String) async throws {
    let reply = try await Desk().send("GET", "/v1/articles?\(query)")
    #expect(reply.status == 400)
    #expect(reply["content-type"] == "application/problem+json")
    #expect(try reply.object["type"] == .string("/problems/bad-query"))
    #expect(try reply.faults == [name])
  }

  @Test func `all unusable parameters are told at once, and the allowed ones listed`() async throws {
    let reply = try await Desk().send("GET", "/v1/articles?limit=500&titel=x&sort=nope")
    #expect(try Set(reply.faults) == ["limit", "titel", "sort"])
    #expect(reply.text.contains("from 1 to 100"))
    #expect(reply.text.contains("Did you mean `title`?"))
    #expect(reply.text.contains("-published_at"))
  }

  @Test(arguments: [
    "limit=1", "limit=99", "limit=100", "sort=-published_at", "sort=published_at,id", "fields=id,title,organisations.name", "q=%22",
    "q=AND", "q=*", "q=NEAR(a)", "q=%E6%A8%A1", "published_at__gte=2025-01-01", "published_at__lt=2025-01-01T00:00:00%2B08:00",
    "kind__in=news,feature", "title__prefix=A", "section__isnull=1", "include=organisations,issue", "facet=kind,section,year,organisation",
    "q=a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p", "body=html",
  ])
  func `a parameter at its limit is taken`(_ query: String) async throws {
    let desk = try Desk()
    try await desk.publish(article: "A title")
    let reply = try await desk.send("GET", "/v1/articles?\(query)")
    #expect(reply.status == 200, "\(reply.text)")
  }

  @Test func `items are chosen by their ids and by their credit, drafts never`() async throws {
    let desk = try Desk()
    var ids: [String] = []
    for title in ["One", "Two"] { ids.append(try await desk.publish(article: title, #","byline":"\#(title) Press""#)["id"]?.string ?? "") }
    ids.append(try await desk.post(.article, #"{"title":"Draft"}"#)["id"]?.string ?? "")
    #expect(Set(try await desk.send("GET", "/v1/articles?id__in=\(ids.joined(separator: ","))").items("title")) == ["One", "Two"])
    #expect(try await desk.send("GET", "/v1/articles?id=\(ids[1])").items("title") == ["Two"])
    #expect(try await desk.send("GET", "/v1/articles?byline__prefix=One").items("title") == ["One"])
    #expect(try await desk.send("GET", "/v1/articles?byline__isnull=true").items("title").isEmpty)
  }

  @Test func `a walk by cursor sees every item once while others are written`() async throws {
    let desk = try Desk()
    for number in 0..<25 { try await desk.publish(article: "Number \(number)") }
    var seen: [String] = []
    var target = "/v1/articles?limit=4&fields=title"
    while true {
      let page = try await desk.send("GET", target)
      seen += try page.items("title")
      try await desk.publish(article: "Later \(seen.count)")
      guard let next = try page.object["next"]?.string else { break }
      #expect(page["link"]?.contains("cursor=\(next)") == true)
      target = "/v1/articles?limit=4&fields=title&cursor=\(next)"
    }
    let first = seen.filter { $0.hasPrefix("Number") }
    #expect(first.count == 25)
    #expect(Set(seen).count == seen.count)
  }

  @Test func `links lead to the page itself, the first and the next`() async throws {
    let desk = try Desk()
    for number in 0..<3 { try await desk.publish(article: "Number \(number)") }
    let page = try await desk.send("GET", "/v1/articles?limit=2&kind=news")
    let link = try #require(page["link"])
    #expect(link.contains("</v1/articles?limit=2&kind=news>; rel=\"self\""))
    #expect(link.contains("</v1/articles?limit=2&kind=news>; rel=\"first\""))
    #expect(link.contains("rel=\"next\""))
    let last = try await desk.send("GET", "/v1/articles?limit=3")
    #expect(last["link"]?.contains("rel=\"next\"") == false)
  }

  @Test func `the body takes the form that was asked for`() async throws {
    let desk = try Desk()
    let article = try await desk.publish(article: "Forms", #","body":"One **bold** <script>word</script>""#)
    let path = "/v1/articles/\(article["id"]?.string ?? "")"
    #expect(try await desk.send("GET", path).object["body"]?.object?["format"] == .string("markdown"))
    let html = try await desk.send("GET", path + "?body=html")
    #expect(html.text.contains("<strong>bold<"))
    #expect(!html.text.contains("<script>"))
    #expect(try await desk.send("GET", path + "?body=none").object["body"] == nil)
    #expect(try await desk.send("GET", "/v1/articles").object["items"]?.array?.first?.object?["body"] == nil)
    #expect(try await desk.send("GET", "/v1/articles?body=text").object["items"]?.array?.first?.object?["body"] != nil)
  }

  @Test func `search finds one and two Chinese characters in any type, titles first`() async throws {
    let desk = try Desk()
    try await desk.publish(article: "年会召开", #","body":"会上谈到模具的标准。""#)
    try await desk.publish(article: "精密模具展")
    try await desk.post(.notice, #"{"title":"关于模具补贴的通知","status":"published"}"#)
    for query in ["模", "模具", "%E6%A8%A1%E5%85%B7"].map({ $0.addingPercent }) {
      let reply = try await desk.send("GET", "/v1/search?q=\(query)&total=1&highlight=1")
      #expect(reply.status == 200)
      #expect(try reply.object["total"] == .integer(3))
      #expect(try reply.items("title").last == "年会召开")
    }
    #expect(try await desk.send("GET", "/v1/search?q=%E6%A8%A1%E5%85%B7&type=notice").items("title") == ["关于模具补贴的通知"])
    #expect(try await desk.send("GET", "/v1/search?q=%E6%A8%A1%E5%85%B7&lang=zh-Hans").items("title").count == 3)
    #expect(try await desk.send("GET", "/v1/search?q=a&lang=en&type=organisation").faults == ["type"])
    #expect(try await desk.send("GET", "/v1/search").faults == ["q"])
    #expect(try await desk.send("GET", "/v1/search?q=a&type=poem").faults == ["type"])
  }

  @Test func `an issue tells its contents and its pages`() async throws {
    let desk = try Desk()
    try await desk.post(.issue, #"{"label":"2025-1","year":2025,"number":1}"#)
    try await desk.publish(article: "On page five", #","issue":"2025-1","pages":[5]"#)
    try await desk.publish(article: "On page two", #","issue":"2025-1","pages":[2,3]"#)
    try await desk.publish(article: "Elsewhere")
    #expect(try await desk.send("GET", "/v1/issues/2025-1/contents").items("title") == ["On page two", "On page five"])
    #expect(try await desk.send("GET", "/v1/issues/2025-1/pages/3").items("title") == ["On page two"])
    for target in ["/v1/issues/2024-9/contents", "/v1/issues/2025-1/pages/x", "/v1/issues/2025-1/pages/03"] {
      #expect(try await desk.send("GET", target).status == 404)
    }
    #expect(try await desk.send("GET", "/v1/articles?issue=2025-1&total=1").object["total"] == .integer(2))
  }

  @Test func `an organisation leads to its awards, articles and events`() async throws {
    let desk = try Desk()
    let house = try await desk.post(.organisation, #"{"name":"Star Mould Works"}"#)
    let id = house["id"]?.string ?? ""
    try await desk.publish(article: "About Star", #","organisations":[{"id":"\#(id)","role":"subject"}]"#)
    try await desk.publish(article: "About nobody")
    for key in ["id", "slug"] {
      let path = "/v1/organisations/\(house[key]?.string ?? "")"
      #expect(try await desk.send("GET", path + "/articles").items("title") == ["About Star"])
      #expect(try await desk.send("GET", path + "/awards").items("name").isEmpty)
      #expect(try await desk.send("GET", path + "/events?limit=1").status == 200)
    }
    #expect(try await desk.send("GET", "/v1/organisations/nobody/awards").status == 404)
    #expect(try await desk.send("GET", "/v1/articles?organisation=\(id)").items("title") == ["About Star"])
  }

  @Test func `a former slug leads to the present one, with its query`() async throws {
    let desk = try Desk()
    let article = try await desk.publish(article: "Old name", #","slug":"old-name""#)
    _ = try await desk.send(
      "PATCH", "/v1/articles/\(article["id"]?.string ?? "")", ["Content-Type: application/json"], body: #"{"slug":"new-name"}"#,
      token: desk.staff)
    let reply = try await desk.send("GET", "/v1/articles/old-name?body=html")
    #expect(reply.status == 308)
    #expect(reply["location"] == "/v1/articles/new-name?body=html")
    #expect(try await desk.send("GET", "/v1/articles/new-name").status == 200)
  }

  @Test func `deadlines are those of the days asked for`() async throws {
    let desk = try Desk()
    try await desk.post(
      .notice,
      #"{"title":"Apply","status":"published","deadlines":[{"kind":"application","on":"2025-03-10"},{"kind":"comment","on":"2025-06-01"}]}"#
    )
    try await desk.post(.notice, #"{"title":"Secret","deadlines":[{"kind":"application","on":"2025-03-11"}]}"#)
    let soon = try await desk.send("GET", "/v1/deadlines?within=P30D")
    #expect(try soon.items("on") == ["2025-03-10"])
    #expect(!soon.text.contains("Secret"))
    #expect(try await desk.send("GET", "/v1/deadlines?from=2025-03-01&within=P200D").items("kind") == ["application", "comment"])
    #expect(try await desk.send("GET", "/v1/deadlines?within=soon").faults == ["within"])
  }

  @Test func `changes tell what was published, changed and withdrawn, in order`() async throws {
    let desk = try Desk()
    let article = try await desk.publish(article: "Here and gone")
    try await desk.post(.article, #"{"title":"Never seen"}"#)
    _ = try await desk.send("DELETE", "/v1/articles/\(article["id"]?.string ?? "")", token: desk.staff)
    let changes = try await desk.send("GET", "/v1/changes")
    #expect(try changes.items("op") == ["publish", "delete"])
    let next = try #require(changes.object["next"]?.string)
    let later = try await desk.send("GET", "/v1/changes?since=\(next)")
    #expect(try later.items("op").isEmpty)
    #expect(try later.object["next"]?.string == next)
  }

  @Test func `a wait for changes ends when there is one`() async throws {
    let desk = try Desk()
    async let waiting = desk.send("GET", "/v1/changes?wait=50")
    try await desk.publish(article: "News at last")
    #expect(try await waiting.items("op") == ["publish"])
  }
}

extension String {
  /// Percent-encoded where it is not yet.
  fileprivate var addingPercent: String { contains("%") ? self : utf8.map { "%" + String($0, radix: 16, uppercase: true) }.joined() }
}
