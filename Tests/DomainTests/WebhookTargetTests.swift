import Domain
import Testing

struct WebhookTargetTests {
  @Test(arguments: [
    ("https://hooks.example.org/in", "hooks.example.org", 443, "/in", "hooks.example.org"),
    ("HTTPS://Hooks.Example.org", "hooks.example.org", 443, "/", "hooks.example.org"),
    ("http://a.example:8080?x=1", "a.example", 8080, "/?x=1", "a.example:8080"),
    ("https://203.0.113.9:443/p%20q", "203.0.113.9", 443, "/p%20q", "203.0.113.9"),
    ("https://[2001:DB8::1]:8443/", "2001:db8::1", 8443, "/", "[2001:db8::1]:8443"),
  ])
  func `an address has its parts`(text: String, host: String, port: Int, path: String, authority: String) throws {
    let target = try #require(WebhookTarget(text))
    #expect(target.host == host)
    #expect(target.port == port)
    #expect(target.path == path)
    #expect(target.authority == authority)
    #expect(target.isSecure == text.lowercased().hasPrefix("https:"))
  }

  @Test(arguments: [
    "", "hooks.example.org", "ftp://a.example/", "https://", "https:///path", "https://user@a.example/", "https://u:p@a.example/",
    "https://a.example/#part", "https://a.example:0/", "https://a.example:65536/", "https://a.example:+80/", "https://a.example:/",
    "https://a..example/", "https://a.example./", "https://-a.example/", "https://a b.example/", "https://a.example/ b",
    "https://a.example/\r\nX: y", "https://例子.example/", "https://2130706433/", "https://127.1/", "https://0x7f000001/",
    "https://0177.0.0.1/", "https://127.0.0.01/", "https://1.2.3.256/", "https://[::1/", "https://[localhost]/", "https://::1/",
    "https://[fe80::1%25eth0]/", "https://a.example\\@b.example/",
  ])
  func `what can be read in two ways is no address`(text: String) {
    #expect(WebhookTarget(text) == nil)
  }
}
