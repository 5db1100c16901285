extension RecordSchema {
  /// One printed number of the journal.
  package static let issue = RecordSchema(
    .issue,
    own: [
      Field("label", .text(max: 40), .required, filters: true, sorts: true, "Year and number, such as `2025-1`; also its slug."),
      Field("journal", .text(max: FieldLimit.line), filters: true, "The journal's name."),
      Field("year", .integer(FieldLimit.year), filters: true, sorts: true, "Year."),
      Field("number", .integer(1...1_000), filters: true, sorts: true, "Number within the year."),
      Field("total", .integer(1...100_000), filters: true, sorts: true, "Number since the first."),
      Field("first_page", .integer(FieldLimit.page), "First printed page."),
      Field("last_page", .integer(FieldLimit.page), "Last printed page."),
      Field("published_on", .date, filters: true, sorts: true, "The day it came out."),
      Field(
        "counts",
        .object([
          Field("articles", .integer(0...Int64.max), .readOnly, "Published articles."),
          Field("notices", .integer(0...Int64.max), .readOnly, "Published notices."),
          Field("events", .integer(0...Int64.max), .readOnly, "Published events."),
          Field("awards", .integer(0...Int64.max), .readOnly, "Published awards."),
        ]), .readOnly, "How many published items it has."),
    ],
    facets: ["year"])
}
