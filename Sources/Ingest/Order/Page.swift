/// One page (or one spread whose halves can't be told apart) with its furniture taken out: what the reading order works on.
package struct Page: Sendable, Equatable {
  /// Lines of the page that are no furniture, in file order.
  package var lines: [SourceLine]
  /// The printed page number, where furniture or counting gives one.
  package var number: Int?
  /// The last printed number where the page is a spread that could not be cut.
  package var lastNumber: Int?
  /// The section named in the page's running head.
  package var section: String?

  package init(lines: [SourceLine], number: Int? = nil, lastNumber: Int? = nil, section: String? = nil) {
    self.lines = lines
    self.number = number
    self.lastNumber = lastNumber
    self.section = section
  }
}

extension Page {
  /// The page in parts of at most that many lines; a page that is no longer stays whole.
  func sheets(of most: Int) -> [Page] {
    guard lines.count > most else { return [self] }
    return stride(from: 0, to: lines.count, by: most).map { start in
      var sheet = self
      sheet.lines = Array(lines[start..<min(start + most, lines.count)])
      return sheet
    }
  }
}

/// What the order stage found: every line of every page once, in the order a person reads them.
package struct ReadingOrder: Sendable, Equatable {
  /// Why one line follows another though the file has them apart, or why the file's order was kept in doubt.
  package struct Joint: Sendable, Equatable {
    /// Input line numbers.
    package var from: Int
    package var to: Int
    /// Best order's score less the best order without this joint, in nats; small is doubtful.
    package var margin: Double
    /// Features that spoke most, strongest first, for `--explain`.
    package var reasons: [String]

    package init(from: Int, to: Int, margin: Double, reasons: [String] = []) {
      self.from = from
      self.to = to
      self.margin = margin
      self.reasons = reasons
    }
  }

  /// Input line numbers in reading order, stories whole: a story that jumps pages is joined here.
  package var sequence: [Int]
  /// Joints that leave file order.
  package var moved: [Joint]
  /// Line numbers after which text is missing: the tail is unfinished and nothing fits it, or the head after it has no beginning.
  package var brokenAfter: [Int]

  package init(sequence: [Int], moved: [Joint] = [], brokenAfter: [Int] = []) {
    self.sequence = sequence
    self.moved = moved
    self.brokenAfter = brokenAfter
  }
}
