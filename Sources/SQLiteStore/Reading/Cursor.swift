import Cryptography
import Domain

/// Where a list goes on: the sort value and id of the last row shown, sealed so that only this store's own are taken.
struct Cursor: Equatable {
  /// Bytes of the seal.
  private static let sealLength = 8

  var value: Binding
  var id: String
  /// Which part of the order it stands in: rows without a value are a part of their own, and so are title hits.
  var part: UInt8

  func text(for query: [UInt8], key: [UInt8]) -> String {
    var payload: [UInt8] = [part]
    switch value {
    case .integer(let whole): payload += [1] + withUnsafeBytes(of: whole.bigEndian, Array.init)
    case .real(let real): payload += [2] + withUnsafeBytes(of: real.bitPattern.bigEndian, Array.init)
    case .text(let text): payload += [3] + withUnsafeBytes(of: UInt32(text.utf8.count).bigEndian, Array.init) + Array(text.utf8)
    case .null, .blob: payload += [0]
    }
    payload += Array(id.utf8)
    return Encodings.base64URL(Self.seal(payload, query, key) + payload)
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
      let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
      value = .text(String(decoding: rest.dropFirst(4).prefix(length), as: UTF8.self))
      rest = rest.dropFirst(4 + length)
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
    Array(Digest.sha256(key + query + payload + key).prefix(sealLength))
  }
}

extension ListQuery {
  /// What a cursor is bound to: everything that decides which rows there are and in what order, not how they look.
  var identity: [UInt8] {
    var text = types.map(\.rawValue).joined(separator: ",") + "\n\(projection.viewer.seesDrafts)\n"
    for filter in filters { text += "\(filter.field)\u{1F}\(filter.operator.rawValue)\u{1F}\(filter.values.joined(separator: "\u{1F}"))\n" }
    text += "\n\(sort.map { "\($0.field)\u{1F}\($0.descending)" } ?? "")\n\(self.text ?? "\u{1F}")"
    return Array(text.utf8)
  }
}
