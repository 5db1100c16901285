import Foundation
import Testing
import Typesetting

@testable import Ingest
@testable import evaluate

/// An item of a gold reading beside the package, with its fields and what is read from its story.
private struct GoldItem {
  let item: GoldIssue.Item
  let fields: GoldFields
  let records: Records

  static func read(_ name: String) throws -> [GoldItem] {
    let path = Issues.shared(name + ".gold.json").path
    let gold = try GoldIssue.read(path)
    return try zip(gold.items, GoldFields.read(path)).map { item, fields in
      GoldItem(item: item, fields: fields, records: records(item, gold.issue))
    }
  }

  private static func records(_ item: GoldIssue.Item, _ issue: GoldIssue.Header) -> Records {
    Records.read(
      Story(
        title: item.title, subtitle: item.subtitle, byline: item.byline, section: item.section,
        paragraphs: item.paragraphs.map { .init($0.text) }, issueYear: issue.year, issueNumber: issue.number,
        authors: item.author.map { [.init(name: $0, affiliation: item.author_affiliation)] } ?? []))
  }
}

/// Letters and digits alone, full width folded: what two readers may be expected to agree on.
private func bare(_ text: String) -> [UInt32] { Print(text).text.filter(\.isLetterOrDigit) + Print(text).text.filter(\.isHan) }

private func count(_ gold: [String], _ read: [String]) -> (hit: Int, of: Int) {
  let read = read.map(bare)
  return (gold.count { read.contains(bare($0)) }, max(gold.count, read.count))
}

@Suite(.enabled(if: Issues.haveGold, "the real issue's gold reading is not beside the package"))
struct FieldsGoldTests {
  @Test(arguments: ["issue-78", "sample"])
  func `every item of a real issue is of its kind`(_ name: String) throws {
    for gold in try GoldItem.read(name) {
      let kind =
        switch gold.records.kind.value {
        case .notice: "policy"
        case .article(.eventReport): "event"
        case .article(.awardReport): "award"
        case .article: "article"
        }
      #expect(([gold.item.kind ?? kind] + (gold.item.kind_alt ?? [])).contains(kind), "\(gold.item.title)")
    }
  }

  @Test(arguments: ["issue-78", "sample"])
  func `a real issue's notices are read whole`(_ name: String) throws {
    var hit = 0
    var of = 0
    for gold in try GoldItem.read(name) {
      guard let policy = gold.fields.policy else { continue }
      let notice = gold.records.notice
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
    for gold in try GoldItem.read("issue-78") {
      let (fields, records) = (gold.fields, gold.records)
      for event in fields.events ?? [] where event.optional != true {
        let read = records.events.first { $0.startsOn?.value.description == event.start_date }
        #expect(read?.endsOn?.value.description == event.end_date, "\(event.name)")
      }
      let awards = (fields.awards ?? []).filter { $0.optional != true }
      #expect(fields.awards.map { records.awards.count <= $0.count } ?? true, "\(gold.item.title)")
      for award in awards {
        #expect(
          records.awards.contains { $0.recipient?.value == award.recipient && $0.awardedOn?.value.description == award.date },
          "\(award.award)")
      }
    }
  }
}
