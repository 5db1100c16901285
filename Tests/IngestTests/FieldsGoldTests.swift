import Foundation
import Testing

@testable import Ingest

/// A gold reading beside the package, as much of it as the fields need.
private struct Gold: Decodable {
  struct Issue: Decodable {
    var year: Int?
    var number: Int?
  }

  struct Paragraph: Decodable { var text: String }

  struct Item: Decodable {
    var title: String
    var subtitle: String?
    var kind: String?
    var byline: String?
    var section: String?
    var author: String?
    var author_affiliation: String?
    var paragraphs: [Paragraph]
    var kind_alt: [String]?
    var fields: Fields?
  }

  struct Fields: Decodable {
    struct Event: Decodable {
      var name: String
      var start_date: String?
      var end_date: String?
      var optional: Bool?
    }

    struct Award: Decodable {
      var award: String
      var recipient: String?
      var date: String?
      var optional: Bool?
    }

    struct Policy: Decodable {
      var issuers: [String]?
      var document_number: String?
      var date_issued: String?
      var repeals: [String]?
      var attachments: [String]?
      var documents_cited: [String]?
    }

    var events: [Event]?
    var awards: [Award]?
    var policy: Policy?
  }

  var issue: Issue
  var items: [Item]

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../shared/ingest").standardizedFileURL

  static func read(_ name: String) throws -> Gold {
    try JSONDecoder().decode(Gold.self, from: Data(contentsOf: folder.appending(path: name + ".gold.json")))
  }

  static var isHere: Bool { FileManager.default.fileExists(atPath: folder.appending(path: "issue-78.gold.json").path) }
}

extension Gold.Item {
  fileprivate func records(_ issue: Gold.Issue) -> Records {
    Records.read(
      Story(
        title: title, subtitle: subtitle, byline: byline, section: section, paragraphs: paragraphs.map { .init($0.text) },
        issueYear: issue.year, issueNumber: issue.number, authors: author.map { [.init(name: $0, affiliation: author_affiliation)] } ?? []))
  }
}

/// Letters and digits alone, full width folded: what two readers may be expected to agree on.
private func bare(_ text: String) -> [UInt32] { Print(text).text.filter(\.isLetterOrDigit) + Print(text).text.filter(\.isHan) }

private func count(_ gold: [String], _ read: [String]) -> (hit: Int, of: Int) {
  let read = read.map(bare)
  return (gold.count { read.contains(bare($0)) }, max(gold.count, read.count))
}

@Suite(.enabled(if: Gold.isHere, "the real issue's gold reading is not beside the package"))
struct FieldsGoldTests {
  @Test(arguments: ["issue-78", "sample"])
  func `every item of a real issue is of its kind`(_ name: String) throws {
    let gold = try Gold.read(name)
    for item in gold.items {
      let kind =
        switch item.records(gold.issue).kind.value {
        case .notice: "policy"
        case .article(.eventReport): "event"
        case .article(.awardReport): "award"
        case .article: "article"
        }
      #expect(([item.kind ?? kind] + (item.kind_alt ?? [])).contains(kind), "\(item.title)")
    }
  }

  @Test(arguments: ["issue-78", "sample"])
  func `a real issue's notices are read whole`(_ name: String) throws {
    let gold = try Gold.read(name)
    var hit = 0
    var of = 0
    for item in gold.items {
      guard let policy = item.fields?.policy else { continue }
      let notice = item.records(gold.issue).notice
      let pairs = [
        (policy.issuers, notice?.issuers.map(\.value)), (policy.document_number.map { [$0] }, notice?.documentNumber.map { [$0.value] }),
        (policy.date_issued.map { [$0] }, notice?.issuedOn.map { [$0.value.description] }), (policy.repeals, notice?.repeals.map(\.value)),
        (policy.attachments, notice?.attachments.map(\.value)), (policy.documents_cited, notice?.cites.map(\.documentNumber)),
      ]
      for (expected, read) in pairs {
        guard let expected else { continue }
        let result = count(expected, read ?? [])
        hit += result.hit
        of += result.of
      }
    }
    #expect(of > 0 && Double(hit) >= 0.95 * Double(of), "\(hit) of \(of)")
  }

  @Test func `the real issue's events and awards are read with their days`() throws {
    let gold = try Gold.read("issue-78")
    for item in gold.items {
      let records = item.records(gold.issue)
      for event in item.fields?.events ?? [] where event.optional != true {
        let read = records.events.first { $0.startsOn?.value.description == event.start_date }
        #expect(read?.endsOn?.value.description == event.end_date, "\(event.name)")
      }
      let awards = (item.fields?.awards ?? []).filter { $0.optional != true }
      #expect(item.fields?.awards == nil || records.awards.count <= (item.fields?.awards ?? []).count, "\(item.title)")
      for award in awards {
        #expect(
          records.awards.contains { $0.recipient?.value == award.recipient && $0.awardedOn?.value.description == award.date },
          "\(award.award)")
      }
    }
  }
}
