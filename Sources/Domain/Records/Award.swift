extension RecordSchema {
  /// Who received what from whom and when.
  package static let award = RecordSchema(
    .award,
    own: [
      .status,
      Field("name", .text(max: FieldLimit.title), .required, filters: true, sorts: true, "The prize or title."),
      Field("recipient", .text(max: FieldLimit.line), filters: true, sorts: true, "Company or person, as printed."),
      Field("grantor", .text(max: FieldLimit.line), filters: true, "Who gave it, as printed."),
      Field("awarded_on", .date, filters: true, sorts: true, "The day it was given."),
      Field("year", .integer(FieldLimit.year), filters: true, sorts: true, "The year it is for."),
      Field("rank", .text(max: 60), filters: true, "Class or place within the prize."),
      Field("work", .text(max: FieldLimit.title), "What it was given for."),
      .summary, .article, .lang, .tags, .organisations, .issue, .pages, .provenance, .publishedAt,
    ],
    filters: Field.linkFilters.filter { $0.name != "year" }, includes: ["organisations", "issue", "article"],
    facets: ["year", "grantor", "organisation", "issue", "tag", "lang"])
}
