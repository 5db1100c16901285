import Foundation
import TestSupport
import Testing

/// A data folder that cannot be written is told in one sentence that names the place.
struct ReadOnlyFolderTests {
  private func expectRefusal(of folder: String) throws {
    for arguments in [["serve", "--listen", "127.0.0.1:0"], ["token", "create", "desk", "--scope", "read"]] {
      let result = try Program.run(arguments + ["--data", folder])
      #expect(result.status == 1)
      #expect(result.output.isEmpty)
      #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
      #expect(result.errors.hasPrefix("bulletin: ") && result.errors.contains(folder), "\(result.errors)")
    }
  }

  #if os(Linux)
    @Test func `a place where nobody may write is refused`() throws { try expectRefusal(of: "/sys") }
  #endif

  @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
  func `a folder whose rights were taken away is refused, and served again with them`() throws {
    let server = try RunningServer()
    server.program.signal(SIGTERM)
    _ = try server.program.finish()
    let files = FileManager.default
    try files.setAttributes([.posixPermissions: 0o400], ofItemAtPath: server.data + "/bulletin.sqlite3")
    try files.setAttributes([.posixPermissions: 0o500], ofItemAtPath: server.data)
    try expectRefusal(of: server.data)
    try files.setAttributes([.posixPermissions: 0o700], ofItemAtPath: server.data)
    try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: server.data + "/bulletin.sqlite3")
    let again = try RunningServer(data: server.data)
    #expect(try again.client().get("/health/ready").status == 200)
    withExtendedLifetime(again) {}
  }
}
