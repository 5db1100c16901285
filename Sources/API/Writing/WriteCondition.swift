import Domain
import HTTP

/// What a write demands of the present version (RFC 9110 13.1): the version part of our tags is what counts.
struct WriteCondition: Sendable {
  private enum Versions: Sendable {
    case any
    case these(Set<Int64>)
  }

  private let match: Versions?
  private let noneMatch: Versions?
  /// Seconds since 1970.
  private let unmodifiedSince: Int64?

  /// Throws 400 for a list that can't be read, and 428 where If-Match is demanded and missing.
  init(_ head: RequestHead, isRequired: Bool, now: Int64) throws {
    match = try Self.versions(head, .ifMatch, "If-Match", isStrong: true)
    noneMatch = try Self.versions(head, .ifNoneMatch, "If-None-Match", isStrong: false)
    unmodifiedSince = match == nil ? ConditionalRequest.date(head, .ifUnmodifiedSince, now) : nil
    if isRequired, match == nil {
      throw BulletinError(
        .preconditionRequired, "Send If-Match with the ETag of the version that was read.", chinese: "请用 If-Match 附上所读版本的 ETag。")
    }
  }

  /// Throws 412 where it does not hold. `updatedAt` is asked for only where a date must be compared.
  func check(_ record: CurrentRecord, updatedAt: () throws -> Int64) throws { try check(version: record.version, updatedAt: updatedAt) }

  func check(version: Int64, updatedAt: () throws -> Int64) throws {
    if let match, !Self.contains(match, version) { throw Self.stale(version) }
    if let noneMatch, Self.contains(noneMatch, version) { throw Self.stale(version) }
    if let unmodifiedSince, try updatedAt() / 1_000 > unmodifiedSince { throw Self.stale(version) }
  }

  private static func stale(_ version: Int64) -> BulletinError {
    BulletinError(
      .staleVersion, "The record is at version \(version) now; read it again and apply the change to that.",
      chinese: "记录当前为第 \(version) 版，请重新读取后再修改。")
  }

  private static func contains(_ versions: Versions, _ version: Int64) -> Bool {
    switch versions {
    case .any: true
    case .these(let versions): versions.contains(version)
    }
  }

  private static func versions(_ head: RequestHead, _ field: KnownField, _ name: String, isStrong: Bool) throws -> Versions? {
    guard let text = head.text(field) else { return nil }
    guard let list = EntityTagList(text) else {
      throw Failure.malformed("\(name) must be *, or a list of entity tags in quotation marks.", "\(name) 应为 *，或带引号的实体标签列表。")
    }
    guard case .tags(let tags) = list else { return .any }
    let usable = tags.filter { !isStrong || !$0.isWeak }
    return .these(Set(usable.compactMap { $0.opaque.split(separator: "-").first.flatMap { Int64($0) } }))
  }
}
