/// Marks found terms in text: HTML with `<mark>`, everything else escaped.
package struct SnippetMarker: Sendable {
  /// Characters of text before the first mark, and in all.
  private static let lead = 24
  private static let length = 120

  private let terms: [[Unicode.Scalar]]

  package init(_ terms: [SearchWords.Term]) {
    self.terms = terms.map { Array($0.text.unicodeScalars) }.filter { !$0.isEmpty }.sorted { $0.count > $1.count }
  }

  /// The whole text marked, or nil where nothing was found in it.
  package func whole(_ text: String) -> String? {
    let scalars = Array(text.unicodeScalars)
    let marks = marks(in: scalars)
    return marks.isEmpty ? nil : html(scalars, 0..<scalars.count, marks)
  }

  /// A piece of the text round the first mark, or nil where nothing was found in it.
  package func snippet(_ text: String) -> String? {
    let scalars = Array(text.unicodeScalars)
    let marks = marks(in: scalars)
    guard let first = marks.first else { return nil }
    let start = max(0, first.lowerBound - Self.lead)
    let end = min(scalars.count, start + Self.length)
    return (start > 0 ? "…" : "") + html(scalars, start..<end, marks) + (end < scalars.count ? "…" : "")
  }

  private func marks(in scalars: [Unicode.Scalar]) -> [Range<Int>] {
    let folded = scalars.map(SearchText.foldedScalar)
    var marks: [Range<Int>] = []
    var index = 0
    while index < folded.count {
      if let end = terms.lazy.compactMap({ matchEnd(of: $0, in: folded, at: index) }).first {
        marks.append(index..<end)
        index = end
      } else {
        index += 1
      }
    }
    return marks
  }

  private func matchEnd(of term: [Unicode.Scalar], in folded: [Unicode.Scalar], at start: Int) -> Int? {
    let end = start + term.count
    guard end <= folded.count, folded[start..<end].elementsEqual(term) else { return nil }
    guard let first = term.first, let last = term.last else { return nil }
    // A word of letters is only found whole.
    if first.isWordLetter, start > 0, folded[start - 1].isWordLetter { return nil }
    if last.isWordLetter, end < folded.count, folded[end].isWordLetter { return nil }
    return end
  }

  private func html(_ scalars: [Unicode.Scalar], _ window: Range<Int>, _ marks: [Range<Int>]) -> String {
    var out = ""
    var index = window.lowerBound
    for mark in marks where mark.lowerBound >= window.lowerBound && mark.lowerBound < window.upperBound {
      append(scalars[index..<mark.lowerBound], to: &out)
      out += "<mark>"
      append(scalars[mark], to: &out)
      out += "</mark>"
      index = mark.upperBound
    }
    if index < window.upperBound { append(scalars[index..<window.upperBound], to: &out) }
    return out
  }

  private func append(_ scalars: ArraySlice<Unicode.Scalar>, to out: inout String) {
    for scalar in scalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      default: out.unicodeScalars.append(scalar)
      }
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isWordLetter: Bool { value < 0x80 && (properties.isAlphabetic || ("0"..."9").contains(self)) }
}
