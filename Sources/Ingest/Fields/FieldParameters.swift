/// Every threshold of the field stage in one value.
package struct FieldParameters: Sendable, Equatable {
  /// Confidence of a date whose year the text does not print beside it.
  package var inferredYear = 0.8
  /// Confidence of a value read by a full pattern, by a partial one, and from context alone.
  package var certain = 0.95
  package var likely = 0.85
  package var guessed = 0.65
  /// Months by which an issue's contents may lie past its quarter: No. 1 of a quarterly closes in May.
  package var monthsPerIssue = 3
  package var monthsOfGrace = 2
  /// Months into a year in which the year before is still honoured.
  package var lastMonthOfHonours = 6
  /// Body passages from the start in which a report names its event.
  package var leadPassages = 3
  /// Characters of a signature line, of an addressee, of an event's name and of a venue at most.
  package var longestSignature = 60
  package var longestAddressee = 120
  package var longestEventName = 60
  package var longestVenue = 40
  package var longestAwardName = 40
  /// Points at which a story is an official document.
  package var officialStrength = 4
  /// Share of an event's name that another must share to be the same event.
  package var sameName = 0.8

  package init() {}

  func lastMonth(ofIssue number: Int) -> Int { min(12, number * monthsPerIssue + monthsOfGrace) }
}
