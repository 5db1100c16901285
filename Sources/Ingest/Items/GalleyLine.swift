/// A line of text in its place in reading order, with what hangs at its end and what points to other pages taken off.
struct GalleyLine: Sendable {
  /// Input line number.
  var number: Int
  /// Position among the input's non-blank lines.
  var position: Int
  /// Index of its page.
  var page: Int
  /// The running text, without jumps and without what hangs at the end.
  var text: [Unicode.Scalar]
  /// Text after a run of tabs at the end of the line, or all of a line that begins with such a run.
  var hanging: [Unicode.Scalar]
  var jumps: [Jump]
  var breadth: Double
  /// First on its page by a mark in the file.
  var startsPage: Bool
  /// No blank line before it in an issue where blank lines part all others: the setter broke a title here.
  var softBreak: Bool
  /// Printed indent of at least two em in white space.
  var isIndented: Bool
  /// The line before it in reading order is not the one before it in the file.
  var isMoved: Bool
  /// Tabs at the line's end that nothing follows.
  var trailingTabs: Int
  /// Set wide, a blank after every character: full whatever it holds.
  var isLetterSpaced: Bool
  /// White space of two or more between two halves: a couplet for a title.
  var hasGap: Bool

  var isOnlyHanging: Bool { text.isEmpty && !hanging.isEmpty }
  var isOnlyJump: Bool { text.isEmpty && hanging.isEmpty && !jumps.isEmpty }

  /// Ends as a sentence does, closing marks not counted.
  var endsSentence: Bool {
    guard let last = text.last(where: { !$0.isCloser }) else { return false }
    return last.isFullStop || (last == "." && text.contains { $0.isLatin })
  }
}

/// Puts the lines into reading order and cleans their ends.
struct GalleyReader {
  let parameters: ItemParameters

  func read(pages: [Page], sequence: [Int], source: SourceText) -> [GalleyLine] {
    var places: [Int: (page: Int, line: SourceLine)] = [:]
    for (index, page) in pages.enumerated() {
      for line in page.lines { places[line.number] = (index, line) }
    }
    let positions = Dictionary(uniqueKeysWithValues: source.lines.enumerated().map { ($1.number, $0) })
    let blanksPartLines = hasSoftBreaks(source)
    var firsts = Set<Int>()
    for page in pages { page.lines.first.map { _ = firsts.insert($0.number) } }
    var galley: [GalleyLine] = []
    var before: Int?
    for number in sequence {
      guard let (page, line) = places[number], let position = positions[number] else { continue }
      var cut = self.cut(line)
      cut.position = position
      cut.page = page
      cut.startsPage = firsts.contains(number)
      cut.softBreak = blanksPartLines && !line.followsBlank && position > 0 && !cut.startsPage
      cut.isMoved = before.map { $0 + 1 != position } ?? false
      before = position
      galley.append(cut)
    }
    return galley
  }

  /// Blank lines stand between nearly all lines, so that a missing one means something.
  private func hasSoftBreaks(_ source: SourceText) -> Bool {
    let apart = source.lines.count { $0.followsBlank }
    return Double(apart) >= parameters.leastBlankShare * Double(source.lines.count)
  }

  func cut(_ line: SourceLine) -> GalleyLine {
    var scalars = line.text.scalarArray
    let indent = scalars.prefix { $0.isSpace }
    let jumps = Jump.find(in: scalars)
    for jump in jumps.reversed() { scalars.replaceSubrange(jump.range, with: []) }
    let letterSpaced = LineJoiner.isLetterSpaced(trimmed(scalars))
    let (text, hanging) = letterSpaced ? (scalars.filter { !$0.isSpace }, []) : hang(scalars)
    return GalleyLine(
      number: line.number, position: 0, page: 0, text: text, hanging: hanging, jumps: jumps, breadth: breadth(of: text), startsPage: false,
      softBreak: false, isIndented: isIndent(indent), isMoved: false,
      trailingTabs: hanging.isEmpty ? line.text.unicodeScalars.reversed().prefix { $0.isSpace }.count { $0 == "\t" } : 0,
      isLetterSpaced: letterSpaced,
      hasGap: hasGap(text))
  }

  private func isIndent(_ indent: ArraySlice<Unicode.Scalar>) -> Bool {
    indent.contains("\u{3000}") || indent.count { $0 == " " } >= 3
  }

  /// Splits at the last run of tabs (or of many spaces) that is long enough to push text to the right edge.
  private func hang(_ scalars: [Unicode.Scalar]) -> ([Unicode.Scalar], [Unicode.Scalar]) {
    var runs: [Range<Int>] = []
    var index = 0
    while index < scalars.count {
      guard scalars[index].isSpace else {
        index += 1
        continue
      }
      let start = index
      while index < scalars.count, scalars[index].isSpace { index += 1 }
      if scalars[start..<index].tabStops >= parameters.hangingGap { runs.append(start..<index) }
    }
    guard let run = runs.last(where: { $0.upperBound < scalars.count }) else { return plainByline(trimmed(scalars)) }
    let tail = trimmed(scalars[run.upperBound...])
    let head = trimmed(scalars[..<run.lowerBound])
    guard breadth(of: tail) <= parameters.widestHanging else { return (trimmed(scalars), []) }
    if !head.isEmpty, !(head.last.map { $0.isFullStop || $0.isCloser } ?? true), !Byline.mayEnd(tail) { return (trimmed(scalars), []) }
    return (head, tail)
  }

  /// A credit that no gap sets off: after a sentence's end and one blank, or on a line of its own.
  private func plainByline(_ text: [Unicode.Scalar]) -> ([Unicode.Scalar], [Unicode.Scalar]) {
    if let start = Byline.afterStop(in: text) { return (trimmed(text[..<start]), Array(text[start...])) }
    return Byline.standsAlone(text) ? ([], text) : (text, [])
  }

  private func hasGap(_ text: [Unicode.Scalar]) -> Bool {
    guard text.count >= 6 else { return false }
    return text.indices.dropLast().contains { index in
      (text[index].isSpace && text[index + 1].isSpace || text[index] == "\u{3000}") && index > 1 && text[index - 1].isHan
        && text[text.count - 1].isHan
    }
  }
}
