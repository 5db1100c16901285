/// Classes and widths of printed characters, as the stages need them.
extension Unicode.Scalar {
  package var isHan: Bool {
    switch value {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x323AF, 0xF900...0xFAFF, 0x2E80...0x2FDF, 0x3007: true
    default: false
    }
  }

  package var isASCIIDigit: Bool { value >= 0x30 && value <= 0x39 }
  package var isFullWidthDigit: Bool { value >= 0xFF10 && value <= 0xFF19 }
  package var isDigit: Bool { isASCIIDigit || isFullWidthDigit }

  /// The value of an ASCII or full-width digit.
  package var digitValue: Int? {
    if isASCIIDigit { return Int(value) - 0x30 }
    if value >= 0xFF10 && value <= 0xFF19 { return Int(value) - 0xFF10 }
    return nil
  }

  package var isLatin: Bool {
    switch value {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F, 0xFF21...0xFF3A, 0xFF41...0xFF5A: true
    default: false
    }
  }

  package var isLowercaseLatin: Bool { isLatin && properties.isLowercase }

  /// White space of any width, and the characters that print nothing.
  package var isSpace: Bool {
    switch value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x2064, 0x3000, 0xFEFF, 0xAD: true
    default: false
    }
  }

  package var isPrivateUse: Bool {
    (value >= 0xE000 && value <= 0xF8FF) || (value >= 0xF0000 && value <= 0x10FFFD)
  }

  /// Ends a sentence.
  package var isFullStop: Bool {
    switch self {
    case "。", "！", "？", "!", "?", "｡", "．", "…": true
    default: false
    }
  }

  /// Stands only inside or at the end of a text, never at its beginning.
  package var isCloser: Bool {
    switch self {
    case "”", "’", "）", ")", "》", "〉", "】", "〕", "」", "』", "］", "]", "｝", "}", "〗", "＞": true
    default: false
    }
  }

  package var isOpener: Bool {
    switch self {
    case "“", "‘", "（", "(", "《", "〈", "【", "〔", "「", "『", "［", "[", "｛", "{", "〖", "＜": true
    default: false
    }
  }

  /// A pause inside a sentence.
  package var isPause: Bool {
    switch self {
    case "，", "、", ",", "；", ";", "：", ":", "·": true
    default: false
    }
  }

  /// May not begin a line in print.
  package var isForbiddenAtLineStart: Bool {
    isCloser || self == "。" || self == "，" || self == "、" || self == "；" || self == "：" || self == "！" || self == "？" || self == "％"
      || self == "%" || self == "．"
  }

  /// Printed breadth in em: ideographs 1, letters and digits about half. Fitted on justified lines, tabs print nothing here.
  package var breadth: Double {
    switch value {
    case 0x09, 0x200B...0x200F, 0xFEFF, 0xAD: 0
    case 0x20, 0xA0: 0.3
    case 0x3000: 1
    case 0..<0x2000: 0.52
    default: 1
    }
  }
}

/// The scalars of one printed line, cut free of white space at both ends.
package func trimmed(_ scalars: some BidirectionalCollection<Unicode.Scalar>) -> [Unicode.Scalar] {
  guard let first = scalars.firstIndex(where: { !$0.isSpace }), let last = scalars.lastIndex(where: { !$0.isSpace }) else { return [] }
  return Array(scalars[first...last])
}

/// Printed breadth of a line in em; white space at its ends is not counted.
package func breadth(of scalars: [Unicode.Scalar]) -> Double {
  scalars.reduce(0) { $0 + $1.breadth }
}

extension String {
  package init(scalars: some Sequence<Unicode.Scalar>) {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    self.init(view)
  }

  package var scalarArray: [Unicode.Scalar] { Array(unicodeScalars) }
}
