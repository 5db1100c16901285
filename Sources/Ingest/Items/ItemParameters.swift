/// Thresholds of the item stage. Breadths in em, scores in nats.
package struct ItemParameters: Sendable, Equatable {
  /// Blank lines part lines when this share of lines follows one.
  package var leastBlankShare = 0.8
  /// Tabs (a space counts a third) that push text to the right edge.
  package var hangingGap = 3.5
  package var widestHanging = 26.0
  package var mostTitleLines = 4
  package var narrowestTitle = 4.0
  package var widestTitle = 90.0
  package var titles = TitleWeights.shipped
  /// Score from which a block of lines is a title.
  package var leastTitleScore = 2.2
  /// Share of a title's character pairs that must stand in the story's own title for it to be an attachment's.
  package var attachmentShare = 0.72
  /// Text columns narrower than this are frames beside pictures.
  package var narrowColumn = 16.0
  /// How far below that mark a title may stay between two credits of what would be one story.
  package var missedTitleAllowance = 1.0

  /// Lines of a story's beginning in which a stray title's words must recur, and the share of its character pairs that must.
  package var linesOfTopic = 14
  package var leastTopicShare = 0.3
  package var topicWeight = 4.0
  package var leastStrayScore = 1.2
  /// By this share a title must tell more of one story than of another to change places.
  package var clearTopic = 0.3
  /// How far below a title's score what is usual in the issue may still lift a block, and how far above a title is beyond doubt.
  package var habitReach = 0.5
  package var sureTitleMargin = 2.0
  /// Lines within which headings of one row stand, and how many of them count.
  package var linesOfRow = 30
  package var mostInRow = 3
  /// Blocks this far below a title's score are not looked at further.
  package var cohesionReach = 4.0
  /// What it counts for a title that all its letter pairs come again after it and none before it.
  package var recurrence = 2.0

  package init() {}
}
