extension RecordSchema {
  /// Something that takes place.
  package static let event = RecordSchema(
    .event,
    own: [
      .status,
      Field("name", .text(max: FieldLimit.title), .required, filters: true, sorts: true, "What it is called."),
      Field("starts_on", .date, filters: true, sorts: true, "First day."),
      Field("ends_on", .date, filters: true, sorts: true, "Last day, the first one included."),
      Field("venue", .text(max: FieldLimit.line), filters: true, "Hall, hotel or address."),
      Field("city", .text(max: FieldLimit.line), filters: true, "City."),
      Field("organisers", .list(of: .text(max: FieldLimit.line), max: FieldLimit.entries), "Who holds it, as printed."),
      Field("cancelled", .boolean, filters: true, "True when it does not take place; it stays listed."),
      Field("url", .text(max: FieldLimit.address), "Its own page."),
      .summary, .article, .lang, .tags, .organisations, .issue, .pages, .provenance, .publishedAt,
    ],
    filters: Field.linkFilters, includes: ["organisations", "issue", "article"],
    facets: ["city", "year", "organisation", "issue", "tag", "lang"])
}
