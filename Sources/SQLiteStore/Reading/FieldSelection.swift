/// Which members of a record to copy: whole ones, and parts named with dots.
struct FieldSelection: Sendable {
  private var parts: [[UInt8]: FieldSelection] = [:]
  private var isWhole = false

  init(_ names: [String]) {
    for name in names { insert(name.split(separator: ".").map { Array($0.utf8) }[...]) }
  }

  private mutating func insert(_ path: ArraySlice<[UInt8]>) {
    guard let first = path.first else {
      isWhole = true
      return
    }
    parts[first, default: FieldSelection([])].insert(path.dropFirst())
  }

  func contains(_ name: String) -> Bool { parts[Array(name.utf8)] != nil }

  /// Copies what is selected of a compact JSON object, in its own order.
  func copy(_ json: ArraySlice<UInt8>, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "{"))
    var isFirst = true
    for member in JSONMembers(json) {
      guard let part = parts[Array(member.name)] else { continue }
      if !isFirst { out.append(UInt8(ascii: ",")) }
      isFirst = false
      out.append(UInt8(ascii: "\""))
      out.append(contentsOf: member.name)
      out.append(UInt8(ascii: "\""))
      out.append(UInt8(ascii: ":"))
      part.copyValue(member.value, to: &out)
    }
    out.append(UInt8(ascii: "}"))
  }

  private func copyValue(_ value: ArraySlice<UInt8>, to out: inout [UInt8]) {
    switch value.first {
    case UInt8(ascii: "{") where !isWhole: copy(value, to: &out)
    case UInt8(ascii: "[") where !isWhole:
      out.append(UInt8(ascii: "["))
      for (index, element) in JSONMembers.elements(value).enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        copyValue(element, to: &out)
      }
      out.append(UInt8(ascii: "]"))
    default: out.append(contentsOf: value)
    }
  }
}
