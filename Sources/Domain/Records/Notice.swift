extension RecordSchema {
  /// A policy notice: an official document, a call for applications, or the news of an official document.
  package static let notice = RecordSchema(
    .notice,
    own: [
      .status,
      Field("category", .choice(["official", "call", "news"]), filters: true, "What sort of notice it is; `official` unless given."),
      Field("title", .text(max: FieldLimit.title), .required, filters: true, sorts: true, "The heading."),
      Field("subtitle", .text(max: FieldLimit.title), "The line under the heading."),
      Field("kicker", .text(max: FieldLimit.title), "The line above the heading."),
      Field("section", .text(max: FieldLimit.line), filters: true, "The journal's section."),
      Field("byline", .text(max: FieldLimit.line), filters: true, "The credit as printed."),
      Field("source", .text(max: FieldLimit.line), filters: true, "Who supplied it, read from the byline."),
      .authors, .summary,
      Field("issuers", .list(of: .text(max: FieldLimit.line), max: FieldLimit.entries), "The bodies that issued it."),
      Field("document_number", .text(max: FieldLimit.line), filters: true, "Its official number."),
      Field("issued_on", .date, filters: true, sorts: true, "The date under the document."),
      Field("effective_on", .date, filters: true, sorts: true, "The first day it applies."),
      Field("expires_on", .date, filters: true, sorts: true, "The last day it applies."),
      Field(
        "deadlines",
        .list(
          of: .object([
            Field("kind", .text(max: 40), .required, "What is due, such as `application`, `registration`, `comment`."),
            Field("on", .date, .required, "The last day."),
            Field("note", .text(max: FieldLimit.line), "What else a reader must know."),
          ]), max: FieldLimit.entries), "Days by which something must be done."),
      Field("repeals", .list(of: .text(max: FieldLimit.title), max: FieldLimit.entries), "Numbers of the documents it ends."),
      .cites,
      Field("attachments", .list(of: .text(max: FieldLimit.title), max: FieldLimit.entries), "Titles of its attachments."),
      Field(
        "contacts",
        .list(
          of: .object([
            Field(
              "kind", .choice(["person", "phone", "mobile", "fax", "email", "qq", "address", "postcode"]), .required,
              "What sort of contact."),
            Field("value", .text(max: FieldLimit.address), .required, "As printed."),
          ]), max: FieldLimit.entries), "Whom to ask."),
      .lang, .tags, .organisations, .issue, .pages, .provenance, .publishedAt,
    ], body: true,
    filters: Field.linkFilters + [
      Field("as_of", .date, "Notices issued by this day; with `in_force`, the day it is asked for."),
      Field("in_force", .boolean, "Notices that apply on the day of `as_of`, or today."),
    ],
    includes: ["organisations", "issue"], facets: ["category", "section", "year", "organisation", "issue", "tag", "lang"])
}
