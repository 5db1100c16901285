import Cryptography
import Domain
import HTTP
import JSON

/// Links that show one item to whoever has them, before it is published: signed, for one item, for a time.
struct PreviewLinks: Sendable {
  static let parameter = QueryParameter("preview", .text(max: 80), "The code of a preview link; shows the item before it is published.")
  private static let defaultMilliseconds: Int64 = 7 * Timestamp.millisecondsPerDay
  private static let maxMilliseconds: Int64 = 31 * Timestamp.millisecondsPerDay
  /// 128 bits of the MAC are enough for what expires.
  private static let macBytes = 16

  let type: RecordType

  func create(_ call: Call) throws -> Route.Work {
    let expiry = try expiry(call.optionalMembers(["expires_at"]), now: call.api.surroundings.now())
    let (type, key, secret, base) = (type, call.key, call.repository.secret(for: "preview"), call.base)
    return { session in
      let record = try session.current(type, key)
      if record.isDeleted { throw BulletinError.gone }
      let code = Self.code(type, record.id, expiry: expiry, secret)
      var writer = JSONWriter()
      writer.object {
        $0.member("url", "\(base)/v1/\(type.plural)/\(record.id)?preview=\(code)")
        $0.member("expires_at", Timestamp(milliseconds: expiry).text)
      }
      return WrittenAnswer(status: 201, location: "/v1/\(type.plural)/\(record.id)?preview=\(code)", body: writer.bytes)
    }
  }

  /// The item of a link; 404 where the code is not for it or its time is over.
  func show(_ call: Call, _ code: String) throws -> Answer {
    let parts = code.split(separator: "-", maxSplits: 1)
    var shown = Projection(viewer: .staff)
    // Whoever has the link sees what readers will see, and nothing of the desk's own.
    shown.fields = RecordSchema.of(type).fields.filter { !$0.isStaffOnly }.map(\.name)
    shown.body =
      try call.query["body"].map { text throws(BulletinError) in
        guard let form = BodyForm(rawValue: text) else { throw BulletinError(.badQuery, "`body` is markdown, html, text or none.") }
        return form
      } ?? .markdown
    guard parts.count == 2, let expiry = Int64(parts[0], radix: 36), expiry > call.api.surroundings.now() else {
      throw BulletinError.notFound()
    }
    let record = try call.repository.record(type, call.key, shown, reader: call.reader)
    let right = Self.code(type, record.id, expiry: expiry, call.repository.secret(for: "preview"))
    guard Digest.equal(Array(code.utf8), Array(right.utf8)) else { throw BulletinError.notFound() }
    var representation = Representation(record.json, "application/json")
    representation.freshness = .never
    representation.isKept = false
    representation.fields = [Response.Field("X-Robots-Tag", "noindex")]
    return try call.answer(representation)
  }

  private static func code(_ type: RecordType, _ id: String, expiry: Int64, _ secret: [UInt8]) -> String {
    let mac = Digest.authenticate(Array("\(type.rawValue) \(id) \(expiry)".utf8), key: secret)
    return String(expiry, radix: 36) + "-" + Encodings.base64URL(Array(mac[..<macBytes]))
  }

  private func expiry(_ members: [String: JSONValue], now: Int64) throws -> Int64 {
    guard let value = members["expires_at"], value != .null else { return now + Self.defaultMilliseconds }
    guard let time = value.string.flatMap({ Timestamp($0) }), time.milliseconds > now, time.milliseconds <= now + Self.maxMilliseconds
    else {
      let english = "A time to come, at most 31 days ahead, such as 2025-03-01T08:00:00+08:00."
      throw BulletinError(
        .validation, english, chinese: "应为 31 天内的将来时间。",
        faults: [.init(pointer: "/expires_at", code: "range", detail: english, chinese: "应为 31 天内的将来时间。")])
    }
    return time.milliseconds
  }
}
