/// Cuts lines into blocks. Each line is looked at once a nesting level, and levels are few.
enum MarkdownBlocks {
  typealias Line = [Unicode.Scalar]

  /// Quotes and lists nest that deep; what goes deeper is text.
  private static let maxDepth = 8

  static func parse(_ lines: [Line], depth: Int) -> [Markdown.Block] {
    var blocks: [Markdown.Block] = []
    var paragraph: [Line] = []
    var index = 0
    func endParagraph() {
      if !paragraph.isEmpty { blocks.append(.paragraph(MarkdownSpans.parse(joined(paragraph)))) }
      paragraph = []
    }
    while index < lines.count {
      let line = lines[index]
      let text = trimmed(line)
      if text.isEmpty {
        endParagraph()
        index += 1
      } else if let level = headingLevel(text) {
        endParagraph()
        blocks.append(.heading(level: level, MarkdownSpans.parse(headingText(text, level))))
        index += 1
      } else if let fence = fence(text) {
        endParagraph()
        blocks.append(code(lines, &index, fence))
      } else if isRule(text) {
        endParagraph()
        blocks.append(.rule)
        index += 1
      } else if depth < maxDepth, text.first == ">" {
        endParagraph()
        blocks.append(quote(lines, &index, depth))
      } else if depth < maxDepth, let label = ListLabel(line), paragraph.isEmpty || label.number == nil || label.number == 1 {
        endParagraph()
        blocks.append(list(lines, &index, label, depth))
      } else {
        paragraph.append(line)
        index += 1
      }
    }
    endParagraph()
    return blocks
  }

  private static func quote(_ lines: [Line], _ index: inout Int, _ depth: Int) -> Markdown.Block {
    var inner: [Line] = []
    while index < lines.count, trimmed(lines[index]).first == ">" {
      let rest = trimmed(lines[index]).dropFirst()
      inner.append(Array(rest.first == " " ? rest.dropFirst() : rest))
      index += 1
    }
    return .quote(parse(inner, depth: depth + 1))
  }

  private static func list(_ lines: [Line], _ index: inout Int, _ first: ListLabel, _ depth: Int) -> Markdown.Block {
    var items: [[Markdown.Block]] = []
    while index < lines.count, let label = ListLabel(lines[index]), label.isKin(of: first) {
      var inner: [Line] = [Array(lines[index].dropFirst(label.width))]
      index += 1
      while index < lines.count, belongs(lines, index, to: label) {
        inner.append(Array(lines[index].dropFirst(min(label.width, indent(lines[index])))))
        index += 1
      }
      while inner.last.map({ trimmed($0).isEmpty }) == true { inner.removeLast() }
      items.append(parse(inner, depth: depth + 1))
      // Empty lines between entries belong to none.
      var next = index
      while next < lines.count, trimmed(lines[next]).isEmpty { next += 1 }
      if next < lines.count, let following = ListLabel(lines[next]), following.isKin(of: first) { index = next }
    }
    return .list(start: first.number, items: items)
  }

  /// A line goes on with an entry if it is indented that far, or empty before such a line, or plain text right behind text.
  private static func belongs(_ lines: [Line], _ index: Int, to label: ListLabel) -> Bool {
    let line = lines[index]
    if trimmed(line).isEmpty {
      guard index + 1 < lines.count else { return false }
      return !trimmed(lines[index + 1]).isEmpty && indent(lines[index + 1]) >= label.width
    }
    if indent(line) >= label.width { return true }
    let text = trimmed(line)
    let startsBlock = ListLabel(line) != nil || headingLevel(text) != nil || fence(text) != nil || isRule(text) || text.first == ">"
    return !startsBlock && !trimmed(lines[index - 1]).isEmpty
  }

