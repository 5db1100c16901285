import Domain
import JSON

extension CommandTable {
  private static let mostHits = 100

  static let searchCommand = Command(
    "search", "Print what a search finds, best first.",
    operands: .init("QUERY", 1...1, "What to look for, as a reader would type it."),
    flags: [
      Flag(
        "type", choices: RecordType.allCases.filter(\.isItem).map(\.rawValue), repeats: true, standard: "all",
        "Types of item to look through."),
      Flag("limit", takes: "N", standard: "20", "Most hits, 1 to \(mostHits)."),
      Flag("drafts", "Look through what is not published too."),
      Flag("format", choices: ["text", "json"], standard: "text", "Form of the answer."),
    ],
    settings: storeSettings
  ) { invocation in
    let limit = try count(invocation.value("limit") ?? "20")
    let store = try invocation.settings().configuration.openExistingStore()
    let types = invocation.values["type"]?.compactMap(RecordType.init) ?? RecordType.allCases.filter(\.isItem)
    let viewer = invocation.has("drafts") ? Viewer.staff : .anyone
    var query = ListQuery(types: types, projection: Projection(viewer: viewer, body: .none))
    query.text = invocation.operands[0]
    query.limit = limit
    let hits = try store.list(query, reader: 0)
    if invocation.value("format") == "json" { return try Output.standard.write(bytes: hits.items + [UInt8(ascii: "\n")]) }
    try Output.standard.write(SearchListing.text(hits))
  }

  private static func count(_ text: String) throws(Failure) -> Int {
    guard let count = Int(text), (1...mostHits).contains(count) else {
      throw .usage("--limit must be a whole number from 1 to \(mostHits), not \"\(text)\".")
    }
    return count
  }
}

/// Hits of a search for a person: a title, and under it what and where it is.
enum SearchListing {
  static func text(_ hits: RenderedList) throws -> String {
    let records = try JSONReader().read(hits.items).array ?? []
    if records.isEmpty { return "Nothing was found.\n" }
    return records.compactMap(\.object).map(entry).joined()
  }

  private static func entry(_ record: [String: JSONValue]) -> String {
    let name = record["title"]?.string ?? record["name"]?.string ?? "?"
    let facts = ["type", "kind", "category", "issue", "starts_on", "published_at", "status"].compactMap { word(of: record[$0]) }
    let id = record["id"]?.string ?? ""
    return "\(name)\n  \(facts.joined(separator: ", "))  \(id)\n"
  }

  /// An issue may stand as its label or as a record with one; of a time the day is enough.
  private static func word(of value: JSONValue?) -> String? {
    let word = value?.string ?? value?.object?["label"]?.string
    return word.map { Timestamp($0)?.date.text ?? $0 }
  }
}
