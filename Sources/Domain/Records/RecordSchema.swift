extension RecordSchema {
  /// Identity, what is the type's own, times, the body last of what everyone sees, and for items what only staff see.
  init(_ type: RecordType, own: [Field], body: Bool = false, filters: [Field] = [], includes: [String] = [], facets: [String] = []) {
    var fields = Field.identity(type)
    fields += own
    fields += Field.times
    if body { fields.append(.body) }
    if type.isItem { fields += Field.staff }
    self.init(type: type, fields: fields, filters: filters, includes: includes, facets: facets)
  }

  package static let all: [RecordSchema] = [.article, .notice, .event, .award, .organisation, .issue]

  package static func of(_ type: RecordType) -> RecordSchema {
    switch type {
    case .article: .article
    case .notice: .notice
    case .event: .event
    case .award: .award
    case .organisation: .organisation
    case .issue: .issue
    }
  }

  /// The member that names the record to a person: `title`, `name` or `label`.
  package var titleField: String {
    switch type {
    case .article, .notice: "title"
    case .event, .award, .organisation: "name"
    case .issue: "label"
    }
  }

  /// True for the types whose text stands in a body.
  package var hasBody: Bool { field("body") != nil }
}

/// Limits that several field tables share, in characters or entries.
package enum FieldLimit {
  package static let title = 300
  package static let line = 200
  package static let address = 500
  package static let summary = 2_000
  package static let body = 400_000
  package static let entries = 100
  package static let pages = 64
  package static let year: ClosedRange<Int64> = 1900...2200
  package static let page: ClosedRange<Int64> = 1...10_000
}

/// Members that every type, or every item, has; each table puts them in its own order.
extension Field {
  static func identity(_ type: RecordType) -> [Field] {
    [
      Field("id", .text(max: 36), .readOnly, filters: true, "UUIDv7, lower case; made by the server."),
      Field("type", .choice([type.rawValue]), .readOnly, "The type of record."),
      Field(
        "slug", .text(max: 96), filters: true, "Readable name in the path; made from the title unless given. A former slug answers 308."),
    ]
  }

  static let status = Field(
    "status", .choice(Status.allCases.map(\.rawValue)), filters: true,
    "Where the item stands; only `published` exists without a token. May be set on creation to `draft` or `published`.")

  static let lang = Field("lang", .text(max: 35), filters: true, "BCP 47 language tag, `zh-Hans` unless given.")
  static let tags = Field("tags", .list(of: .text(max: 60), max: FieldLimit.entries), "Free keywords.")
  static let issue = Field("issue", .reference(.issue), filters: true, "Label of the printed issue, such as `2025-1`.")
  static let pages = Field("pages", .list(of: .integer(FieldLimit.page), max: FieldLimit.pages), "Printed pages, in reading order.")
  static let summary = Field("summary", .text(max: FieldLimit.summary), "A few sentences for a list.")
  static let body = Field("body", .body(max: FieldLimit.body), "The full text; a plain string is Markdown.")
  static let article = Field("article", .reference(.article), filters: true, "Id of the article that reports it.")

  static let organisations = Field(
    "organisations",
    .list(
      of: .object([
        Field("id", .reference(.organisation), .required, "Id or slug of the organisation."),
        Field("name", .text(max: FieldLimit.line), .readOnly, "Its name now."),
        Field("role", .text(max: 40), "What it has to do with it, such as `subject`, `organiser`, `recipient`, `issuer`."),
      ]), max: FieldLimit.entries), "Companies and bodies of the authority file that it is about.")

  static let provenance = Field(
    "provenance",
    .object([
      Field("issue", .text(max: 40), .readOnly, "Label of the issue that was read."),
      Field(
        "lines", .list(of: .list(of: .integer(1...Int64.max), max: 2), max: 10_000), .readOnly, "Ranges of input lines, in reading order."),
      Field("text_sha256", .text(max: 64), .readOnly, "SHA-256 of the input file, hexadecimal."),
    ]), .readOnly, "Where ingest found it; null for what a person wrote.")

  static let authors = Field(
    "authors",
    .list(
      of: .object([
        Field("name", .text(max: FieldLimit.line), .required, "The person."),
        Field("affiliation", .text(max: FieldLimit.line), "Company or body as printed."),
      ]), max: FieldLimit.entries), "Who wrote it.")

  static let cites = Field(
    "cites",
    .list(
      of: .object([
        Field("title", .text(max: FieldLimit.title), "Title of the document."),
        Field("document_number", .text(max: FieldLimit.line), "Its number, such as 某部函〔2024〕5号."),
      ]), max: FieldLimit.entries), "Official documents named by number.")

  /// Filters through the links of an item.
  static let linkFilters: [Field] = [
    Field("tag", .text(max: 60), "Items that carry this keyword."),
    Field("organisation", .reference(.organisation), "Items linked to this organisation, by id or slug."),
    Field("year", .integer(FieldLimit.year), "Items of this year: of the issue, or else of publication."),
  ]

  /// Times and version, in the order in which they close the public part of a record.
  static let times: [Field] = [
    Field("created_at", .time, .readOnly, filters: true, sorts: true, "When the record was made."),
    Field("updated_at", .time, .readOnly, filters: true, sorts: true, "When it was last written."),
    Field("version", .integer(1...Int64.max), .readOnly, "Grows by one with every write."),
  ]

  static let publishedAt = Field("published_at", .time, .readOnly, filters: true, sorts: true, "When readers first could see it.")

  /// What only staff see of an item; these stand last.
  static let staff: [Field] = [
    Field("publish_at", .time, filters: true, sorts: true, isStaffOnly: true, "When it will be published."),
    Field("unpublish_at", .time, filters: true, sorts: true, isStaffOnly: true, "When it will be withdrawn."),
    Field(
      "confidence", .number(0...1), .readOnly, filters: true, sorts: true, isStaffOnly: true,
      "How sure ingest was, 0 to 1; null for what a person wrote."),
    Field(
      "warnings",
      .list(
        of: .object([
          Field("code", .text(max: 60), .readOnly, "Which doubt it is."),
          Field("line", .integer(1...Int64.max), .readOnly, "Input line, from 1."),
          Field("detail", .text(max: 1_000), .readOnly, "What a person should look at."),
        ]), max: 1_000), .readOnly, isStaffOnly: true, "Doubts of ingest about this item."),
  ]
}
