/// One non-blank line of the input, as it was printed.
package struct SourceLine: Sendable, Equatable {
  /// 1-based number in the input file; blank lines count.
  package var number: Int
  /// The decoded text without its terminator and without a form feed. White space at both ends is kept.
  package var text: String
  /// True if at least one blank line stands between this line and the non-blank line before it.
  package var followsBlank: Bool
  /// True if a form feed stands before the text of this line.
  package var followsFormFeed: Bool

  package init(number: Int, text: String, followsBlank: Bool = true, followsFormFeed: Bool = false) {
    self.number = number
    self.text = text
    self.followsBlank = followsBlank
    self.followsFormFeed = followsFormFeed
  }
}

/// A decoded issue: its non-blank lines in file order.
package struct SourceText: Sendable, Equatable {
  /// The encoding that was found, by its IANA name.
  package var encoding: String
  package var lines: [SourceLine]
  /// All lines of the file, blank ones too.
  package var lineCount: Int

  package init(encoding: String = "UTF-8", lines: [SourceLine], lineCount: Int? = nil) {
    self.encoding = encoding
    self.lines = lines
    self.lineCount = lineCount ?? lines.last?.number ?? 0
  }
}
