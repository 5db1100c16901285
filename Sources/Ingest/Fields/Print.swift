/// A printed text beside its reading form: folded to one form of each character, and without the white space that means nothing.
///
/// Patterns are matched on `text`; values are cut out of what was printed.
struct Print: Sendable {
  /// Folded scalars. A space is left only between two Latin words or numbers.
  let text: [UInt32]
  private let original: [Unicode.Scalar]
  /// The place in `original` of each of `text`.
  private let place: [Int]

  init(_ string: String) {
    original = Array(string.unicodeScalars)
    var text: [UInt32] = []
    var place: [Int] = []
    text.reserveCapacity(original.count)
    place.reserveCapacity(original.count)
    var gap = false
    for (i, scalar) in original.enumerated() {
      let value = Fold.scalar(scalar.value)
      if Print.isSpace(value) {
        gap = true
        continue
      }
      if gap, let last = text.last, Print.separates(last, value) {
        text.append(0x20)
        place.append(i - 1)
      }
      gap = false
      text.append(value)
      place.append(i)
    }
    self.text = text
    self.place = place
  }

  var count: Int { text.count }

  /// What was printed in a range of `text`, trimmed; white space beside a Chinese character is dropped, other runs become one space.
  func cut(_ range: Range<Int>) -> String {
    guard !range.isEmpty else { return "" }
    var out = String.UnicodeScalarView()
    var gap = false
    for scalar in original[place[range.lowerBound]...place[range.upperBound - 1]] {
      if Print.isSpace(scalar.value) {
        gap = true
        continue
      }
      if gap, let last = out.last, Print.separates(last.value, scalar.value) { out.append(" ") }
      gap = false
      out.append(scalar)
    }
    return String(out)
  }

  /// The parts of a range between which white space was printed.
  func words(_ range: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = range.lowerBound
    for i in range where i > range.lowerBound && place[i] > place[i - 1] + 1 {
      found.append(start..<i)
      start = i
    }
    if start < range.upperBound { found.append(start..<range.upperBound) }
    return found
  }

  /// The folded text of a range.
  func folded(_ range: Range<Int>) -> String {
    var out = String.UnicodeScalarView()
    for value in text[range] { if let scalar = Unicode.Scalar(value) { out.append(scalar) } }
    return String(out)
  }

  static func isSpace(_ value: UInt32) -> Bool {
    value == 0x20 || (0x09...0x0D).contains(value) || value == 0xA0 || value == 0x3000 || (0x2000...0x200B).contains(value)
      || value == 0xFEFF
  }

  /// White space between these two is a word space, not a gap of the typesetting.
  private static func separates(_ left: UInt32, _ right: UInt32) -> Bool {
    guard left < 0x250, right < 0x250, left != 0x28, right != 0x29, right != 0x2C, right != 0x2E else { return false }
    let wordLeft = left.isLetterOrDigit || left == 0x2C || left == 0x2E || left == 0x29 || left == 0x3A || left == 0x3B || left == 0x22
    let wordRight = right.isLetterOrDigit || right == 0x28 || right == 0x22
    return wordLeft && wordRight && (left.isLetterOrDigit || right.isLatin)
  }
}

extension UInt32 {
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  var isLatin: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A || (self >= 0xC0 && self < 0x250) }
  var isLetterOrDigit: Bool { isDigit || isLatin }
  var isHan: Bool { self >= 0x4E00 && self <= 0x9FFF || self == 0x3007 || self >= 0x3400 && self <= 0x4DBF }
  /// Full stop, exclamation or question mark, or a semicolon: a sentence ends after it.
  var endsSentence: Bool { self == 0x3002 || self == 0x21 || self == 0x3F || self == 0x3B }
  /// A comma or colon, Chinese or not.
  var endsClause: Bool { self == 0x2C || self == 0x3A || endsSentence }
  var opensQuote: Bool { self == 0x201C || self == 0x22 || self == 0x201D }
  var isQuote: Bool { self == 0x201C || self == 0x201D || self == 0x22 }
}
