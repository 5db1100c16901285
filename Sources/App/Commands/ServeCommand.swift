import Domain
import Foundation
import Ingest

extension CommandTable {
  static let serveCommand = Command(
    "serve", "Serve the news over HTTP until SIGTERM or SIGINT.",
    flags: [Flag("demo", "Serve an embedded sample issue, in a temporary data folder unless --data is given, with a token to try.")],
    settings: Setting.all,
    notes: [
      "Brings the database up to date first, then prints one line with the URLs it listens on.",
      "SIGHUP loads certificate and key anew. The log goes to standard error.",
    ]
  ) { invocation in
    let settings = try invocation.settings()
    let log = Log(form: Log.Form(rawValue: settings.configuration.logFormat) ?? .json)
    guard invocation.has("demo") else { return try serve(settings.configuration, invocation.environment, log) }
    let isTemporary = Setting.named("data").map(settings.origin) == .standard
    let demo = try Demo(settings.configuration, folder: isTemporary ? Demo.temporaryFolder() : nil)
    defer { demo.clean() }
    try serve(demo.configuration, invocation.environment, log, demo)
  }

  private static func serve(_ configuration: Configuration, _ environment: [String: String], _ log: Log, _ demo: Demo? = nil) throws {
    let application = try Application(configuration, environment: environment, log: log)
    let hints = try demo?.fill(application.store, url: application.urls.first ?? "")
    try application.run {
      try Output.standard.write("listening on " + application.urls.joined(separator: " ") + "\n" + (hints ?? ""))
    }
  }
}
