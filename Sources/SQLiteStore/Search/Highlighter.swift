import Domain
import JSON

/// Adds `highlights` to a hit: its title and a piece of its text as HTML, what was found between `<mark>` tags and all else escaped.
struct Highlighter {
  private let marker: SnippetMarker
  private let type: RecordType

  init(_ expression: SearchExpression, _ type: RecordType) {
    marker = SnippetMarker(expression.terms)
    self.type = type
  }

  /// Appends the member to the record whose JSON begins at `start`.
  func append(to out: inout [UInt8], from start: Int, seq: Int64, _ connection: Connection) throws {
    guard let record = try connection.load(type, seq: seq) else { return }
    let isEmpty = out.count - start == 2
    out.removeLast()
    if !isEmpty { out.append(UInt8(ascii: ",")) }
    out.append(contentsOf: "\"highlights\":".utf8)
    var writer = JSONWriter()
    writer.object {
      $0.key("title")
      $0.optional(marker.whole(record.title))
      $0.key("text")
      $0.optional(marker.snippet(SearchSource.text(of: record)))
    }
    out.append(contentsOf: writer.bytes)
    out.append(UInt8(ascii: "}"))
  }
}
