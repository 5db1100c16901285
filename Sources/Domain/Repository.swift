import JSON

/// Who asks: decides whether drafts exist.
package struct Viewer: Sendable, Hashable {
  package var seesDrafts: Bool

  package init(seesDrafts: Bool) { self.seesDrafts = seesDrafts }

  package static let anyone = Viewer(seesDrafts: false)
  package static let staff = Viewer(seesDrafts: true)
}

/// Who writes, for the revision and the audit row.
package struct Author: Sendable {
  /// The token's public id, or `cli`.
  package var token: String
  package var name: String
  package var address: String
  package var note: String?

  package init(token: String, name: String, address: String, note: String? = nil) {
    self.token = token
    self.name = name
    self.address = address
    self.note = note
  }
}

/// The form in which a body is shown.
package enum BodyForm: String, Sendable, CaseIterable {
  case markdown, html, text, none
}

/// Which members of a record are written, and in what form.
package struct Projection: Sendable {
  package var viewer: Viewer
  package var body: BodyForm
  /// Top-level names, or dotted ones like `organisations.name`; nil: all.
  package var fields: [String]?
  /// Related records written whole: `organisations`, `issue`, `article`.
  package var include: [String]

  package init(viewer: Viewer, body: BodyForm = .markdown, fields: [String]? = nil, include: [String] = []) {
    self.viewer = viewer
    self.body = body
    self.fields = fields
    self.include = include
  }
}

/// One condition on a field, already checked against the field table.
package struct Filter: Sendable {
  package enum Operator: String, Sendable, CaseIterable {
    case equals = "", gte, gt, lte, lt, `in`, not, prefix, isnull
  }

  package var field: String
  package var `operator`: Operator
  package var values: [String]

  package init(field: String, operator: Operator, values: [String]) {
    self.field = field
    self.operator = `operator`
    self.values = values
  }
}

/// A list or a search of one type, or of several for `/v1/search`.
package struct ListQuery: Sendable {
  package var types: [RecordType]
  package var filters: [Filter] = []
  /// What a person typed after `q=`; never SQL or FTS syntax.
  package var text: String?
  package var highlights = false
  /// A field name and its direction; nil: the type's own order (by rank for a search).
  package var sort: (field: String, descending: Bool)?
  package var limit = 20
  /// The opaque cursor of an earlier answer.
  package var cursor: String?
  package var wantsTotal = false
  package var facets: [String] = []
  package var projection: Projection

  package init(types: [RecordType], projection: Projection) {
    self.types = types
    self.projection = projection
  }
}

/// One record as JSON, and what conditional requests need to know of it.
package struct RenderedRecord: Sendable {
  package var json: [UInt8]
  package var id: String
  package var slug: String
  package var version: Int64
  package var status: Status
  /// Milliseconds since 1970.
  package var updatedAt: Int64

  package init(json: [UInt8], id: String, slug: String, version: Int64, status: Status, updatedAt: Int64) {
    self.json = json
    self.id = id
    self.slug = slug
    self.version = version
    self.status = status
    self.updatedAt = updatedAt
  }
}

/// One page of a list: the items as the inside of a JSON array.
package struct RenderedList: Sendable {
  /// `[…]` with its brackets.
  package var items: [UInt8] = []
  package var count = 0
  package var next: String?
  package var total: Int?
  /// `{"kind":[{"value","count"}]}` where facets were asked for.
  package var facets: [UInt8]?
  /// The newest change of anything in the list, milliseconds since 1970; 0 for an empty list.
  package var updatedAt: Int64 = 0

  package init() {}
}

/// A run of changes to published data, in order of their sequence numbers.
package struct ChangePage: Sendable {
  /// `[…]` of `{"seq","type","id","slug","op","version","at"}`; `op` is `publish`, `update` or `delete` (a tombstone: withdrawn or deleted).
  package var items: [UInt8]
  package var count: Int
  /// The last number in it, or the one asked for if it is empty.
  package var last: Int64

  package init(items: [UInt8], count: Int, last: Int64) {
    self.items = items
    self.count = count
    self.last = last
  }
}

/// An answer that was stored under an Idempotency-Key.
package struct StoredAnswer: Sendable, Equatable {
  /// SHA-256 of method, path and body.
  package var fingerprint: [UInt8]
  package var status: Int
  package var location: String?
  package var entityTag: String?
  package var body: [UInt8]
  /// What the secret is made for that the answer shows and that is not in its body.
  package var secretPurpose: String?

  package init(
    fingerprint: [UInt8], status: Int, location: String?, entityTag: String?, body: [UInt8], secretPurpose: String? = nil
  ) {
    self.fingerprint = fingerprint
    self.status = status
    self.location = location
    self.entityTag = entityTag
    self.body = body
    self.secretPurpose = secretPurpose
  }
}

/// A record as it stands inside a write: what `If-Match` and a patch are held against.
package struct CurrentRecord: Sendable {
  package var id: String
  package var slug: String
  package var version: Int64
  package var status: Status
  package var isDeleted: Bool
  private let made: @Sendable () -> [String: JSONValue]

  /// Members are only made when they are asked for.
  package init(
    id: String, slug: String, version: Int64, status: Status, isDeleted: Bool,
    members: @escaping @Sendable @autoclosure () -> [String: JSONValue]
  ) {
    self.id = id
    self.slug = slug
    self.version = version
    self.status = status
    self.isDeleted = isDeleted
    made = members
  }

  /// The members a client may write, bodies as Markdown strings.
  package var members: [String: JSONValue] { made() }
}

