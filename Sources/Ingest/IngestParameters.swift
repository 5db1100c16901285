/// Every threshold of every stage in one value, a section a stage.
package struct IngestParameters: Sendable {
  package var furniture = FurnitureParameters()
  package var order = OrderParameters.shipped
  package var items = ItemParameters()
  package var paragraphs = ParagraphParameters()
  package var fields = FieldParameters()
  package var trust = TrustParameters()
  /// What the person who reads the issue in knows of it; lends its year to a text that names none.
  package var issue: IssueFacts?

  package init() {}
}

/// When the reading is doubted, and how much each doubt takes from an item's confidence.
package struct TrustParameters: Sendable, Equatable {
  /// Margin in nats below which a joint that leaves file order is reported.
  package var doubtfulMargin = 2.0
  package var movedJoint = 0.01
  package var doubtfulJoint = 0.06
  package var missingText = 0.1
  package var unmatchedJump = 0.1
  package var weakTitle = 0.15
  /// Title score in nats from which a title is beyond doubt.
  package var sureTitle = 4.0
  package var severalBylines = 0.2
  package var leastConfidence = 0.05
  /// What a title that nothing speaks for is trusted; a sure one is trusted wholly.
  package var titleByLooks = 0.5
  package var sectionByPage = 0.9
  package var bylineByWords = 0.95
  package var bylineByPlace = 0.7
  package var authorsByPlace = 0.9
  package var countedPages = 0.85

  package init() {}
}
