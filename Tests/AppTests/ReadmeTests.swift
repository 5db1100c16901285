import App
import Foundation
import Testing

/// The parts of the README that are written from the program; `BULLETIN_UPDATE_GOLDEN=1` writes them anew.
@Suite(.serialized) struct ReadmeTests {
  /// The text between `<!-- NAME -->` and `<!-- /NAME -->`.
  func expect(_ text: String, between name: String) throws {
    let file = SettingTableTests.root.appending(path: "README.md")
    var readme = try String(contentsOf: file, encoding: .utf8)
    let start = try #require(readme.range(of: "<!-- \(name) -->\n"))
    let end = try #require(readme.range(of: "<!-- /\(name) -->"))
    if ProcessInfo.processInfo.environment["BULLETIN_UPDATE_GOLDEN"] == "1" {
      readme.replaceSubrange(start.upperBound..<end.lowerBound, with: text)
      try Data(readme.utf8).write(to: file)
    }
    #expect(readme.contains("<!-- \(name) -->\n" + text + "<!-- /\(name) -->"))
  }

  @Test func `its table of settings is the table`() throws {
    try expect(SettingDocuments.table, between: "settings")
  }

  @Test func `its list of commands is the table of commands`() throws {
    try expect("```\n" + Help(commands: CommandTable.all).synopses + "```\n", between: "commands")
  }

  @Test func `its picture of the layout is the package's`() throws {
    try expect("```\n" + picture() + "```\n", between: "layout")
  }

  /// A line a target of Sources, and what it sees.
  private func picture() throws -> String {
    let package = try String(contentsOf: SettingTableTests.root.appending(path: "Package.swift"), encoding: .utf8)
    let targets = try #require(package.firstRange(of: "targets: ["))
    let rest = package[targets.upperBound...].prefix(upTo: try #require(package.firstRange(of: "name: \"TestSupport\"")).lowerBound)
    var edges: [(String, String)] = []
    for match in rest.matches(of: /(?:room|executableTarget)\(\s*(?:name: )?"(\w+)"(?:, (?:sees|dependencies): \[([^\]]*)\])?/) {
      let seen = match.2.map { $0.replacing("\"", with: "") } ?? ""
      edges.append((String(match.1), seen.isEmpty ? "nothing" : String(seen)))
    }
    try #require(edges.count > 8)
    edges.reverse()
    let width = edges.map(\.0.count).max() ?? 0
    return edges.map { $0.0 + String(repeating: " ", count: width - $0.0.count) + " -> " + $0.1 + "\n" }.joined()
  }
}
