import Foundation
import Testing

@testable import Ingest

/// Invented issues as other presses set them; their lines are in order, so that layout, items and paragraphs are judged alone.
struct DialectTests {
  struct Dialect: Sendable, CustomStringConvertible {
    var description: String
    var encoding: String
    var label: String?
    var items: Int
  }

  static let dialects = [
    Dialect(description: "newspaper", encoding: "GB18030", label: nil, items: 4),
    Dialect(description: "notices", encoding: "UTF-8", label: nil, items: 4),
    Dialect(description: "replies", encoding: "UTF-8", label: nil, items: 4),
    Dialect(description: "features", encoding: "UTF-8", label: "2023-2", items: 4),
    Dialect(description: "english", encoding: "UTF-8", label: nil, items: 4),
    Dialect(description: "taiwan", encoding: "Big5", label: nil, items: 4),
  ]

  @Test(arguments: dialects)
  func `an issue of another press is read as a person reads it`(_ dialect: Dialect) throws {
    let file = Issues.root.appending(path: "Tests/Fixtures/journal/dialects/\(dialect).txt")
    let source = try TextDecoder.decode([UInt8](try Data(contentsOf: file)))
    let report = Ingest.read(source, parameters: IngestParameters()) { pages in
      ReadingOrder(sequence: pages.flatMap { $0.lines.map(\.number) })
    }
    #expect(report.encoding == dialect.encoding)
    #expect(report.facts.label == dialect.label)
    #expect(report.items.count == dialect.items)
    #expect(report.coverage == 1)
    let furniture = report.furniture.map { "\($0.line) \($0.role.rawValue) \($0.text)" }
    try Golden.expect((report.items.map(\.golden) + furniture).joined(separator: "\n") + "\n", "dialects/\(dialect).golden.txt")
  }
}
