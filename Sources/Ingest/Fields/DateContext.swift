/// Gives printed dates the years they leave out, from the rest of the story and from the issue.
struct DateContext: Sendable {
  struct Span: Sendable, Equatable {
    var from: Day
    var to: Day
    /// 1 where the year is printed with the date; less where it was inferred.
    var confidence: Double
  }

  /// Which side of the moment of writing an undated day lies on.
  enum Tense: Sendable { case past, future }

  private struct Anchor: Sendable {
    var passage: Int
    var position: Int
    var year: Int
    var month: Int
  }

  private let anchors: [Anchor]
  private let periods: [Int]
  private let issueYear: Int?
  private let issueNumber: Int?
  private let parameters: FieldParameters

  init(_ manuscript: Manuscript, parameters: FieldParameters) {
    var anchors: [Anchor] = []
    var periods: [Int] = []
    for (index, passage) in manuscript.passages.enumerated() {
      for mention in passage.dates {
        guard let year = mention.from.year else { continue }
        if let month = mention.from.month {
          anchors.append(Anchor(passage: index, position: mention.range.lowerBound, year: year, month: month))
        } else if mention.range.upperBound < passage.text.count, passage.text[mention.range.upperBound] == 0x5EA6 {
          periods.append(year)
        }
      }
    }
    self.anchors = anchors
    self.periods = periods
    issueYear = manuscript.story.issueYear
    issueNumber = manuscript.story.issueNumber
    self.parameters = parameters
  }

  /// The days a mention names; nil where it names none, or its year is nowhere to be had.
  func resolve(_ mention: DateMention, passage: Int, tense: Tense = .past, after issued: Day? = nil) -> Span? {
    guard mention.from.namesDay, let month = mention.from.month else { return nil }
    var confidence = 1.0
    var year = mention.from.year
    if year == nil {
      guard let guess = self.year(ofMonth: month, at: (passage, mention.range.lowerBound), tense: tense, after: issued) else { return nil }
      year = guess
      confidence = parameters.inferredYear
    }
    guard let year, let from = day(mention.from, year: year) else { return nil }
    guard let to = mention.to else { return Span(from: from, to: from, confidence: confidence) }
    let endYear = to.year ?? ((to.month ?? month) < month ? year + 1 : year)
    guard let last = day(to, year: endYear), last >= from else { return Span(from: from, to: from, confidence: confidence) }
    return Span(from: from, to: last, confidence: confidence)
  }

  private func day(_ date: PartialDate, year: Int) -> Day? {
    guard let month = date.month else { return nil }
    if date.monthEnd { return Day(year, month, Day.lastDay(year, month)) }
    return date.day.flatMap { Day(year, month, $0) }
  }

  private func year(ofMonth month: Int, at place: (Int, Int), tense: Tense, after issued: Day?) -> Int? {
    if let issued { return month >= issued.month ? issued.year : issued.year + 1 }
    let before = anchors.last { ($0.passage, $0.position) < place }
    if let issueYear {
      if let before, abs(before.year - issueYear) <= 1 { return before.year }
      // An issue reports what was: a month that lies after it belongs to the year before.
      if tense == .past, let issueNumber, month > parameters.lastMonth(ofIssue: issueNumber) { return issueYear - 1 }
      return issueYear
    }
    if let anchor = before ?? anchors.first { return anchor.year }
    // A year's honours are given early in the next.
    if let period = periods.first, tense == .past { return month <= parameters.lastMonthOfHonours ? period + 1 : period }
    return nil
  }
}
