import Domain
import JSON

/// Records as JSON-LD of schema.org: NewsArticle, Legislation, Event, Organization, PublicationIssue.
struct LinkedData {
  static let mediaType = "application/ld+json"

  /// Scheme and authority of addresses.
  let base: String

  func document(_ record: [String: JSONValue], _ type: RecordType) -> [UInt8] {
    var members = self.members(record, type)
    members["@context"] = .string("https://schema.org")
    return JSONValue.object(members).bytes
  }

  func document(_ records: [[String: JSONValue]], _ type: RecordType) -> [UInt8] {
    JSONValue.object([
      "@context": .string("https://schema.org"), "@graph": .array(records.map { .object(members($0, type)) }),
    ]).bytes
  }

  private func members(_ record: [String: JSONValue], _ type: RecordType) -> [String: JSONValue] {
    var members: [String: JSONValue] = ["inLanguage": record["lang"] ?? .null, "dateModified": record["updated_at"] ?? .null]
    let key = record["slug"]?.string ?? record["id"]?.string ?? ""
    members["@id"] = .string("\(base)/v1/\(type.plural)/\(key)")
    members["url"] = members["@id"]
    members["description"] = record["summary"] ?? .null
    switch type {
    case .article: article(record, &members)
    case .notice: notice(record, &members)
    case .event: event(record, &members)
    case .award: award(record, &members)
    case .organisation: organisation(record, &members)
    case .issue: issue(record, &members)
    }
    return members.filter { $0.value != .null && $0.value != .array([]) }
  }

  private func article(_ record: [String: JSONValue], _ members: inout [String: JSONValue]) {
    members["@type"] = .string("NewsArticle")
    members["headline"] = record["title"]
    members["alternativeHeadline"] = record["subtitle"]
    members["articleSection"] = record["section"]
    members["articleBody"] = text(record)
    members["datePublished"] = record["published_at"]
    members["keywords"] = record["tags"]
    members["author"] = .array((record["authors"]?.array ?? []).compactMap { author($0) })
    members["about"] = .array((record["organisations"]?.array ?? []).compactMap { named($0, "Organization") })
    printed(record, &members)
  }

  private func notice(_ record: [String: JSONValue], _ members: inout [String: JSONValue]) {
    members["@type"] = .string("Legislation")
    members["name"] = record["title"]
    members["legislationIdentifier"] = record["document_number"]
    members["legislationDate"] = record["issued_on"]
    members["legislationDateOfApplicability"] = record["effective_on"]
    members["expires"] = record["expires_on"]
    members["legislationPassedBy"] = .array(
      (record["issuers"]?.array ?? []).map { .object(["@type": .string("Organization"), "name": $0]) })
    members["legislationRepeals"] = record["repeals"]
    members["datePublished"] = record["published_at"]
    members["text"] = text(record)
    printed(record, &members)
  }

  private func event(_ record: [String: JSONValue], _ members: inout [String: JSONValue]) {
    members["@type"] = .string("Event")
    members["name"] = record["name"]
    members["startDate"] = record["starts_on"]
    members["endDate"] = record["ends_on"]
    members["sameAs"] = record["url"]
    let isCancelled = record["cancelled"] == .boolean(true)
    members["eventStatus"] = .string("https://schema.org/\(isCancelled ? "EventCancelled" : "EventScheduled")")
    members["organizer"] = .array((record["organisers"]?.array ?? []).map { .object(["@type": .string("Organization"), "name": $0]) })
    guard let venue = record["venue"] ?? record["city"], venue != .null else { return }
    members["location"] = .object(
      ["@type": .string("Place"), "name": venue, "address": record["city"] ?? .null].filter { $0.value != .null })
  }

  // schema.org has no award of its own; a report of one is a creative work that is about its recipient.
  private func award(_ record: [String: JSONValue], _ members: inout [String: JSONValue]) {
    members["@type"] = .string("CreativeWork")
    members["name"] = record["name"]
    members["award"] = record["name"]
    members["datePublished"] = record["published_at"]
    members["dateCreated"] = record["awarded_on"]
    if let recipient = record["recipient"], recipient != .null {
      members["about"] = .object(["@type": .string("Organization"), "name": recipient, "award": record["name"] ?? .null])
    }
    if let grantor = record["grantor"], grantor != .null {
      members["sponsor"] = .object(["@type": .string("Organization"), "name": grantor])
    }
  }

  private func organisation(_ record: [String: JSONValue], _ members: inout [String: JSONValue]) {
    members["@type"] = .string("Organization")
    members["name"] = record["name"]
    let others = (record["short_names"]?.array ?? []) + (record["former_names"]?.array ?? []) + [record["name_en"] ?? .null]
    members["alternateName"] = .array(others.filter { $0 != .null })
    members["sameAs"] = record["website"]
    members["taxID"] = record["credit_code"]
    members["address"] = record["region"]
  }

  private func issue(_ record: [String: JSONValue], _ members: inout [String: JSONValue]) {
    members["@type"] = .string("PublicationIssue")
    members["issueNumber"] = record["label"]
    members["datePublished"] = record["published_on"]
    members["pageStart"] = record["first_page"]
    members["pageEnd"] = record["last_page"]
    if let journal = record["journal"], journal != .null {
      members["isPartOf"] = .object(["@type": .string("Periodical"), "name": journal])
    }
  }

  /// Where it stands in print.
  private func printed(_ record: [String: JSONValue], _ members: inout [String: JSONValue]) {
    if let pages = record["pages"]?.array, !pages.isEmpty {
      members["pagination"] = .string(pages.compactMap(\.integer).map(String.init).joined(separator: ", "))
    }
    if let label = record["issue"]?.string {
      members["isPartOf"] = .object([
        "@type": .string("PublicationIssue"), "issueNumber": .string(label), "@id": .string("\(base)/v1/issues/\(label)"),
      ])
    }
  }

  private func text(_ record: [String: JSONValue]) -> JSONValue { record["body"]?.object?["text"] ?? .null }

  private func author(_ value: JSONValue) -> JSONValue? {
    guard var person = named(value, "Person")?.object else { return nil }
    if let affiliation = value.object?["affiliation"], affiliation != .null {
      person["affiliation"] = .object(["@type": .string("Organization"), "name": affiliation])
    }
    return .object(person)
  }

  private func named(_ value: JSONValue, _ type: String) -> JSONValue? {
    value.object?["name"].map { .object(["@type": .string(type), "name": $0]) }
  }
}
