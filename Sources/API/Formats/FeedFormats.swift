import Domain
import HTTP
import JSON

/// The three forms of a feed: Atom (RFC 4287), RSS 2.0, and JSON Feed 1.1.
enum FeedFormat: String, Sendable, CaseIterable {
  case atom, rss, json

  var mediaType: String {
    switch self {
    case .atom: "application/atom+xml; charset=utf-8"
    case .rss: "application/rss+xml; charset=utf-8"
    case .json: "application/feed+json; charset=utf-8"
    }
  }

  func document(_ head: FeedHead, _ entries: [FeedEntry]) -> [UInt8] {
    switch self {
    case .atom: Array(Self.atomText(head, entries).utf8)
    case .rss: Array(Self.rssText(head, entries).utf8)
    case .json: Self.jsonFeed(head, entries)
    }
  }

  private static func element(_ name: String, _ text: String?, _ attributes: String = "") -> String {
    text.map { "<\(name)\(attributes)>\(XMLText.escape($0))</\(name)>\n" } ?? ""
  }

  private static func atomText(_ head: FeedHead, _ entries: [FeedEntry]) -> String {
    var xml = """
      <?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom">
      <id>\(XMLText.escape(head.address))</id>
      <link rel="self" href="\(XMLText.escape(head.address))"/>
      <link rel="alternate" href="\(XMLText.escape(head.home))"/>

      """
    xml += element("title", head.title) + element("updated", head.updated.text) + "<author><name>Bulletin</name></author>\n"
    for entry in entries {
      xml += "<entry>\n" + element("id", "urn:uuid:\(entry.id)") + element("title", entry.title)
      xml += "<link rel=\"alternate\" href=\"\(XMLText.escape(entry.address))\"/>\n"
      xml += element("published", entry.published.text) + element("updated", entry.updated.text)
      for author in entry.authors { xml += "<author>\(element("name", author))</author>\n" }
      for tag in entry.tags { xml += "<category term=\"\(XMLText.escape(tag))\"/>\n" }
      xml += element("summary", entry.summary) + element("content", entry.html, " type=\"html\"") + "</entry>\n"
    }
    return xml + "</feed>\n"
  }

  private static func rssText(_ head: FeedHead, _ entries: [FeedEntry]) -> String {
    var xml = """
      <?xml version="1.0" encoding="utf-8"?>
      <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
      <channel>
      <atom:link rel="self" type="application/rss+xml" href="\(XMLText.escape(head.address))"/>

      """
    xml += element("title", head.title) + element("link", head.home) + element("description", head.title)
    xml += element("lastBuildDate", HTTPDate.format(head.updated.milliseconds / 1_000))
    for entry in entries {
      xml += "<item>\n" + element("title", entry.title) + element("link", entry.address)
      xml += element("guid", "urn:uuid:\(entry.id)", " isPermaLink=\"false\"")
      xml += element("pubDate", HTTPDate.format(entry.published.milliseconds / 1_000))
      for tag in entry.tags { xml += element("category", tag) }
      xml += element("description", entry.html ?? entry.summary) + "</item>\n"
    }
    return xml + "</channel>\n</rss>\n"
  }

  private static func jsonFeed(_ head: FeedHead, _ entries: [FeedEntry]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.member("version", "https://jsonfeed.org/version/1.1")
      $0.member("title", head.title)
      $0.member("home_page_url", head.home)
      $0.member("feed_url", head.address)
      $0.key("items")
      $0.array { items in for entry in entries { items.object { write(entry, to: &$0) } } }
    }
    return writer.bytes
  }

  private static func write(_ entry: FeedEntry, to writer: inout JSONWriter) {
    writer.member("id", "urn:uuid:\(entry.id)")
    writer.member("url", entry.address)
    writer.member("title", entry.title)
    // JSON Feed 1.1: one of content_html and content_text must be there.
    if let html = entry.html { writer.member("content_html", html) } else { writer.member("content_text", entry.summary ?? entry.title) }
    if let summary = entry.summary { writer.member("summary", summary) }
    writer.member("date_published", entry.published.text)
    writer.member("date_modified", entry.updated.text)
    if let language = entry.language { writer.member("language", language) }
    if !entry.authors.isEmpty {
      writer.key("authors")
      writer.array { list in for author in entry.authors { list.object { $0.member("name", author) } } }
    }
    writer.key("tags")
    writer.strings(entry.tags)
  }
}
