/// Costs (nats) and breadths (em) of the paragraph stage. Fitted by hand on justified setting: a full line misses its column by less than one em.
package struct ParagraphParameters: Sendable, Equatable {
  /// A line that runs on: within this of its column it is full.
  package var full = 0.8
  package var nearlyFull = 1.3
  /// A line may stand out over its column by this much (hanging punctuation, a compressed line).
  package var overhang = 0.9
  package var fullCost = 0.1
  package var nearlyFullCost = 1.2
  package var shortCost = 3.6
  package var veryShortCost = 7.0
  package var overhangCost = 6.0
  /// A last line's breadth says nothing, so each is as rare as any other.
  package var lastLineCost = 2.5
  package var breakCost = 1.4
  package var continueCost = 0.2
  /// A last line by how it ends.
  package var sentenceEndCost = 0.1
  package var colonEndCost = 1.5
  package var colonInsideCost = 2.2
  package var numberedHeadingEndCost = 0.9
  package var trailingTabsInsideCost = 3.0
  package var trailingTabsGain = 1.0
  /// Em that a full-width mark may be set narrower.
  package var markGive = 0.5
  package var semicolonEndCost = 2.6
  package var openEndCost = 3.4
  package var headingEndCost = 1.6
  package var pauseEndCost = 6.5
  /// A line that runs on though a sentence ends with it.
  package var sentenceInsideCost = 2.6
  package var labelInsideCost = 3.2
  package var labelStartGain = 2.4
  package var indentStartGain = 5.0
  package var unindentedCost = 2.6
  package var closerStartCost = 8.0
  package var columnChangeCost = 4.5
  package var columnChangeAtJointCost = 2.0
  /// A first line's indent in em, tried one after the other.
  package var indents: [Double] = [2, 0, 1]
  package var mostColumns = 14
  package var leastLinesOfColumn = 2
  package var leastLinesOfUsualColumn = 4
  /// One line in so many makes a breadth a usual one.
  package var usualColumnShare = 25
  package var narrowestColumn = 7.0

  package init() {}
}
