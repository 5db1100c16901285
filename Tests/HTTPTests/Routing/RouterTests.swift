import Testing

@testable import HTTP

struct RouterTests {
  static let router = Router<String>([
    .init(.get, "/", "root"), .init(.get, "/v1", "v1"), .init(.get, "/v1/articles", "list"), .init(.post, "/v1/articles", "create"),
    .init(.get, "/v1/articles/{id}", "one"), .init(.delete, "/v1/articles/{id}", "delete"),
    .init(.get, "/v1/articles/newest", "newest"), .init(.post, "/v1/articles/{id}/publish", "publish"),
    .init(.get, "/v1/articles/{id}/revisions/{n}", "revision"), .init(.get, "/feeds/{name}.atom", "atom"),
    .init(.get, "/feeds/{name}.json", "json"), .init(.get, "/feeds/{name}", "feed"),
  ])

  static func outcome(_ method: String, _ target: String) throws -> String {
    switch router.route(try head(method, target: target)) {
    case .found(let endpoint, let parameters):
      return (["id", "n", "name"].compactMap { name in parameters[name].map { "\(name)=\($0)" } } as [String])
        .reduce(endpoint) { "\($0) \($1)" }
    case .options(let allowed): return "options " + allowed.map(\.rawValue).joined(separator: ",")
    case .methodNotAllowed(let allowed): return "405 " + allowed.map(\.rawValue).joined(separator: ",")
    case .notFound: return "404"
    }
  }

  @Test(
    arguments: [
      ("GET", "/", "root"), ("GET", "/v1", "v1"), ("HEAD", "/v1/articles", "list"), ("POST", "/v1/articles?x=y", "create"),
      ("GET", "/v1/articles/a-b", "one id=a-b"), ("GET", "/v1/articles/newest", "newest"),
      ("GET", "/v1/articles/%E6%A8%A1%2Fx", "one id=模/x"), ("GET", "/v1/%61rticles", "list"),
      ("POST", "/v1/articles/newest/publish", "publish id=newest"), ("GET", "/v1/articles/7/revisions/3", "revision id=7 n=3"),
      ("GET", "/feeds/all.atom", "atom name=all"), ("GET", "/feeds/a.b.json", "json name=a.b"), ("GET", "/feeds/.json", "feed name=.json"),
      ("GET", "http://x", "root"),
    ] as [(String, String, String)])
  func `a path finds its endpoint and its parameters`(_ method: String, _ target: String, _ expected: String) throws {
    #expect(try Self.outcome(method, target) == expected)
  }

  @Test(arguments: [
    "/v2", "/v1/", "//v1", "/v1//articles", "/v1/articles/", "/V1", "/v1/articles/7/", "/v1/articles/7/x", "/v1%2Farticles", "/feeds",
    "/v1/articles/7/revisions", "/v1;x",
  ])
  func `an unknown path is not found, whatever the method`(_ target: String) throws {
    for method in ["GET", "POST", "OPTIONS", "FOO"] { #expect(try Self.outcome(method, target) == "404") }
  }

  @Test(
    arguments: [
      ("PUT", "/v1/articles", "405 GET,HEAD,POST,OPTIONS"), ("get", "/v1", "405 GET,HEAD,OPTIONS"),
      ("BREW", "/v1/articles/7", "405 GET,HEAD,DELETE,OPTIONS"), ("HEAD", "/v1/articles/7/publish", "405 POST,OPTIONS"),
      ("TRACE", "/v1", "405 GET,HEAD,OPTIONS"), ("TRACE", "/x", "405 GET,HEAD,POST,DELETE,OPTIONS"),
      ("CONNECT", "a:443", "405 GET,HEAD,POST,DELETE,OPTIONS"), ("OPTIONS", "/v1/articles", "options GET,HEAD,POST,OPTIONS"),
      ("OPTIONS", "*", "options GET,HEAD,POST,DELETE,OPTIONS"),
    ] as [(String, String, String)])
  func `another method is told which ones there are`(_ method: String, _ target: String, _ expected: String) throws {
    #expect(try Self.outcome(method, target) == expected)
  }
}
