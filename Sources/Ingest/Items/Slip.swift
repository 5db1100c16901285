/// One story cut out of the galley: its head, its text, and what hangs on it. Lines are galley indices.
struct Slip {
  var titleLines: [Int] = []
  var titleScore: Double = 0
  var titleReasons: [String] = []
  var kicker: String?
  var title: String = ""
  var subtitle: String?
  var authorLines: [Int] = []
  var authors: [Story.Author] = []
  /// Text lines in reading order.
  var textLines: [Int] = []
  /// Lines whose text or hanging part is a credit, with it.
  var bylines: [(line: Int, text: String)] = []
  /// Lines that hold nothing but a jump.
  var jumpLines: [Int] = []
  /// Every galley line of the story in reading order.
  var allLines: [Int] = []
  /// First lines of attachments' titles within the text.
  var attachmentTitles: [ClosedRange<Int>] = []

  var byline: String? { bylines.isEmpty ? nil : bylines.map(\.text).joined(separator: " ") }
}
