/// How a line ends, as far as that says what may follow it.
package enum TailKind: Int, Sendable, CaseIterable {
  /// `（下转第3页）`: the text goes on elsewhere.
  case jump
  /// A byline or signature set off by tabs.
  case closed
  /// An end mark and then tabs: how the extraction marks the end of a paragraph.
  case finishedByTab
  /// An end mark well before the column's edge.
  case finishedShort
  /// An end mark at the column's edge: the paragraph may go on.
  case finishedFull
  case colon
  /// A comma or semicolon at the column's edge.
  case commaFull
  case commaShort
  /// No mark, at the column's edge.
  case openFull
  /// No mark, one or two characters short: an indented first line, or a title.
  case openMiddle
  case openShort
  case title
  /// The first line of a page, full and without a mark: a title as wide as its column, or text.
  case pageTop
}

/// How a line begins, as far as that says what may stand before it.
package enum HeadKind: Int, Sendable, CaseIterable {
  /// `（上接第2页）`
  case jump
  /// Tabs first: a signature or byline.
  case tab
  /// A mark that can't begin a line of its own.
  case closer
  case list
  case full
  case nearlyFull
  /// Two characters short and unfinished: the first line of an indented paragraph.
  case indented
  /// Ends a paragraph: short, with an end mark.
  case lastShort
  case openShort
  /// `本报…讯`, `新华社…电`: the first line of a story.
  case dateline
  case title
  case pageTop
  /// A document number, or the addressee of a notice.
  case address
}

/// The class of the first or last character of a line.
package enum GlyphClass: Int, Sendable, CaseIterable {
  case han, lower, upper, digit, endMark, comma, colon, opener, closer, dash, other

  init(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "。", "！", "？", "!", "?", "…", "．", ".": self = .endMark
    case "，", "、", ",", "；", ";", "·": self = .comma
    case "：", ":": self = .colon
    case "（", "(", "《", "〈", "“", "‘", "「", "『", "【", "〔", "[", "［": self = .opener
    case "）", ")", "》", "〉", "”", "’", "」", "』", "】", "〕", "]", "］", "％", "%": self = .closer
    case "-", "—", "–", "―", "－", "─", "•", "●", "■", "□", "◆", "○": self = .dash
    case "0"..."9", "０"..."９": self = .digit
    default:
      if Glyphs.isHan(scalar.value) {
        self = .han
      } else if scalar.properties.isLowercase {
        self = .lower
      } else if scalar.properties.isUppercase {
        self = .upper
      } else {
        self = .other
      }
    }
  }

  /// A mark after which a sentence is over, quotation marks and brackets seen through.
  static func endsSentence(_ scalars: some BidirectionalCollection<Unicode.Scalar>) -> Bool {
    guard let last = scalars.last(where: { GlyphClass($0) != .closer }) else { return false }
    return GlyphClass(last) == .endMark
  }
}
