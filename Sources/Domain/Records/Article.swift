extension RecordSchema {
  /// A story to read.
  package static let article = RecordSchema(
    .article,
    own: [
      .status,
      Field(
        "kind", .choice(["news", "event_report", "award_report", "technical", "policy_guide", "feature"]), filters: true,
        "What sort of story it is; `news` unless given."),
      Field("title", .text(max: FieldLimit.title), .required, filters: true, sorts: true, "The headline."),
      Field("subtitle", .text(max: FieldLimit.title), "The line under the headline."),
      Field("kicker", .text(max: FieldLimit.title), "The line above the headline."),
      Field("section", .text(max: FieldLimit.line), filters: true, "The journal's section."),
      Field("byline", .text(max: FieldLimit.line), filters: true, "The credit as printed."),
      Field("source", .text(max: FieldLimit.line), filters: true, "Who supplied it, read from the byline."),
      .authors, .summary, .cites, .lang, .tags, .organisations, .issue, .pages, .provenance, .publishedAt,
    ], body: true,
    filters: Field.linkFilters, includes: ["organisations", "issue"],
    facets: ["kind", "section", "year", "organisation", "issue", "tag", "lang"])
}
