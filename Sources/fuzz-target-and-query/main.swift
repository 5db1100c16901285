import Foundation
import Fuzzing
import HTTP

let router = Router<Int>([
  .init(.get, "/", 0), .init(.get, "/v1/articles", 1), .init(.get, "/v1/articles/{id}", 2), .init(.get, "/feeds/{name}.atom", 3),
  .init(.get, "/v1/articles/{id}/revisions/{n}", 4),
])

exit(
  fuzz { bytes in
    let request = Array("GET ".utf8) + bytes + Array(" HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
    var parser = RequestParser()
    var head = RequestHead()
    // A fault is a right answer to most inputs; what is taken must hold.
    guard let consumed = try? parser.parse(request.span, into: &head), consumed == request.count else { return }
    precondition(!head.bytes[head.path].contains { $0 <= 0x20 || $0 >= 0x7F }, "a raw control or blank in the path")
    for segment in head.string(head.path).split(separator: "/") {
      precondition(![".", ".."].contains(PercentCoding.decode(String(segment))), "a way out of the path")
    }
    if let path = PercentCoding.decode(head.bytes.span, head.path) {
      precondition(!path.utf8.contains(0), "NUL in the path")
      precondition(PercentCoding.decode(PercentCoding.encode(path)) == path, "encoding does not lead back")
    }
    if case .found(_, let parameters) = router.route(head) { precondition(parameters["id"]?.isEmpty != true, "an empty parameter") }
    // A fault of the query is a right answer, too.
    guard let query = try? QueryParameters(head) else { return }
    precondition(Set(query.all.map(\.name)).count == query.all.count, "a name twice")
    precondition(query.all.allSatisfy { !$0.name.isEmpty && !$0.value.utf8.contains(0) }, "an empty name or NUL")
  })
