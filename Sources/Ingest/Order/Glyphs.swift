import Foundation

/// Maps the characters of a line to the 16-bit units that the language tables are keyed by.
///
/// White space is dropped, digits become `0`, Latin letters lower case, brackets and quotation marks one form each, and
/// Traditional characters Simplified, so that one table serves every dialect.
package struct Glyphs: Sendable {
  /// Traditional to Simplified, for the characters of one issue.
  private var folding: [UInt16: UInt16] = [:]

  package static let digit: UInt16 = 0x30
  package static let openQuote: UInt16 = 0x201C
  package static let closeQuote: UInt16 = 0x201D
  private static let foreign: UInt16 = 0xFFFD

  /// Reads nothing but Simplified text; what the tables are counted with.
  package init() {}

  /// Learns the Simplified form of every Han character in `lines`.
  package init(lines: some Sequence<String>) {
    var han = Set<Unicode.Scalar>()
    for line in lines {
      for scalar in line.unicodeScalars where Glyphs.isHan(scalar.value) && scalar.value <= 0xFFFF { han.insert(scalar) }
    }
    let sorted = han.sorted()
    var text = String.UnicodeScalarView()
    text.append(contentsOf: sorted)
    guard let simple = String(text).applyingTransform(StringTransform("Hant-Hans"), reverse: false) else { return }
    let mapped = Array(simple.unicodeScalars)
    guard mapped.count == sorted.count else { return }
    for (from, to) in zip(sorted, mapped) where from != to && to.value <= 0xFFFF {
      folding[UInt16(from.value)] = UInt16(to.value)
    }
  }

  /// The units of `text`, in order; white space has none.
  package func units(_ text: String) -> [UInt16] {
    var out: [UInt16] = []
    out.reserveCapacity(text.utf16.count)
    for scalar in text.unicodeScalars {
      guard let unit = Glyphs.unit(scalar.value) else { continue }
      out.append(folding.isEmpty ? unit : folding[unit] ?? unit)
    }
    return out
  }

  package static func isHan(_ value: UInt32) -> Bool {
    (0x4E00...0x9FFF).contains(value) || (0x3400...0x4DBF).contains(value) || value == 0x3007 || (0x20000...0x3FFFF).contains(value)
  }

  package static func isHan(_ unit: UInt16) -> Bool { isHan(UInt32(unit)) || unit == foreign }
  package static func isLatin(_ unit: UInt16) -> Bool { (0x61...0x7A).contains(unit) || (0xC0...0x24F).contains(unit) }

  private static func unit(_ value: UInt32) -> UInt16? {
    switch value {
    case 0...0x20, 0x7F...0xA0, 0xAD, 0x3000, 0x2000...0x200F, 0x2028...0x202F, 0xFEFF: nil
    case 0x30...0x39, 0xFF10...0xFF19: digit
    case 0x41...0x5A: UInt16(value + 0x20)
    case 0xFF21...0xFF3A: UInt16(value - 0xFF21 + 0x61)
    case 0xFF41...0xFF5A: UInt16(value - 0xFF41 + 0x61)
    case 0x201C, 0x300C, 0x300E, 0x201E: openQuote
    case 0x201D, 0x300D, 0x300F: closeQuote
    case 0x2010...0x2015, 0x2212, 0xFF0D, 0x2D, 0xFE63: 0x2D
    case 0x28, 0x29: UInt16(value - 0x28 + 0xFF08)
    case 0x21, 0x2C, 0x3A, 0x3B, 0x3F: UInt16(value + 0xFEE0)
    case 0xFF0E, 0xFF0F, 0xFF05, 0xFF0B, 0xFF1D: UInt16(value - 0xFEE0)
    case 0x10000...: foreign
    default: UInt16(value)
    }
  }
}
