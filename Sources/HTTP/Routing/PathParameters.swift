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
  private var ranges: [Range<Int>] = []

  var count: Int { ranges.count }

  /// Nil for what is no absolute path, or is not encoded rightly.
  init?(_ source: Span<UInt8>, _ path: Range<Int>) {
    guard !path.isEmpty, source[path.lowerBound] == UInt8(ascii: "/") else { return nil }
    bytes.reserveCapacity(path.count)
    var start = 0
    var index = path.lowerBound + 1
    while index < path.upperBound {
      let byte = source[index]
      if byte == UInt8(ascii: "/") {
        ranges.append(start..<bytes.count)
        start = bytes.count
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
    ranges.append(start..<bytes.count)
  }

  func equals(_ text: [UInt8], at segment: Int) -> Bool { bytes[ranges[segment]].elementsEqual(text) }

  func isValue(before suffix: [UInt8], at segment: Int) -> Bool {
    let range = ranges[segment]
    return range.count > suffix.count && bytes[(range.upperBound - suffix.count)..<range.upperBound].elementsEqual(suffix)
  }

  func text(at segment: Int, without suffixLength: Int) -> String {
    String(decoding: bytes[ranges[segment].dropLast(suffixLength)], as: UTF8.self)
  }
}
