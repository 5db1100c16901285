import Cryptography
import Domain
import HTTP

/// The answer to a write, as plain values that leave the transaction and may be stored under an Idempotency-Key.
struct WrittenAnswer: Sendable {
  var status: Int
  var location: String?
  /// The opaque part of the tag.
  var tag: String?
  /// A JSON object where a secret is shown.
  var body: [UInt8] = []
  /// What the secret is made for that is shown beside the body; the secret itself is never stored.
  var secretPurpose: String?
  var isReplayed = false
  /// True where the Idempotency-Key stands for another request; nothing was written.
  var isMismatch = false

  /// Shows the record that was written, as a token that may read drafts would see it.
  static func record(_ record: RenderedRecord, status: Int = 200, location: String? = nil) -> WrittenAnswer {
    WrittenAnswer(status: status, location: location, tag: RecordReading.tag(record), body: record.json)
  }

  static let nothing = WrittenAnswer(status: 204)

  func response(_ repository: any Repository) -> Response {
    var fields = [Response.Field("Cache-Control", "no-store"), API.noSniff]
    if let location { fields.append(Response.Field("Location", location)) }
    if let tag { fields.append(Response.Field("ETag", "\"\(tag)\"")) }
    if isReplayed { fields.append(Response.Field("Idempotency-Replayed", "true")) }
    guard status != 204 else { return Response(status: status, fields: fields) }
    fields.append(Response.Field("Content-Type", "application/json"))
    return Response(status: status, fields: fields, body: .bytes(whole(repository)))
  }

  /// The body with its secret as its owner needs it (Standard Webhooks): `whsec_` and base64.
  private func whole(_ repository: any Repository) -> [UInt8] {
    guard let secretPurpose else { return body }
    let secret = "whsec_" + Encodings.base64(repository.secret(for: secretPurpose))
    return body.dropLast() + Array(",\"secret\":\"\(secret)\"}".utf8)
  }
}

extension Call {
  /// Runs the work in a write transaction and answers once it is durable. With an Idempotency-Key a POST happens once.
  func write(_ work: @escaping @Sendable (any WriteSession) throws -> WrittenAnswer) throws -> Answer {
    let key = try idempotencyKey()
    let call = self
    guard let key else {
      return .later { finish in
        call.repository.write(work) { result in finish(call.response(to: result)) }
      }
    }
    let flight = "\(author.token) \(key)"
    guard api.flights.begin(flight) else {
      throw Failure(
        "idempotency-in-flight", 409, "A request with this Idempotency-Key is being answered.", "带有此 Idempotency-Key 的请求正在处理。",
        fields: [Response.Field("Retry-After", "1")])
    }
    return .later { finish in
      call.repository.write({ try call.once(key, $0, work) }) { result in
        call.api.flights.end(flight)
        finish(call.response(to: result))
      }
    }
  }

  private func response(to result: Result<WrittenAnswer, BulletinError>) -> Response {
    api.settle(self) {
      let answer = try result.get()
      guard !answer.isMismatch else {
        throw Failure(
          "idempotency-key-reused", 422, "This Idempotency-Key was used for another request; take a new one.",
          "此 Idempotency-Key 已用于其他请求，请换用新键。")
      }
      var response = answer.response(repository)
      response.fields += api.crossOrigin.fields(origin: request.head.text(.origin), isRead: false)
      return response
    }
  }

  private func idempotencyKey() throws -> String? {
    guard request.head.method == .post, let text = request.head.text(.idempotencyKey) else { return nil }
    guard !request.head.isRepeated(.idempotencyKey), let key = StructuredFields.key(text) else {
      throw Failure.malformed(
        "Idempotency-Key must be one string of up to 255 visible ASCII characters.", "Idempotency-Key 应为一个不超过 255 个可见 ASCII 字符的字符串。")
    }
    return key
  }

  /// The stored answer of this key, or the work's, stored in the same transaction.
  private func once(
    _ key: String, _ session: any WriteSession, _ work: (any WriteSession) throws -> WrittenAnswer
  ) throws -> WrittenAnswer {
    let fingerprint = fingerprint
    if let stored = try session.storedAnswer(key: key, token: author.token) {
      guard stored.fingerprint == fingerprint else { return WrittenAnswer(status: 422, isMismatch: true) }
      return WrittenAnswer(
        status: stored.status, location: stored.location, tag: stored.entityTag, body: stored.body, secretPurpose: stored.secretPurpose,
        isReplayed: true)
    }
    let answer = try work(session)
    try session.store(
      StoredAnswer(
        fingerprint: fingerprint, status: answer.status, location: answer.location, entityTag: answer.tag, body: answer.body,
        secretPurpose: answer.secretPurpose),
      key: key, token: author.token)
    return answer
  }

  private var fingerprint: [UInt8] {
    let head = request.head
    return Digest.sha256(Array(head.bytes[head.methodName]) + [0x20] + Array(head.bytes[head.target]) + [0x0A] + request.body)
  }
}
