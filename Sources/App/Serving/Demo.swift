import Domain
import Foundation
import SQLiteStore

/// The sample issue, stored and published, with a token to try: what `serve --demo` adds.
struct Demo {
  private static let tokenName = "demo"
  /// Milliseconds of a day.
  private static let tokenLife: Int64 = 86_400_000

  var configuration: Configuration
  /// Removed at the end; nil where the data is the user's own.
  private let folder: String?

  init(_ configuration: Configuration, folder: String?) throws {
    self.configuration = configuration
    self.folder = folder
    if let folder { self.configuration.data = folder }
  }

  static func temporaryFolder() throws -> String {
    var template = Array(FileManager.default.temporaryDirectory.appending(path: "bulletin-demo-XXXXXX").path.utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure.failed("No temporary folder can be made: \(Failure.systemReason()).") }
    return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Returns what a person may type next.
  func fill(_ store: SQLiteRepository, url: String) throws -> String {
    let issue = try IssueReading.read(PackageResources.demo_issue_txt, label: nil).issue()
    let threshold = configuration.publishThreshold
    _ = try store.writeAndWait { try $0.ingest(issue, publish: true, threshold: threshold, by: .commandLine) }
    let token = try store.createToken(
      name: Self.tokenName, scopes: Set(Scope.allCases), expiresAt: MillisecondClock.now + Self.tokenLife, by: .commandLine)
    let insecure = url.hasPrefix("https:") ? " --insecure" : ""
    return """
      staff token to try: \(token)
      curl -sS\(insecure) '\(url)/v1/articles?limit=3'
      curl -sS\(insecure) \(url)/v1/articles -H 'Authorization: Bearer \(token)' -H 'Content-Type: application/json' \
      -d '{"title":"First post","kind":"news","status":"published","body":"Set in **lead**."}'

      """
  }

  func clean() {
    // What stays behind lies in the system's folder for temporary files.
    if let folder { try? FileManager.default.removeItem(atPath: folder) }
  }
}
