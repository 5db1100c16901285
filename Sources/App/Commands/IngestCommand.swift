import Domain

extension CommandTable {
  static let ingestCommand = Command(
    "ingest", "Read an issue from the text of its PDF: its articles, notices, events and awards, in reading order.",
    operands: .init("FILE|- ...", 1...Command.Operands.many, "Text files; - reads standard input."),
    flags: [
      Flag(
        "issue", takes: "LABEL", standard: "what the text says",
        "Store it as this issue, like 2025-1; dates without a year are of its year."),
      Flag("dry-run", "Print what would be stored, and write nothing."),
      Flag("publish", "Publish what was read with enough confidence; the rest stays a draft."),
      Flag("format", choices: ["text", "json"], standard: "text", "A table to check, or one JSON object a file."),
      Flag(
        "explain", takes: "ITEM",
        "Print which lines went where and why, and write nothing; ITEM is a number of the table or a part of a title."),
    ],
    settings: storeSettings + [Setting.publishThreshold] + ["max_ingest_body"].compactMap(Setting.named),
    notes: [
      "Ingesting an issue again changes nothing that is unchanged, updates untouched drafts, and never overwrites an edit by a person."
    ]
  ) { invocation in
    try IngestRun(invocation).run()
  }
}
