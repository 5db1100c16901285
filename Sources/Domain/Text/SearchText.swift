import Foundation

/// Text as the index holds it: compatibility forms, width, case and Traditional characters folded away.
///
/// Folding goes character by character, without a look at its neighbours, so that a word folds alike wherever it stands.
package enum SearchText {
  /// Folds text so that equal words are equal strings. What is stored and shown is never folded.
  package static func fold(_ text: String) -> String {
    let table = FoldTable.shared
    // What most titles are: nothing to fold.
    if text.unicodeScalars.allSatisfy({ table[$0] == $0 }) { return text }
    var folded = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let one = table[scalar]
      if let one { folded.append(one) } else { folded.append(contentsOf: spell(scalar).unicodeScalars) }
    }
    return String(folded)
  }

  /// How many pieces text has between white space.
  package static func pieces(of text: String) -> Int {
    var count = 0
    var isWithin = false
    for scalar in text.unicodeScalars {
      let isSpace = isSpace(scalar)
      if !isSpace, !isWithin { count += 1 }
      isWithin = !isSpace
    }
    return count
  }

  /// White space as Unicode has it, of which the ideographic space is the last: a Chinese character is not looked up.
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09...0x0D, 0x20, 0x3000: true
    case 0..<0x80, 0x3001...: false
    default: scalar.properties.isWhitespace
    }
  }

  /// The character that stands for one in the index; itself where several do or none.
  static func foldedScalar(_ scalar: Unicode.Scalar) -> Unicode.Scalar { FoldTable.shared[scalar] ?? scalar }

  /// What a single character folds to: none for a combining mark, several for ㎡ or ﬃ.
  static func spell(_ scalar: Unicode.Scalar) -> String {
    let letters = String(scalar).decomposedStringWithCompatibilityMapping.lowercased().decomposedStringWithCanonicalMapping
    let kept = letters.unicodeScalars.filter { $0.properties.generalCategory != .nonspacingMark }
    let composed = String(String.UnicodeScalarView(kept)).precomposedStringWithCanonicalMapping
    // A compatibility form may stand for a Traditional character.
    return String(String.UnicodeScalarView(composed.unicodeScalars.map(foldedScalar)))
  }
}

/// What each character of the basic plane folds to where that is one character; made once, at first use.
struct FoldTable: Sendable {
  static let shared = FoldTable()

  private static let size = 0x1_0000
  /// By scalar value; 0: it takes `SearchText.spell`.
  private let folded: [UInt16]

  private init() {
    var folded = [UInt16](repeating: 0, count: Self.size)
    for value in 0..<0x80 { folded[value] = UInt16(value) }
    for value in 0x41...0x5A { folded[value] = UInt16(value + 0x20) }
    // Punctuation and spaces separate words whatever they are, and so do the marks of the index; full-width forms are ASCII.
    for value in [0x01C0, 0x01C1, 0x00A0, 0x00B7] { folded[value] = 0x20 }
    for value in 0x2000...0x206F { folded[value] = 0x20 }
    for value in 0x3000...0x3004 { folded[value] = 0x20 }
    for value in 0x3005...0x3007 { folded[value] = UInt16(value) }
    for value in 0x3008...0x3020 { folded[value] = 0x20 }
    for value in 0xFF01...0xFF5E { folded[value] = folded[value - 0xFEE0] }
    Self.addIdeographs(to: &folded)
    self.folded = folded
  }

  private static func addIdeographs(to folded: inout [UInt16]) {
    for value in 0x3400...0x9FFF { folded[value] = UInt16(value) }
    var traditional: Unicode.Scalar?
    for scalar in SimplifiedPairs.text.unicodeScalars where scalar != "\n" {
      if let one = traditional {
        folded[Int(one.value)] = UInt16(scalar.value)
        traditional = nil
      } else {
        traditional = scalar
      }
    }
  }

  subscript(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    guard scalar.value < UInt32(Self.size) else { return nil }
    let value = folded[Int(scalar.value)]
    return value == 0 && scalar.value != 0 ? nil : Unicode.Scalar(value)
  }
}
