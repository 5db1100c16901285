/// Reads the marks inside one block of text, in one pass with a stack of what is open.
struct MarkdownSpans {
  private enum Opener: Equatable {
    case emphasis(Unicode.Scalar)
    case strong(Unicode.Scalar)
    case link
  }

  private let text: [Unicode.Scalar]
  private var index = 0
  private var spans: [Markdown.Span] = []
  private var pending = String.UnicodeScalarView()
  /// What was opened, and where its own characters stand in `spans` as text until it is closed.
  private var open: [(opener: Opener, span: Int)] = []
  /// Lengths of backquote runs that have no partner in what is left.
  private var unclosed: Set<Int> = []

  private init(_ text: [Unicode.Scalar]) { self.text = text }

  static func parse(_ text: [Unicode.Scalar]) -> [Markdown.Span] {
    var reader = MarkdownSpans(text)
    while reader.index < text.count { reader.step() }
    reader.flush()
    return reader.spans
  }

  private mutating func step() {
    let scalar = text[index]
    switch scalar {
    case "\\": escape()
    case "`": code()
    case "\n": lineEnd()
    case "*", "_": delimiter(scalar)
    case "[": openLink()
    case "]": closeLink()
    case "<": autolink()
    default: literal(1)
    }
  }

  private mutating func literal(_ count: Int) {
    pending.append(contentsOf: text[index..<(index + count)])
    index += count
  }

  private mutating func flush() {
    if !pending.isEmpty { spans.append(.text(String(pending))) }
    pending = String.UnicodeScalarView()
  }

  private mutating func escape() {
    guard index + 1 < text.count else { return literal(1) }
    let next = text[index + 1]
    if next == "\n" {
      flush()
      spans.append(.lineBreak)
      index += 2
    } else if next.value < 0x80, !next.properties.isAlphabetic, !("0"..."9").contains(next), next.value > 0x20 {
      index += 1
      literal(1)
    } else {
      literal(1)
    }
  }

  /// A code span ends at as many backquotes as it began with; without those they are text.
  private mutating func code() {
    let length = text[index...].prefix { $0 == "`" }.count
    guard !unclosed.contains(length) else { return literal(length) }
    var end = index + length
    while end < text.count {
      guard text[end] == "`" else {
        end += 1
        continue
      }
      let run = text[end...].prefix { $0 == "`" }.count
      if run == length { break }
      end += run
    }
    guard end < text.count else {
      unclosed.insert(length)
      return literal(length)
    }
    flush()
    let inside = text[(index + length)..<end].map { $0 == "\n" ? " " : $0 }
    spans.append(.code(String(String.UnicodeScalarView(inside))))
    index = end + length
  }

  /// Two spaces before the end of a line break it; otherwise the line end is kept as white space.
  private mutating func lineEnd() {
    var spaces = 0
    while pending.last == " " {
      pending.removeLast()
      spaces += 1
    }
    if spaces >= 2 {
      flush()
      spans.append(.lineBreak)
    } else {
      pending.append("\n")
    }
    index += 1
  }

  private mutating func delimiter(_ mark: Unicode.Scalar) {
    let run = text[index...].prefix { $0 == mark }.count
    let length = run >= 2 ? 2 : 1
    let before = index > 0 ? text[index - 1] : " "
    let after = index + run < text.count ? text[index + run] : " "
    let touchesWords = mark == "_" && Self.isWord(before) && Self.isWord(after)
    let opener: Opener = length == 2 ? .strong(mark) : .emphasis(mark)
    if !touchesWords, !before.properties.isWhitespace, let place = open.lastIndex(where: { $0.opener == opener }), !emptied(by: place) {
      close(place, as: length == 2 ? .strong : .emphasis, length)
    } else if !touchesWords, !after.properties.isWhitespace {
      push(opener, length)
    } else {
      literal(run)
    }
  }

  /// True where nothing would stand between the marks.
  private func emptied(by place: Int) -> Bool { pending.isEmpty && open[place].span == spans.count - 1 }

  private mutating func close(_ place: Int, as mark: Markdown.Mark, _ length: Int) {
    flush()
    spans[open[place].span] = .opens(mark)
    spans.append(.closes(mark))
    open.removeSubrange(place...)
    index += length
  }

  private mutating func openLink() {
    push(.link, 1)
  }

  private mutating func push(_ opener: Opener, _ length: Int) {
    flush()
    // What was opened so long ago stays text: a bound on the work for text that only opens.
    if open.count == Self.maxOpen { open.removeFirst() }
    open.append((opener, spans.count))
    literal(length)
    flush()
  }

  private static let maxOpen = 64

  private mutating func closeLink() {
    guard let place = open.lastIndex(where: { $0.opener == .link }) else { return literal(1) }
    guard let (address, end) = destination(from: index + 1) else {
      // Brackets that are no link; what was opened inside stays open.
      open.remove(at: place)
      return literal(1)
    }
    flush()
    if let safe = Self.safe(address) {
      spans[open[place].span] = .opens(.link(safe))
      spans.append(.closes(.link(safe)))
    } else {
      spans[open[place].span] = .text("")
    }
    // A link holds no link, and what was opened in it ends with it.
    let start = open[place].span
    open.removeAll { $0.opener == .link || $0.span > start }
    index = end
  }

  /// `(address)` or `(address "title")`, and the index behind it.
  private func destination(from start: Int) -> (String, Int)? {
    guard start < text.count, text[start] == "(" else { return nil }
    var end = start + 1
    var depth = 0
    while end < text.count, depth > 0 || text[end] != ")" {
      if text[end] == "\n" || end - start > Self.maxAddress { return nil }
      if text[end] == "(" { depth += 1 }
      if text[end] == ")" { depth -= 1 }
      end += 1
    }
    guard end < text.count else { return nil }
    let inside = text[(start + 1)..<end].split(separator: " ", maxSplits: 1)
    return (inside.first.map { String(String.UnicodeScalarView($0)) } ?? "", end + 1)
  }

  private static let maxAddress = 500

  private mutating func autolink() {
    let address = text[(index + 1)...].prefix(Self.maxAddress).prefix { $0 != ">" && $0 != "<" && $0.value > 0x20 }
    let end = address.endIndex
    let inside = String(String.UnicodeScalarView(address))
    guard end < text.count, text[end] == ">", let address = Self.safe(inside) else { return literal(1) }
    flush()
    spans += [.opens(.link(address)), .text(inside), .closes(.link(address))]
    index = end + 1
  }

  /// The address if it begins with http, https or mailto; nil for any other scheme and for what could hide one.
  private static func safe(_ address: String) -> String? {
    let lower = address.lowercased()
    let isKnown = lower.hasPrefix("http://") || lower.hasPrefix("https://") || lower.hasPrefix("mailto:")
    return isKnown && address.unicodeScalars.allSatisfy { $0.value > 0x20 && $0.value != 0x7F } ? address : nil
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) }
}
