/// Documents named by their numbers, with the title that stands before each.
struct CitationReading {
  let manuscript: Manuscript
  let parameters: FieldParameters

  /// One place where a number is printed.
  struct Place: Sendable {
    var passage: Int
    var number: DocumentNumber
    /// Inside 《》, without the marks; nil where no title stands before the number.
    var title: Range<Int>?
  }

  func places() -> [Place] {
    var found: [Place] = []
    for index in manuscript.passages.indices {
      let print = manuscript.passages[index].print
      for number in DocumentNumber.all(in: print) {
        found.append(Place(passage: index, number: number, title: CitationReading.title(print.text, before: number.range.lowerBound)))
      }
    }
    return found
  }

  /// Each document once, the own number left out, in the order of the text.
  func citations(_ places: [Place], own: Place?) -> [Records.Citation] {
    var found: [Records.Citation] = []
    for place in places {
      if let own, own.passage == place.passage, own.number.range == place.number.range { continue }
      let passage = manuscript.passages[place.passage]
      let title = place.title.map { passage.print.cut($0) }
      if let index = found.firstIndex(where: { $0.documentNumber == place.number.normal }) {
        if found[index].title == nil { found[index].title = title }
        continue
      }
      found.append(
        Records.Citation(title: title, documentNumber: place.number.normal, confidence: parameters.certain, lines: passage.lines))
    }
    return found
  }

  /// 《…》 right before the number, a bracket or a comma between them.
  static func title(_ text: [UInt32], before start: Int) -> Range<Int>? {
    var i = start
    while i > 0, text[i - 1] == 0x28 || text[i - 1] == 0x2C || text[i - 1] == 0x20 { i -= 1 }
    guard i > 0, text[i - 1] == 0x300B else { return nil }
    var depth = 0
    var open = i - 1
    while open >= 0 {
      if text[open] == 0x300B { depth += 1 }
      if text[open] == 0x300A {
        depth -= 1
        if depth == 0 { return open + 1..<i - 1 }
      }
      open -= 1
    }
    return (0..<i - 1).last { text[$0] == 0x300A }.map { $0 + 1..<i - 1 }
  }
}
