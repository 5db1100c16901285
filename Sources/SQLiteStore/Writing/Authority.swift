import Domain
import JSON

/// An organisation named in a text, and what it has to do with the item.
struct OrganisationMention: Equatable {
  var name: String
  var role: String
}

extension SQLiteWriteSession {
  /// Organisations that a story and the records hanging on it name.
  static func organisations(in item: ImportedIssue.Item) -> [OrganisationMention] {
    var mentions = organisations(in: item.members)
    for members in item.events + item.awards {
      for mention in organisations(in: members) where !mentions.contains(mention) { mentions.append(mention) }
    }
    return mentions
  }

  static func organisations(in members: [String: JSONValue]) -> [OrganisationMention] {
    var mentions: [OrganisationMention] = []
    func add(_ value: JSONValue?, _ role: String) {
      guard let name = value?.string, OrganisationName.isOne(name) else { return }
      let mention = OrganisationMention(name: name, role: role)
      if !mentions.contains(mention) { mentions.append(mention) }
    }
    for entry in members["organisations"]?.array ?? [] {
      add(entry.object?["name"] ?? entry, entry.object?["role"]?.string ?? "subject")
    }
    for (field, role) in [("issuers", "issuer"), ("organisers", "organiser")] {
      for name in members[field]?.array ?? [] { add(name, role) }
    }
    for (field, role) in [("recipient", "recipient"), ("grantor", "grantor")] { add(members[field], role) }
    return mentions
  }

  /// The row of the authority file that goes by that name, made if there is none.
  func authority(_ name: String, role: String) throws -> StoredRecord.Link? {
    let known = try connection.first(
      """
      SELECT o.seq, o.id, o.name
      FROM organisation_names n
      JOIN organisations o ON o.seq = n.organisation
      WHERE n.name = ? AND o.deleted_at IS NULL
      ORDER BY o.seq
      LIMIT 1
      """, [.text(SearchText.fold(name))]
    ) { StoredRecord.Link(organisation: $0.integer(0), id: $0.text(1), name: $0.text(2), role: role) }
    if let known { return known }
    let (members, doubts) = Ingested.clean(["name": .string(name)], .organisation)
    guard doubts.isEmpty else { return nil }
    var record = try draft(.organisation, members)
    try add(&record, action: "ingest", by: .authorityFile)
    return StoredRecord.Link(organisation: record.seq, id: record.id, name: record.title, role: role)
  }
}

extension Author {
  /// In whose name organisations are entered that a text names for the first time.
  static let authorityFile = Author(token: "bulletin", name: "authority file", address: "local")
}
