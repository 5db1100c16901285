import Domain
import JSON

/// The words of one record as the index holds them: those of its title marked, their pinyin, and all of its words.
struct SearchEntry {
  /// The position with its sign turned round: what is newest is read first, and FTS5 reads forwards far quicker than backwards.
  var row: Int64
  var words: [UInt8]

  init(_ record: StoredRecord) {
    row = -record.position
    var title = SearchSource.titles[record.layout.schema.type.code].compactMap { record[$0].text }.joined(separator: "\n")
    if record.type == .organisation { title += "\n" + Self.otherNames(of: record) }
    words = SearchWords.index(title, mark: SearchWords.titleMark)
    words += SearchWords.pinyin(title)
    words += SearchWords.index(title)
    words += SearchWords.index(SearchSource.text(of: record))
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

  /// Only what stands in the record itself: words that others can change could not be taken out again.
  static func text(of record: StoredRecord) -> String {
    var text = ""
    for (index, field) in record.layout.schema.fields.enumerated() where texts.contains(field.name) {
      switch record.cells[index] {
      case .text(let value): append(value, to: &text)
      case .json(let bytes) where bytes.count > 2: collect(record.cells[index].json ?? .null, into: &text)
      default: break
      }
    }
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

  var entry: SearchEntry {
    switch self {
    case .add(let entry), .remove(let entry): entry
    }
  }
}

extension Connection {
  /// Rows go in by their numbers, as FTS5 flushes where one is smaller than the one before; those of one row in their own order.
  func apply(_ changes: [SearchChange]) throws {
    for change in changes.sorted(by: { $0.entry.row < $1.entry.row }) {
      switch change {
      case .add(let entry): try write(entry, "INSERT INTO search (rowid, words) VALUES (?, ?)")
      case .remove(let entry): try write(entry, "INSERT INTO search (search, rowid, words) VALUES ('delete', ?, ?)")
      }
    }
  }

  private func write(_ entry: SearchEntry, _ sql: String) throws {
    try run(sql, [.integer(entry.row), .utf8(entry.words)])
  }
}
