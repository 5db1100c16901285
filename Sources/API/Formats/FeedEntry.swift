import Domain
import JSON

/// One entry of a feed, whatever form it takes.
struct FeedEntry: Sendable {
  var id: String
  var address: String
  var title: String
  var summary: String?
  var html: String?
  var authors: [String]
  var tags: [String]
  var language: String?
  var published: Timestamp
  var updated: Timestamp

  /// From a record as it is shown with `body=html`.
  init(_ record: [String: JSONValue], _ type: RecordType, base: String) {
    id = record["id"]?.string ?? ""
    address = "\(base)/v1/\(type.plural)/\(record["slug"]?.string ?? id)"
    title = record[RecordSchema.of(type).titleField]?.string ?? ""
    html = record["body"]?.object?["text"]?.string
    summary = record["summary"]?.string ?? Self.facts(record, type)
    authors = (record["authors"]?.array ?? []).compactMap { $0.object?["name"]?.string }
    tags = (record["tags"]?.array ?? []).compactMap(\.string)
    language = record["lang"]?.string
    updated = record["updated_at"]?.string.flatMap { Timestamp($0) } ?? Timestamp(milliseconds: 0)
    published = record["published_at"]?.string.flatMap { Timestamp($0) } ?? updated
  }

  /// What an event or award says in one line, as they have no body.
  private static func facts(_ record: [String: JSONValue], _ type: RecordType) -> String? {
    let names: [String] =
      switch type {
      case .event: ["starts_on", "ends_on", "venue", "city"]
      case .award: ["recipient", "grantor", "awarded_on"]
      case .article, .notice, .organisation, .issue: []
      }
    let facts = names.compactMap { record[$0]?.string }
    return facts.isEmpty ? nil : facts.joined(separator: " · ")
  }
}

/// A feed's own data.
struct FeedHead: Sendable {
  var title: String
  /// Where it is itself, and the page it stands for.
  var address: String
  var home: String
  var updated: Timestamp
}

/// Text that is safe in XML 1.0: marks escaped, and characters that XML cannot say left out.
enum XMLText {
  static func escape(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x26: escaped += "&amp;"
      case 0x3C: escaped += "&lt;"
      case 0x3E: escaped += "&gt;"
      case 0x22: escaped += "&quot;"
      case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...: escaped.unicodeScalars.append(scalar)
      default: continue
      }
    }
    return escaped
  }
}
