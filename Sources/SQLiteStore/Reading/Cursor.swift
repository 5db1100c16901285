import Cryptography
import Domain

/// Where a list goes on: the sort value and id of the last row shown, sealed so that only this store's own are taken.
struct Cursor: Equatable {
  /// Bytes of the seal.
  private static let sealLength = 8
  /// Bytes of one without its seal.
  private static let usualLength = 64

  var value: Binding
  var id: String
  /// Which part of the order it stands in: rows without a value are a part of their own, and so are title hits.
  var part: UInt8

  func text(for query: [UInt8], key: [UInt8]) -> String {
    var payload: [UInt8] = []
    payload.reserveCapacity(Self.usualLength)
    payload.append(part)
    switch value {
    case .integer(let whole): Self.append(1, UInt64(bitPattern: whole), to: &payload)
    case .real(let real): Self.append(2, real.bitPattern, to: &payload)
    case .text(let text):
      Self.append(3, UInt64(text.utf8.count), to: &payload)
      payload.append(contentsOf: text.utf8)
    case .null, .utf8, .blob: payload.append(0)
    }
    payload.append(contentsOf: id.utf8)
    var sealed = Self.seal(payload, query, key)
    sealed.append(contentsOf: payload)
    return Encodings.base64URL(sealed)
  }

  private static func append(_ kind: UInt8, _ word: UInt64, to payload: inout [UInt8]) {
    payload.append(kind)
    withUnsafeBytes(of: word.bigEndian) { payload.append(contentsOf: $0) }
  }

  /// Reads one that this store made for this very query.
  init(_ text: String, for query: [UInt8], key: [UInt8]) throws {
    let bytes = Encodings.bytes(base64URL: text) ?? []
    let payload = bytes.dropFirst(Self.sealLength)
    guard payload.count >= 2, Digest.equal(Array(bytes.prefix(Self.sealLength)), Self.seal(Array(payload), query, key)) else {
      let fault = BulletinError.Fault(pointer: "cursor", code: "format", detail: "Take it from `next` of an answer to the same query.")
      throw BulletinError(.badQuery, "The cursor does not belong to this query.", faults: [fault])
    }
    var rest = payload.dropFirst(2)
    part = payload[payload.startIndex]
    switch payload[payload.startIndex + 1] {
    case 1: value = .integer(Int64(bitPattern: Self.take(&rest)))
    case 2: value = .real(Double(bitPattern: Self.take(&rest)))
    case 3:
      let length = Int(clamping: Self.take(&rest))
      value = .text(String(decoding: rest.prefix(length), as: UTF8.self))
      rest = rest.dropFirst(length)
    default: value = .null
    }
    id = String(decoding: rest, as: UTF8.self)
  }

  init(value: Binding, id: String, part: UInt8) {
    self.value = value
    self.id = id
    self.part = part
  }

  private static func take(_ rest: inout ArraySlice<UInt8>) -> UInt64 {
    defer { rest = rest.dropFirst(8) }
    return rest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static func seal(_ payload: [UInt8], _ query: [UInt8], _ key: [UInt8]) -> [UInt8] {
    var message: [UInt8] = []
    message.reserveCapacity(query.count + payload.count + 1)
    message.append(contentsOf: query)
    message.append(contentsOf: payload)
    message.append(UInt8(truncatingIfNeeded: payload.count))
    return withUnsafeBytes(of: SipHash.digest(message, key: key).bigEndian, Array.init)
  }
}

extension ListQuery {
  /// What a cursor is bound to: everything that decides which rows there are and in what order, not how they look.
  var identity: [UInt8] {
    var identity: [UInt8] = []
    identity.reserveCapacity(Self.usualIdentity)
    func add(_ text: String) {
      identity.append(contentsOf: text.utf8)
      identity.append(Self.separator)
    }
    for type in types { add(type.rawValue) }
    add(projection.viewer.seesDrafts ? "drafts" : "published")
    for filter in filters {
      add(filter.field)
      add(filter.operator.rawValue)
      for value in filter.values { add(value) }
      add("")
    }
    if let sort { add(sort.descending ? "-" + sort.field : sort.field) }
    add("")
    if let text { add(text) }
    return identity
  }

  private static let separator: UInt8 = 0x1F
  /// Bytes.
  private static let usualIdentity = 128
}
