import Foundation

/// What was wrong with a JSON text, and where.
package enum JSONFault: Error, Equatable, Sendable {
  case malformed(String)
  case tooDeep(limit: Int)
  case tooManyKeys(limit: Int)
  case tooManyDigits(limit: Int)
}

/// Reads one JSON text within limits that are checked before anything is built.
package struct JSONReader: Sendable {
  package var maxDepth = 32
  package var maxKeys = 1_000
  package var maxDigits = 32

  package init() {}

  /// Returns the value of a whole JSON text in UTF-8.
  package func read(_ bytes: [UInt8]) throws(JSONFault) -> JSONValue {
    var scan = JSONScan(reader: self)
    try scan.check(bytes)
    do {
      return try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
    } catch {
      throw .malformed(Self.describe(error))
    }
  }

  private static func describe(_ error: any Error) -> String {
    guard case DecodingError.dataCorrupted(let context) = error else { return "not valid JSON" }
    let cause = context.underlyingError.map { ($0 as NSError).userInfo[NSDebugDescriptionErrorKey] as? String ?? "" }
    return cause.flatMap { $0.isEmpty ? nil : $0 } ?? context.debugDescription
  }
}

/// One pass over the bytes that counts depth, keys and digits; syntax is left to the decoder.
private struct JSONScan {
  let reader: JSONReader
  private var keysOfOpenObjects: [Int] = []
  private var digits = 0

  init(reader: JSONReader) { self.reader = reader }

  mutating func check(_ bytes: [UInt8]) throws(JSONFault) {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      try count(byte)
      if byte == UInt8(ascii: "\"") { index = Self.endOfString(bytes, from: index) }
    }
  }

  private mutating func count(_ byte: UInt8) throws(JSONFault) {
    let isDigit = byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    // A point, sign or exponent goes on with the same number.
    if isDigit { digits += 1 } else if !(byte == 0x2E || byte == 0x2B || byte == 0x2D || byte | 0x20 == 0x65) { digits = 0 }
    if digits > reader.maxDigits { throw .tooManyDigits(limit: reader.maxDigits) }
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      keysOfOpenObjects.append(0)
      if keysOfOpenObjects.count > reader.maxDepth { throw .tooDeep(limit: reader.maxDepth) }
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      _ = keysOfOpenObjects.popLast()
    case UInt8(ascii: ":"):
      guard !keysOfOpenObjects.isEmpty else { return }
      keysOfOpenObjects[keysOfOpenObjects.count - 1] += 1
      if keysOfOpenObjects[keysOfOpenObjects.count - 1] > reader.maxKeys { throw .tooManyKeys(limit: reader.maxKeys) }
    default: break
    }
  }

  private static func endOfString(_ bytes: [UInt8], from start: Int) -> Int {
    var index = start
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return index + 1
  }
}
