/// Finds the members of one compact JSON object that this program wrote itself. It trusts its syntax.
struct JSONMembers: Sequence, IteratorProtocol {
  struct Member {
    /// The name between its quotation marks.
    var name: ArraySlice<UInt8>
    var value: ArraySlice<UInt8>
  }

  private let json: ArraySlice<UInt8>
  private var index: Int

  init(_ json: ArraySlice<UInt8>) {
    self.json = json
    index = json.startIndex + 1
  }

  mutating func next() -> Member? {
    guard index < json.endIndex, json[index] == UInt8(ascii: "\"") else { return nil }
    let nameEnd = Self.end(of: json, from: index)
    let valueEnd = Self.end(of: json, from: nameEnd + 1)
    defer { index = valueEnd + 1 }
    return Member(name: json[(index + 1)..<(nameEnd - 1)], value: json[(nameEnd + 1)..<valueEnd])
  }

  /// The elements of a compact JSON array.
  static func elements(_ json: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var elements: [ArraySlice<UInt8>] = []
    var index = json.startIndex + 1
    while index < json.endIndex, json[index] != UInt8(ascii: "]") {
      let end = end(of: json, from: index)
      elements.append(json[index..<end])
      index = end + 1
    }
    return elements
  }

  /// The index behind the value that begins there.
  private static func end(of json: ArraySlice<UInt8>, from start: Int) -> Int {
    json.withUnsafeBufferPointer { bytes in
      var index = start - json.startIndex
      var depth = 0
      while index < bytes.count {
        switch bytes[index] {
        case UInt8(ascii: "\""):
          index += 1
          while bytes[index] != UInt8(ascii: "\"") { index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1 }
          if depth == 0 { return index + 1 + json.startIndex }
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
          if depth == 0 { return index + json.startIndex }
          depth -= 1
          if depth == 0 { return index + 1 + json.startIndex }
        case UInt8(ascii: ","), UInt8(ascii: ":"):
          if depth == 0 { return index + json.startIndex }
        default: break
        }
        index += 1
      }
      return index + json.startIndex
    }
  }
}
