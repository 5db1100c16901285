import Foundation
import Testing

/// Golden files are reviewed like code and written only on request (`BULLETIN_UPDATE_GOLDEN=1`).
enum Golden {
  static func expect(_ text: String, _ name: String) throws {
    let file = Issues.root.appending(path: "Tests/Fixtures/journal/\(name)")
    if ProcessInfo.processInfo.environment["BULLETIN_UPDATE_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: file)
    }
    let golden = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    for (index, pair) in zip(text.split(separator: "\n"), golden.split(separator: "\n")).enumerated() where pair.0 != pair.1 {
      Issue.record("\(name) differs at line \(index + 1): \(pair.0) instead of \(pair.1)")
      return
    }
    #expect(text == golden, "\(name) differs in length")
  }
}
