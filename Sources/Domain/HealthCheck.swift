/// One thing that must be well for the server to be ready.
package struct HealthCheck: Sendable, Equatable {
  package enum Verdict: String, Sendable {
    case pass, warn, fail
  }

  /// `database:read`, `database:write`, `schema`, `disk` …
  package var name: String
  package var verdict: Verdict
  /// What was observed, for a person who may see details.
  package var output: String

  package init(name: String, verdict: Verdict, output: String = "") {
    self.name = name
    self.verdict = verdict
    self.output = output
  }
}
