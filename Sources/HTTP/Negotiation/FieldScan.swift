/// Takes a field value apart by the rules of RFC 9110 5.6.
struct FieldScan {
  private let bytes: [UInt8]
  private var index = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { index == bytes.count }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  mutating func skipBlanks() {
    while index < bytes.count, bytes[index] == ASCII.space || bytes[index] == ASCII.tab { index += 1 }
  }

  /// Goes on behind the next comma outside quotation marks, for what could not be read.
  mutating func skipMember() {
    var isQuoted = false
    while index < bytes.count, isQuoted || bytes[index] != UInt8(ascii: ",") {
      if bytes[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted, bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count { index += 1 }
      index += 1
    }
  }

  mutating func token() -> String? {
    let start = index
    while index < bytes.count, ByteSet.token.contains(bytes[index]) { index += 1 }
    return index > start ? String(decoding: bytes[start..<index], as: UTF8.self) : nil
  }

  mutating func quotedString() -> String? {
    guard take("\"") else { return nil }
    var text: [UInt8] = []
    while index < bytes.count {
      var byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      if byte == UInt8(ascii: "\\") {
        guard index < bytes.count else { return nil }
        byte = bytes[index]
        index += 1
      }
      text.append(byte)
    }
    return nil
  }

  /// `*( OWS ";" OWS [ name "=" value ] )`; nil where a parameter is malformed.
  mutating func parameters() -> [MediaType.Parameter]? {
    var parameters: [MediaType.Parameter] = []
    while true {
      skipBlanks()
      guard take(";") else { return parameters }
      skipBlanks()
      guard let name = token() else { continue }
      guard take("="), let value = token() ?? quotedString() else { return nil }
      parameters.append(.init(name: name.lowercased(), value: value))
    }
  }

  /// Members of a comma-separated list, each a head that `member` reads and then parameters; malformed members are left out.
  static func weighted<Member>(_ text: String, _ member: (inout FieldScan) -> Member?) -> [(member: Member, quality: Int)] {
    var scan = FieldScan(text)
    var list: [(Member, Int)] = []
    while !scan.isAtEnd {
      scan.skipBlanks()
      if scan.take(",") { continue }
      if let value = member(&scan), let parameters = scan.parameters(), let quality = Self.quality(parameters), scan.isAtMemberEnd {
        list.append((value, quality))
      } else {
        scan.skipMember()
      }
    }
    return list
  }

  private var isAtMemberEnd: Bool { isAtEnd || bytes[index] == UInt8(ascii: ",") }

  /// The weight in thousandths (RFC 9110 12.4.2): 1000 where none is given, nil where it is malformed.
  private static func quality(_ parameters: [MediaType.Parameter]) -> Int? {
    guard let text = parameters.first(where: { $0.name == "q" })?.value else { return 1_000 }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts[0] == "0" || parts[0] == "1" else { return nil }
    let fraction = parts.count == 2 ? parts[1] : ""
    guard fraction.utf8.count <= 3, fraction.utf8.allSatisfy(ASCII.isDigit) else { return nil }
    let padded = fraction + String(repeating: "0", count: 3 - fraction.utf8.count)
    let value = (Int(parts[0]) ?? 0) * 1_000 + (Int(padded) ?? 0)
    return value <= 1_000 ? value : nil
  }
}
