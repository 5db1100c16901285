import Cryptography
import Domain
import Ingest
import JSON

/// The way from the bytes of an issue to what the store takes, for the command line and for HTTP alike.
struct IssueReading {
  /// One issue that was read, and what can be stored of it.
  struct Result {
    var report: IngestReport
    /// What the text says, or else what the person said; nil where neither does.
    var label: String?
    /// SHA-256 of the bytes, hexadecimal.
    var digest: String
  }

  /// `label` counts more than the text's own: a person has looked at it. Its year serves a text that names none.
  static func read(_ bytes: [UInt8], label: String?) throws -> Result {
    do throws(IngestError) {
      var parameters = IngestParameters()
      parameters.issue = label.flatMap(IssueFacts.init(label:))
      let report = try Ingest.read(bytes: bytes, parameters: parameters)
      return Result(report: report, label: label ?? report.facts.label, digest: Encodings.hexadecimal(Digest.sha256(bytes)))
    } catch {
      throw BulletinError(.validation, error.description)
    }
  }
}

extension IssueReading.Result {
  /// What is stored is what a dry run prints: the members of its JSON that the field tables let a client write.
  func issue() throws -> ImportedIssue {
    guard let label else {
      let fault = BulletinError.Fault(pointer: "issue", code: "required", detail: "Its label, like 2025-1.")
      throw BulletinError(.validation, "The text does not say which issue it is.", faults: [fault])
    }
    let document = try JSONReader().read(report.json).object ?? [:]
    let items = (document["items"]?.array ?? []).compactMap(\.object)
    return ImportedIssue(
      label: label, members: Self.writable(document["issue"]?.object ?? [:], .issue).merging(["label": .string(label)]) { $1 },
      items: zip(items, report.items).map(Self.item), sourceDigest: digest)
  }

  private static func item(_ printed: [String: JSONValue], _ read: IngestReport.Item) -> ImportedIssue.Item {
    let type: RecordType = printed["type"]?.string == RecordType.notice.rawValue ? .notice : .article
    let members = printed.merging(printed["notice"]?.object ?? [:]) { $1 }
    return ImportedIssue.Item(
      type: type, members: writable(members, type), events: records(printed["events"], .event), awards: records(printed["awards"], .award),
      confidence: read.confidence, warnings: printed["warnings"]?.array ?? [], lines: read.lines)
  }

  private static func records(_ value: JSONValue?, _ type: RecordType) -> [[String: JSONValue]] {
    (value?.array ?? []).compactMap(\.object).map { writable($0, type) }
  }

  /// Null is what a client would leave out.
  private static func writable(_ members: [String: JSONValue], _ type: RecordType) -> [String: JSONValue] {
    let names = Set(RecordSchema.of(type).writable.map(\.name))
    return members.filter { names.contains($0.key) && $0.value != .null }
  }
}
