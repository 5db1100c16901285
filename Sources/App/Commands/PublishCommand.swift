import Domain
import Foundation
import JSON

extension CommandTable {
  static let publishCommand = Command(
    "publish", "Publish every draft of an issue, or single items.",
    operands: .init("[ID...]", 0...Command.Operands.many, "Ids or slugs of items."),
    flags: [Flag("issue", takes: "LABEL", "Publish all drafts of this issue, like 2025-1.")],
    settings: storeSettings,
    notes: ["All or nothing: if one item cannot be published, none is."]
  ) { invocation in
    let label = invocation.value("issue")
    guard (label == nil) != invocation.operands.isEmpty else {
      throw Failure.usage("`bulletin publish` needs either --issue LABEL or the ids of items.")
    }
    let store = try invocation.settings().configuration.openExistingStore()
    let drafts = try label.map { try Publication.drafts(ofIssue: $0, in: store) }
    let keys = invocation.operands
    let titles = try store.writeAndWait { session -> [String] in
      guard let drafts else { return try keys.compactMap { try Publication.publish($0, session) } }
      return try drafts.compactMap { try Publication.publish($0.type, $0.id, session) }
    }
    try Output.standard.write(titles.map { "published: \($0)\n" }.joined())
    if titles.isEmpty { try Output.standard.write("Nothing was left to publish.\n") }
  }
}

/// Publishing from the command line.
enum Publication {
  struct Draft: Sendable {
    var type: RecordType
    var id: String
  }

  static func drafts(ofIssue label: String, in store: any Repository) throws -> [Draft] {
    let contents: RenderedList
    do {
      contents = try store.contents(ofIssue: label, page: nil, viewer: .staff, reader: 0)
    } catch let error as BulletinError where error.code == .notFound {
      throw Failure.failed("There is no issue \(label) in the database.")
    }
    return try (JSONReader().read(contents.items).array ?? []).compactMap(\.object).compactMap { item in
      guard let type = item["type"]?.string.flatMap(RecordType.init), let id = item["id"]?.string else { return nil }
      return Draft(type: type, id: id)
    }
  }

  /// Publishes an item and returns its title; nil if it is published already.
  static func publish(_ type: RecordType, _ id: String, _ session: any WriteSession) throws -> String? {
    let record = try session.current(type, id)
    guard record.status != .published else { return nil }
    _ = try session.setStatus(type, id: record.id, .published, at: nil, by: .commandLine)
    return record.members[RecordSchema.of(type).titleField]?.string ?? id
  }

  /// Finds the type by trying each: an id stands in one table only.
  static func publish(_ key: String, _ session: any WriteSession) throws -> String? {
    for type in RecordType.allCases where type.isItem {
      do {
        return try publish(type, key, session)
      } catch let error as BulletinError where error.code == .notFound {
        continue
      }
    }
    throw BulletinError(.notFound, "There is no item \"\(key)\"; `bulletin search --drafts` finds ids.")
  }
}

extension Author {
  /// The person at the command line.
  static var commandLine: Author { Author(token: "cli", name: NSUserName(), address: "local") }
}
