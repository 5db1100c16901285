extension RecordSchema {
  /// One company or body of the authority file, with its other names.
  package static let organisation = RecordSchema(
    .organisation,
    own: [
      Field("name", .text(max: FieldLimit.line), .required, filters: true, sorts: true, "The full name now."),
      Field("short_names", .list(of: .text(max: FieldLimit.line), max: FieldLimit.entries), "Short forms in use."),
      Field("former_names", .list(of: .text(max: FieldLimit.line), max: FieldLimit.entries), "Names it had before."),
      Field("name_en", .text(max: FieldLimit.line), filters: true, "English name."),
      Field("credit_code", .text(max: 18), filters: true, "Unified social credit code (GB 32100)."),
      Field("region", .text(max: FieldLimit.line), filters: true, "Province or city."),
      Field("website", .text(max: FieldLimit.address), "Its own site."),
      .summary,
    ],
    facets: ["region"])
}
