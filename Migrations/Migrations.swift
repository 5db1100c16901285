/// The migrations in their order, as plain SQL. A file is never edited once it has landed; a fix is a new file and a new line.
package enum Migrations {
  package struct Step: Sendable {
    package let name: String
    package let sql: [UInt8]

    package init(name: String, sql: [UInt8]) {
      self.name = name
      self.sql = sql
    }
  }

  package static let all: [Step] = [
    Step(name: "0001_records", sql: PackageResources._001_records_sql),
    Step(name: "0002_issues", sql: PackageResources._002_issues_sql),
    Step(name: "0003_organisations", sql: PackageResources._003_organisations_sql),
    Step(name: "0004_articles", sql: PackageResources._004_articles_sql),
    Step(name: "0005_notices", sql: PackageResources._005_notices_sql),
    Step(name: "0006_events", sql: PackageResources._006_events_sql),
    Step(name: "0007_awards", sql: PackageResources._007_awards_sql),
    Step(name: "0008_links", sql: PackageResources._008_links_sql),
    Step(name: "0009_search", sql: PackageResources._009_search_sql),
    Step(name: "0010_history", sql: PackageResources._010_history_sql),
    Step(name: "0011_changes", sql: PackageResources._011_changes_sql),
    Step(name: "0012_tokens", sql: PackageResources._012_tokens_sql),
    Step(name: "0013_answers", sql: PackageResources._013_answers_sql),
    Step(name: "0014_media", sql: PackageResources._014_media_sql),
    Step(name: "0015_webhooks", sql: PackageResources._015_webhooks_sql),
    Step(name: "0016_imports", sql: PackageResources._016_imports_sql),
    Step(name: "0017_search_merging", sql: PackageResources._017_search_merging_sql),
    Step(name: "0018_answer_secrets", sql: PackageResources._018_answer_secrets_sql),
    Step(name: "0019_plain_checks", sql: PackageResources._019_plain_checks_sql),
    Step(name: "0020_revisions_by_row", sql: PackageResources._020_revisions_by_row_sql),
    Step(name: "0021_merge_by_batch", sql: PackageResources._021_merge_by_batch_sql),
    Step(name: "0022_late_crisis", sql: PackageResources._022_late_crisis_sql),
  ]
}
