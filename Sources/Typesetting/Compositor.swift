import Ingest

/// Breaks copy into lines, as many as are asked for, of whatever width comes next.
struct Compositor {
  /// A line as set.
  struct Line {
    var text: String
    var paragraph: Int
    var endsParagraph: Bool
    var isHyphenated = false
  }

  private var tokens: [[String]]
  private let copy: Copy
  private let indent: Double
  private let isLatin: Bool
  private var paragraph = 0
  private var token = 0

  private static let notFirst = Set("，。、；：？！）》〉”’」』】〕％%,.;:?!)…".map(String.init))
  private static let notLast = Set("（《〈“‘「『【〔(".map(String.init))

  init(_ copy: Copy, indent: Double, script: Dialect.Script) {
    self.copy = copy
    self.indent = indent
    isLatin = script == .english
    tokens = copy.paragraphs.map { Compositor.split($0.text, latin: script == .english) }
  }

  var isDone: Bool { paragraph >= tokens.count }

  /// The next line, at most `width` ems wide; nil when all is set. A signature is a line of its own.
  mutating func line(width: Double) -> Line? {
    guard !isDone else { return nil }
    let words = tokens[paragraph]
    let source = copy.paragraphs[paragraph]
    let room = width - (token == 0 && !source.isHeading && !source.isSignature ? indent : 0)
    var text = ""
    var used = 0.0
    var hyphenated = false
    while token < words.count {
      let next = words[token]
      let wide = Compositor.width(next)
      // A mark may hang over the edge by a half; a bracket may not end the line.
      let slop = Compositor.notFirst.contains(next) ? 1.0 : 0.3
      if used + wide > room + slop, !text.isEmpty { break }
      text += next
      used += wide
      token += 1
    }
    while let last = words[..<token].last, token < words.count, text.count > 1, Compositor.notLast.contains(last) {
      text.removeLast(last.count)
      token -= 1
    }
    if isLatin, token < words.count { hyphenated = hyphenate(&text, used: used, room: room) }
    let ends = token >= words.count
    let line = Line(text: text, paragraph: paragraph, endsParagraph: ends, isHyphenated: hyphenated)
    if ends {
      paragraph += 1
      token = 0
    }
    return line
  }

  /// Fills a Latin line with the first part of the next word where much room is left; the rest opens the next line.
  private mutating func hyphenate(_ text: inout String, used: Double, room: Double) -> Bool {
    let letters = Array(tokens[paragraph][token].prefix { $0.isLetter })
    let fits = Int((room - used) / 0.52) - 1
    guard fits >= 3, letters.count >= 6 else { return false }
    let vowels = Set("aeiouy")
    let places = (2...min(fits, letters.count - 3)).filter { vowels.contains(letters[$0 - 1]) && !vowels.contains(letters[$0]) }
    guard let place = places.last else { return false }
    text += String(letters[..<place]) + "-"
    tokens[paragraph][token].removeFirst(place)
    return true
  }

  static func width(_ text: String) -> Double {
    text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x250 ? ($1 == " " ? 0.3 : 0.52) : 1) }
  }

  /// Letters, marks, and whole Latin words or numbers.
  private static func split(_ text: String, latin: Bool) -> [String] {
    var out: [String] = []
    var word = ""
    for c in text {
      let joins = c.isASCII && (c.isLetter || c.isNumber || (latin && !c.isWhitespace) || c == "." && !word.isEmpty)
      if joins {
        word.append(c)
        continue
      }
      if !word.isEmpty {
        if latin, c == " " { word += " " }
        out.append(word)
        word = ""
        if latin, c == " " { continue }
      }
      out.append(String(c))
    }
    if !word.isEmpty { out.append(word) }
    return out
  }
}