  private static func code(_ lines: [Line], _ index: inout Int, _ fence: (mark: Unicode.Scalar, length: Int)) -> Markdown.Block {
    var text = ""
    index += 1
    while index < lines.count {
      let line = trimmed(lines[index])
      index += 1
      if line.count >= fence.length, line.allSatisfy({ $0 == fence.mark }) { break }
      text.unicodeScalars.append(contentsOf: lines[index - 1])
      text += "\n"
    }
    return .code(text)
  }

  private static func fence(_ text: ArraySlice<Unicode.Scalar>) -> (mark: Unicode.Scalar, length: Int)? {
    guard let mark = text.first, mark == "`" || mark == "~" else { return nil }
    let length = text.prefix { $0 == mark }.count
    return length >= 3 && !text.dropFirst(length).contains("`") ? (mark, length) : nil
  }

  private static func headingLevel(_ text: ArraySlice<Unicode.Scalar>) -> Int? {
    let level = text.prefix { $0 == "#" }.count
    guard (1...6).contains(level) else { return nil }
    let next = text.dropFirst(level).first
    return next == nil || next == " " || next == "\t" ? level : nil
  }

  private static func headingText(_ text: ArraySlice<Unicode.Scalar>, _ level: Int) -> Line {
    var rest = trimmed(Array(text.dropFirst(level)))
    let marks = rest.reversed().prefix { $0 == "#" }.count
    let before = rest.dropLast(marks)
    if before.isEmpty || before.last == " " { rest = trimmed(Array(before)) }
    return Array(rest)
  }

  private static func isRule(_ text: ArraySlice<Unicode.Scalar>) -> Bool {
    guard let mark = text.first, mark == "-" || mark == "*" || mark == "_" else { return false }
    return text.filter { $0 == mark }.count >= 3 && text.allSatisfy { $0 == mark || $0 == " " || $0 == "\t" }
  }

  /// Lines of one paragraph with breaks between them; indents go, two spaces at an end stay for the hard break.
  private static func joined(_ lines: [Line]) -> Line {
    var text: Line = []
    for (index, line) in lines.enumerated() {
      if index > 0 { text.append("\n") }
      text.append(contentsOf: line.drop { $0 == " " || $0 == "\t" })
    }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }

  static func indent(_ line: Line) -> Int { line.prefix { $0 == " " || $0 == "\t" }.count }

  static func trimmed(_ line: Line) -> ArraySlice<Unicode.Scalar> {
    let start = line.firstIndex { $0 != " " && $0 != "\t" } ?? line.endIndex
    let end = line.lastIndex { $0 != " " && $0 != "\t" } ?? line.startIndex
    return start < line.endIndex ? line[start...end] : []
  }
}

/// The mark before a list entry: `-`, `*`, `+`, or a number with `.` or `)`.
struct ListLabel: Equatable {
  /// Nil for a bullet.
  var number: Int?
  /// Characters up to the entry's text.
  var width: Int
  private var mark: Unicode.Scalar

  private static let maxDigits = 6

  init?(_ line: MarkdownBlocks.Line) {
    let indent = MarkdownBlocks.indent(line)
    let text = line.dropFirst(indent)
    let digits = text.prefix { ("0"..."9").contains($0) }
    guard digits.count <= Self.maxDigits, let mark = text.dropFirst(digits.count).first else { return nil }
    let isBullet = digits.isEmpty && (mark == "-" || mark == "*" || mark == "+")
    let isNumber = !digits.isEmpty && (mark == "." || mark == ")")
    let rest = text.dropFirst(digits.count + 1)
    guard isBullet || isNumber, rest.first == " " || rest.first == "\t" || (rest.isEmpty && isBullet) else { return nil }
    number = isNumber ? digits.reduce(0) { $0 * 10 + Int($1.value - 48) } : nil
    width = indent + digits.count + 1 + min(rest.prefix { $0 == " " || $0 == "\t" }.count, 4)
    self.mark = mark
  }

  /// True for entries of the same list.
  func isKin(of other: ListLabel) -> Bool { mark == other.mark && (number == nil) == (other.number == nil) }
}
