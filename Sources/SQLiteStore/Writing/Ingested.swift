import Cryptography
import Domain
import JSON

/// What makes two readings of one story the same story.
enum IngestKey {
  /// Characters of hexadecimal; enough to tell the items of an issue apart.
  private static let length = 16

  static func fingerprint(_ parts: String...) -> String {
    let folded = parts.map { part in SearchText.fold(part).filter { $0.isLetter || $0.isNumber } }.joined(separator: "\u{1F}")
    return String(Encodings.hexadecimal(Digest.sha256(Array(folded.utf8))).prefix(length))
  }
}

/// One record as ingest gives it, made fit for its table.
struct Ingested {
  let type: RecordType
  let key: String
  let label: String
  let members: [String: JSONValue]
  let organisations: [OrganisationMention]
  let provenance: [UInt8]
  let confidence: Double
  let warnings: [UInt8]
  /// SHA-256 of everything above that comes from the text, hexadecimal.
  let digest: String

  /// True for an article or notice of known lines, which may be told by them; not for a record that hangs on one.
  let isStoryWithLines: Bool

  init(
    _ type: RecordType, key: String, members: [String: JSONValue], organisations: [OrganisationMention], pages: JSONValue,
    of issue: ImportedIssue, _ item: ImportedIssue.Item
  ) {
    self.type = type
    self.key = key
    label = issue.label
    isStoryWithLines = (type == .article || type == .notice) && !item.lines.isEmpty
    self.organisations = organisations
    confidence = min(max(item.confidence, 0), 1)
    var given = members
    given["issue"] = .string(issue.label)
    if given["pages"] == nil { given["pages"] = pages }
    // Names become links to the authority file.
    given["organisations"] = nil
    let (clean, doubts) = Self.clean(given, type)
    self.members = clean
    warnings = JSONValue.array((item.warnings + doubts).map(Self.warning)).bytes
    provenance = Self.provenance(issue, item)
    let mentions = organisations.map { "\($0.role)=\($0.name)" }.joined(separator: "\n")
    digest = Encodings.hexadecimal(Digest.sha256(JSONValue.object(clean).bytes + Array(mentions.utf8)))
  }

  private static func provenance(_ issue: ImportedIssue, _ item: ImportedIssue.Item) -> [UInt8] {
    var writer = JSONWriter()
    writer.object {
      $0.key("issue")
      $0.string(issue.label)
      $0.key("lines")
      $0.array { lines in
        for range in item.lines {
          lines.array {
            $0.integer(range.lowerBound)
            $0.integer(range.upperBound)
          }
        }
      }
      $0.key("text_sha256")
      $0.string(issue.sourceDigest)
    }
    return writer.bytes
  }

  /// Members that hold against the table; one that does not is left out and becomes a warning, so that no story is lost for it.
  static func clean(_ members: [String: JSONValue], _ type: RecordType) -> (members: [String: JSONValue], doubts: [JSONValue]) {
    let schema = RecordSchema.of(type)
    var given = members
    var doubts: [JSONValue] = []
    given["status"] = nil
    shorten(schema.titleField, of: type, &given)
    for fault in schema.validate(given).faults {
      let member = String(fault.pointer.dropFirst().prefix { $0 != "/" })
      given[member] = nil
      doubts.append(.object(["code": .string("unusable_\(member)"), "line": .null, "detail": .string(fault.detail)]))
    }
    return (schema.validate(given).members, doubts)
  }

  private static func shorten(_ field: String, of type: RecordType, _ members: inout [String: JSONValue]) {
    guard type != .issue else { return }
    let title = members[field]?.string?.split(whereSeparator: \.isNewline).joined(separator: " ") ?? ""
    let scalars = title.unicodeScalars.prefix(FieldLimit.title)
    members[field] = .string(title.isEmpty ? "无题" : String(String.UnicodeScalarView(scalars)))
  }

  private static func warning(_ value: JSONValue) -> JSONValue {
    guard let members = value.object else { return .object(["code": .string("note"), "line": .null, "detail": value]) }
    return .object(["code": members["code"] ?? .null, "line": members["line"] ?? .null, "detail": members["detail"] ?? .null])
  }
}
