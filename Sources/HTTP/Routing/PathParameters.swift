/// The decoded values that a path had for the parameters of its template.
package struct PathParameters: Sendable, Equatable {
  private let names: [String]
  private let values: [String]

  package init(names: [String] = [], values: [String] = []) {
    self.names = names
    self.values = values
  }

  package subscript(name: String) -> String? {
    names.firstIndex(of: name).map { values[$0] }
  }
}

/// A path taken apart at its slashes, each segment percent-decoded by itself: an encoded slash separates nothing.
struct PathSegments {
  private var bytes: [UInt8] = []
  /// Where each segment ends in `bytes`.
  private var ends: [Int] = []

  private static let usualSegments = 8

  var count: Int { ends.count }

  /// Nil for what is no absolute path, or is not encoded rightly.
  init?(_ source: Span<UInt8>, _ path: Range<Int>) {
    guard !path.isEmpty, source[path.lowerBound] == UInt8(ascii: "/") else { return nil }
    bytes.reserveCapacity(path.count)
    ends.reserveCapacity(Self.usualSegments)
    var index = path.lowerBound + 1
    while index < path.upperBound {
      let byte = source[index]
      if byte == UInt8(ascii: "/") {
        ends.append(bytes.count)
        index += 1
      } else if byte == UInt8(ascii: "%") {
        guard index + 2 < path.upperBound, let high = ASCII.hexValue(source[index + 1]), let low = ASCII.hexValue(source[index + 2]) else {
          return nil
        }
        bytes.append(high << 4 | low)
        index += 3
      } else {
        bytes.append(byte)
        index += 1
      }
    }
    ends.append(bytes.count)
  }

  private func range(_ segment: Int) -> Range<Int> { (segment == 0 ? 0 : ends[segment - 1])..<ends[segment] }

  func equals(_ text: [UInt8], at segment: Int) -> Bool {
    let range = range(segment)
    return range.count == text.count && stands(text, at: range.lowerBound)
  }

  func isValue(before suffix: [UInt8], at segment: Int) -> Bool {
    let range = range(segment)
    return range.count > suffix.count && stands(suffix, at: range.upperBound - suffix.count)
  }

  private func stands(_ text: [UInt8], at start: Int) -> Bool {
    for offset in 0..<text.count where bytes[start + offset] != text[offset] { return false }
    return true
  }

  func text(at segment: Int, without suffixLength: Int) -> String {
    String(decoding: bytes[range(segment).dropLast(suffixLength)], as: UTF8.self)
  }
}
