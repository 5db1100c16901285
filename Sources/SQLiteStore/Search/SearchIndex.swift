import Domain
import JSON

/// The words of one record as both search tables hold them.
struct SearchEntry {
  var position: Int64
  var title: [UInt8]
  var text: [UInt8]

  init(_ record: StoredRecord) {
    position = record.position
    let title = SearchSource.titles[record.layout.schema.type.code].compactMap { record[$0].text }.joined(separator: "\n")
    let names = record.type == .organisation ? Self.otherNames(of: record) : ""
    self.title = SearchWords.index(title + "\n" + names) + SearchWords.pinyin(title + "\n" + names)
    text = self.title + SearchWords.index(SearchSource.text(of: record))
  }

  private static func otherNames(of record: StoredRecord) -> String {
    (record["short_names"].elements + record["former_names"].elements).compactMap(\.string).joined(separator: "\n")
  }
}

/// Which fields are searched: what counts as title, and everything else with text in it.
enum SearchSource {
  /// By `RecordType.code`.
  static let titles: [[String]] = [
    ["title", "subtitle", "kicker"], ["title", "subtitle", "kicker"], ["name"], ["name", "recipient"], ["name", "name_en"],
    ["label", "journal"],
  ]

  private static let texts: Set<String> = [
    "section", "byline", "source", "authors", "summary", "cites", "tags", "issuers", "document_number", "repeals", "attachments",
    "contacts",
    "venue", "city", "organisers", "grantor", "recipient", "work", "rank", "region", "credit_code", "body",
  ]

  static func text(of record: StoredRecord) -> String {
    var text = ""
    for (index, field) in record.layout.schema.fields.enumerated() where texts.contains(field.name) {
      switch record.cells[index] {
      case .text(let value): append(value, to: &text)
      case .json(let bytes) where bytes.count > 2: collect(record.cells[index].json ?? .null, into: &text)
      default: break
      }
    }
    for link in record.links { append(link.name, to: &text) }
    return text
  }

  private static func append(_ value: String, to text: inout String) {
    text += value
    text += "\n"
  }

  private static func collect(_ value: JSONValue, into text: inout String) {
    switch value {
    case .string(let string): append(string, to: &text)
    case .array(let elements): for element in elements { collect(element, into: &text) }
    case .object(let members): for key in members.keys.sorted() { collect(members[key] ?? .null, into: &text) }
    case .null, .boolean, .integer, .number: break
    }
  }
}

/// A change of the index that is made when its batch commits: FTS5 writes one segment a flush, and a savepoint is a flush.
enum SearchChange {
  case add(SearchEntry)
  /// The words must be those that were added.
  case remove(SearchEntry)
}

extension Connection {
  func apply(_ changes: [SearchChange]) throws {
    for change in changes {
      switch change {
      case .add(let entry):
        try write(entry, "INSERT INTO search_titles (rowid, words) VALUES (?, ?)", "INSERT INTO search_texts (rowid, words) VALUES (?, ?)")
      case .remove(let entry):
        try write(
          entry, "INSERT INTO search_titles (search_titles, rowid, words) VALUES ('delete', ?, ?)",
          "INSERT INTO search_texts (search_texts, rowid, words) VALUES ('delete', ?, ?)")
      }
    }
  }

  private func write(_ entry: SearchEntry, _ titles: String, _ texts: String) throws {
    try run(titles, [.integer(entry.position), .text(String(decoding: entry.title, as: UTF8.self))])
    try run(texts, [.integer(entry.position), .text(String(decoding: entry.text, as: UTF8.self))])
  }
}
