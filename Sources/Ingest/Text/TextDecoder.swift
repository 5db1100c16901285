import Foundation

/// What keeps bytes from being read as an issue's text.
package enum IngestError: Error, Sendable, Equatable {
  case empty
  /// More control characters than any text has: a PDF, an archive, a picture.
  case binary
  case undecodable

  package var description: String {
    switch self {
    case .empty: "The input holds no text; give the text of an issue."
    case .binary: "The input is a binary file; give the text that was drawn from the issue's PDF, not the PDF itself."
    case .undecodable: "The input's encoding is none of UTF-8, UTF-16, GB18030 and Big5; convert it to UTF-8."
    }
  }
}

/// Bytes of a file -> the lines of the issue. Finds the encoding by byte order mark, by validity, then by how common the decoded characters are.
package enum TextDecoder {
  /// Share of control characters above which input counts as binary.
  private static let mostControls = 0.01
  /// Bytes looked at to find the encoding.
  private static let probeBytes = 1 << 16

  package static func decode(_ bytes: [UInt8]) throws(IngestError) -> SourceText {
    guard !bytes.isEmpty else { throw .empty }
    let (encoding, text) = try text(of: bytes)
    let source = lines(of: text, encoding: encoding)
    guard !source.lines.isEmpty else { throw .empty }
    return source
  }

  private static func text(of bytes: [UInt8]) throws(IngestError) -> (String, String) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return ("UTF-8", String(decoding: bytes.dropFirst(3), as: UTF8.self)) }
    if bytes.starts(with: [0xFF, 0xFE]) { return ("UTF-16LE", utf16(bytes.dropFirst(2), bigEndian: false)) }
    if bytes.starts(with: [0xFE, 0xFF]) { return ("UTF-16BE", utf16(bytes.dropFirst(2), bigEndian: true)) }
    if let bigEndian = unmarkedUTF16(bytes) { return (bigEndian ? "UTF-16BE" : "UTF-16LE", utf16(bytes[...], bigEndian: bigEndian)) }
    let controls = bytes.count { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D && $0 != 0x0C }
    guard Double(controls) <= mostControls * Double(bytes.count), !bytes.starts(with: Array("%PDF-".utf8)) else { throw .binary }
    if let text = String(validating: bytes, as: UTF8.self) { return ("UTF-8", text) }
    return try multibyte(bytes)
  }

  /// Without a mark, UTF-16 shows in its line feeds: 0A beside 00, always on the same side.
  private static func unmarkedUTF16(_ bytes: [UInt8]) -> Bool? {
    guard bytes.count >= 4, bytes.count % 2 == 0 else { return nil }
    var little = 0
    var big = 0
    for index in stride(from: 0, to: min(bytes.count, probeBytes) - 1, by: 2) {
      let pair = (bytes[index], bytes[index + 1])
      if pair.1 == 0, pair.0 == 0x0A || pair.0 == 0x0D || pair.0 == 0x20 { little += 1 }
      if pair.0 == 0, pair.1 == 0x0A || pair.1 == 0x0D || pair.1 == 0x20 { big += 1 }
    }
    guard little > 0 || big > 0 else { return nil }
    return big > little
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>, bigEndian: Bool) -> String {
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var index = bytes.startIndex
    while index + 1 < bytes.endIndex {
      let first = UInt16(bytes[index])
      let second = UInt16(bytes[index + 1])
      units.append(bigEndian ? first << 8 | second : second << 8 | first)
      index += 2
    }
    return String(decoding: units, as: UTF16.self)
  }

  // CoreFoundation's numbers (CFStringEncodings) with NSString's flag; Foundation has no names for them on Linux.
  private static let gb18030 = String.Encoding(rawValue: 0x8000_0632)
  private static let big5 = String.Encoding(rawValue: 0x8000_0A06)

  private static func multibyte(_ bytes: [UInt8]) throws(IngestError) -> (String, String) {
    let data = Data(bytes)
    let candidates = [("GB18030", gb18030), ("Big5", big5)].compactMap { name, encoding in
      String(data: data, encoding: encoding).map { (name, $0, commonness(of: $0)) }
    }
    if let best = candidates.max(by: { $0.2 < $1.2 }) { return (best.0, best.1) }
    // A few broken bytes in a text that is UTF-8 otherwise: keep the rest, the report names the lines.
    let lenient = String(decoding: bytes, as: UTF8.self)
    let broken = lenient.unicodeScalars.count { $0 == "\u{FFFD}" }
    guard Double(broken) <= mostControls * Double(bytes.count) else { throw .undecodable }
    return ("UTF-8", lenient)
  }

  /// The commonest characters of Chinese print, both scripts.
  private static let common = Set(
    ("的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没日于起还发成事只作当想看文无开手用主行方又如前所本见经头面公同三已老从动两长把"
      + "這來國個說們為時過會對裡後麼沒於還發當無開見經頭動兩長與並業產實關據應區體學報點將號縣總黨。，、").unicodeScalars)

  private static func commonness(of text: String) -> Double {
    var seen = 0
    var known = 0
    for scalar in text.unicodeScalars.prefix(probeBytes) where scalar.value >= 0x80 {
      seen += 1
      if common.contains(scalar) { known += 1 }
    }
    return seen == 0 ? 0 : Double(known) / Double(seen)
  }

  /// Splits at LF, CRLF and CR. A form feed ends no line: it marks the next text as a page's first.
  static func lines(of text: String, encoding: String) -> SourceText {
    var collector = LineCollector()
    var previousWasReturn = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": if !previousWasReturn { collector.endLine() }
      case "\r": collector.endLine()
      default: collector.take(scalar)
      }
      previousWasReturn = scalar == "\r"
    }
    collector.finish()
    return SourceText(encoding: encoding, lines: collector.lines, lineCount: collector.number)
  }
}

/// Gathers scalars into non-blank lines.
private struct LineCollector {
  var lines: [SourceLine] = []
  var number = 0
  private var current = String.UnicodeScalarView()
  private var hasText = false
  private var hasAny = false
  private var feedBefore = false
  private var feedInside = false
  private var blankSince = true

  mutating func take(_ scalar: Unicode.Scalar) {
    hasAny = true
    if scalar == "\u{0C}" {
      if hasText { feedInside = true } else { feedBefore = true }
    } else if scalar != "\u{FEFF}" {
      if !scalar.isSpace { hasText = true }
      current.append(Radicals.ideograph(for: scalar) ?? scalar)
    }
  }

  mutating func endLine() {
    number += 1
    if hasText {
      lines.append(SourceLine(number: number, text: String(current), followsBlank: blankSince, followsFormFeed: feedBefore))
      blankSince = false
      feedBefore = feedInside
    } else {
      blankSince = true
    }
    feedInside = false
    hasText = false
    hasAny = false
    current = String.UnicodeScalarView()
  }

  mutating func finish() {
    if hasAny { endLine() }
  }
}