/// What can be done inside one write transaction; each write makes its revision, audit row, change row and index rows.
package protocol WriteSession: WebhookWriting {
  /// Values are validated members by name; ids and slugs are made here.
  func insert(_ type: RecordType, _ members: [String: JSONValue], status: Status, by author: Author) throws -> CurrentRecord
  func current(_ type: RecordType, _ key: String) throws -> CurrentRecord
  /// Replaces all writable members.
  func update(_ type: RecordType, id: String, _ members: [String: JSONValue], by author: Author) throws -> CurrentRecord
  /// `at` is milliseconds since 1970, for `scheduled`.
  func setStatus(_ type: RecordType, id: String, _ status: Status, at: Int64?, by author: Author) throws -> CurrentRecord
  func delete(_ type: RecordType, id: String, purge: Bool, by author: Author) throws
  func restore(_ type: RecordType, id: String, by author: Author) throws -> CurrentRecord
  func render(_ type: RecordType, id: String, _ projection: Projection) throws -> RenderedRecord
  func storedAnswer(key: String, token: String) throws -> StoredAnswer?
  func store(_ answer: StoredAnswer, key: String, token: String) throws
  /// The writable members as they were at that version.
  func revision(_ type: RecordType, id: String, version: Int64) throws -> [String: JSONValue]
  func ingest(_ issue: ImportedIssue, publish: Bool, threshold: Double, by author: Author) throws -> ImportOutcome
  /// Adds a medium whose bytes are kept.
  func add(_ file: MediaFile, by author: Author) throws
  /// Notes that an issue is being read.
  func beginImport(_ id: String, by author: Author) throws -> ImportState
  func endImport(_ id: String, _ result: Result<ImportOutcome, BulletinError>) throws
}

/// In place of a loop's index: a reader that any thread may use, behind a lock. For work that left its loop.
package let offLoop = -1

/// The store, as API, commands and ingest see it. Reads run on the calling thread; a write runs on the writer's, in a group commit.
///
/// `reader` is the index of the event loop that asks, or `offLoop`.
package protocol Repository: WebhookStore {
  /// Grows with every committed change of public data, by this process or another (seen within a second). Answers kept under an older number are stale.
  var generation: UInt64 { get }
  /// When public data last changed, milliseconds since 1970; 0 if never. A withdrawal counts, a draft does not.
  var changedAt: Int64 { get }

  /// Lets go what that reader's reads shared. One who calls it whenever it has nothing more to do may be shown, between two calls, what was
  /// true at the first read; but always what this process has written, and what `generation` tells of.
  func rest(reader: Int)
  func record(_ type: RecordType, _ key: String, _ projection: Projection, reader: Int) throws -> RenderedRecord
  func list(_ query: ListQuery, reader: Int) throws -> RenderedList
  /// Every public item of an issue in printed order, `{"type","id","slug","title","kind"|"category","section","pages"}`; of one printed page if given.
  func contents(ofIssue key: String, page: Int?, viewer: Viewer, reader: Int) throws -> RenderedList
  /// Deadlines of published notices from one day to another (`YYYY-MM-DD`, inclusive), soonest first, `{"kind","on","note","notice":{"id","slug","title"}}`.
  func deadlines(from: String, through: String, limit: Int, cursor: String?, reader: Int) throws -> RenderedList
  /// Changes that a reader without a token may know of, after that sequence number.
  func changes(since: Int64, limit: Int, reader: Int) throws -> ChangePage
  /// `{"version","at","by","note","digest"}` each, newest first.
  func revisions(_ type: RecordType, _ key: String, limit: Int, cursor: String?, reader: Int) throws -> RenderedList
  /// The record as it was at that version, whole.
  func revision(_ type: RecordType, _ key: String, version: Int64, reader: Int) throws -> RenderedRecord
  func importState(_ id: String, reader: Int) throws -> ImportState
  /// Audit rows, newest first.
  func audit(limit: Int, cursor: String?, reader: Int) throws -> RenderedList
  /// Who holds that token (`blt_…`); nil where it is unknown, expired or revoked. Keeps its last use to the hour.
  func grant(forToken token: String, reader: Int) throws -> Grant?
  /// 32 bytes for one purpose, the same each time; nobody can make one from another.
  func secret(for purpose: String) -> [UInt8]
  /// Writes the bytes of a file durably; the medium is there once a write has added it. Blocks: not for a loop.
  func keep(_ bytes: [UInt8], type: String, name: String?) throws -> MediaFile
  func media(_ id: String, reader: Int) throws -> MediaFile?
  /// Reads the file. Blocks: not for a loop.
  func content(of file: MediaFile) throws -> [UInt8]
  /// Tries a read and a write, and looks at schema and disk. May block: not for a loop.
  func checks() -> [HealthCheck]
  /// Runs `work` in a transaction and calls `finish` after it was committed durably (or rolled back whole). 503 past 256 waiting.
  /// `work` may run twice, the first time undone: it changes nothing but by its session.
  func write<Value: Sendable>(
    _ work: @escaping @Sendable (any WriteSession) throws -> Value, finish: @escaping @Sendable (Result<Value, BulletinError>) -> Void)
}
