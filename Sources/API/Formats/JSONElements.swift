/// Takes a rendered JSON array apart into its elements, without reading what is in them.
enum JSONElements {
  /// `json` must be a valid array, as the store renders it.
  static func split(_ json: [UInt8]) -> [ArraySlice<UInt8>] {
    var elements: [ArraySlice<UInt8>] = []
    var depth = 0
    var start = 1
    var index = 0
    while index < json.count {
      let byte = json[index]
      switch byte {
      case UInt8(ascii: "\""): index = endOfString(json, index)
      case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      default: break
      }
      let isEnd = depth == 0 && byte == UInt8(ascii: "]")
      if isEnd || (depth == 1 && byte == UInt8(ascii: ",")) {
        if index > start { elements.append(json[start..<index]) }
        start = index + 1
      }
      index += 1
    }
    return elements
  }

  private static func endOfString(_ json: [UInt8], _ open: Int) -> Int {
    var index = open + 1
    while index < json.count, json[index] != UInt8(ascii: "\"") { index += json[index] == UInt8(ascii: "\\") ? 2 : 1 }
    return index
  }
}
