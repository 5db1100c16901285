import App
import Foundation
import JSON
import TestSupport
import Testing

struct SettingTableTests {
  /// Contract section 2, and a setting for each limit of section 4.
  static let promised = [
    "data", "listen", "tls_certificate", "tls_key", "public_read", "require_if_match", "rate_limit", "connections_per_address",
    "max_connections",
    "requests_per_connection", "header_timeout", "body_timeout", "idle_timeout", "trusted_proxies", "cors_origins", "timezone",
    "publish_threshold", "log_format",
  ]

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  @Test(arguments: promised)
  func `a promised setting exists`(name: String) {
    #expect(Setting.named(name) != nil)
  }

  @Test func `no two settings share a name, and all are plain words`() {
    #expect(Set(Setting.all.map(\.name)).count == Setting.all.count)
    #expect(Setting.all.allSatisfy { $0.name.allSatisfy { $0.isLowercase || $0 == "_" } })
  }

  @Test(arguments: [("Config/bulletin.json5", SettingDocuments.sampleFile)])
  func `a written document equals the table`(path: String, text: String) throws {
    let file = Self.root.appending(path: path)
    if ProcessInfo.processInfo.environment["BULLETIN_UPDATE_GOLDEN"] == "1" { try Data(text.utf8).write(to: file) }
    #expect(try String(contentsOf: file, encoding: .utf8) == text)
  }

  @Test func `the sample file sets every default`() throws {
    let folder = try TemporaryFolder()
    let settings = try SettingSources(file: folder.write(SettingDocuments.sampleFile, to: "sample.json5")).resolve()
    #expect(settings.configuration == Configuration())
    #expect(Setting.all.allSatisfy { settings.origin(of: $0) != .standard })
  }
}
