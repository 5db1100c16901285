/// Paragraphs with roles -> Markdown (CommonMark); what Markdown would misread is escaped.
enum Markdown {
  static func body(_ paragraphs: [Story.Paragraph]) -> String {
    paragraphs.map(block).joined(separator: "\n\n")
  }

  private static func block(_ paragraph: Story.Paragraph) -> String {
    let text = paragraph.text.scalarArray
    let label = ListLabel.read(text)
    switch paragraph.role {
    case .heading: return hashes(label) + escaped(text)
    case .list, .attachment:
      guard let label else { return escapedStart(text) }
      let rest = trimmed(text[label.length...])
      if label.style == .bullet { return "- " + escaped(rest) }
      if label.style == .arabic { return "\(label.value). " + escaped(rest) }
      return escapedStart(text)
    case .body, .documentNumber, .addressee, .signature, .date: return escapedStart(text)
    }
  }

  private static func hashes(_ label: ListLabel?) -> String {
    switch label?.style {
    case .bracketedChinese: "### "
    case .arabic, .bracketedArabic, .circled: "#### "
    default: "## "
    }
  }

  private static func escaped(_ text: [Unicode.Scalar]) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text {
      if scalar == "\\" || scalar == "*" || scalar == "_" || scalar == "`" || scalar == "[" || scalar == "]" || scalar == "<"
        || scalar == "~"
      {
        result.append("\\")
      }
      result.append(scalar)
    }
    return String(result)
  }

  /// Also keeps a block from beginning as a heading, quotation, list or rule would.
  private static func escapedStart(_ text: [Unicode.Scalar]) -> String {
    let plain = escaped(text)
    guard let first = text.first else { return plain }
    if first == "#" || first == ">" || first == "+" || first == "-" || first == "=" || first == "|" { return "\\" + plain }
    let digits = text.prefix { $0.isASCIIDigit }
    if !digits.isEmpty, digits.count < text.count, text[digits.count] == "." || text[digits.count] == ")" {
      return String(scalars: digits) + "\\" + plain.dropFirst(digits.count)
    }
    return plain
  }
}
