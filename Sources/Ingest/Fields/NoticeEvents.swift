/// The event a call invites to: named in the title (关于举办NAME的通知), its time and place in labelled lines.
struct NoticeEventReading {
  let manuscript: Manuscript
  let dates: DateContext
  let organisations: OrganisationNames
  let issued: Day?
  let parameters: FieldParameters

  func read() -> Records.Event? {
    guard let (name, lines) = titled(), let span = labelledDay() else { return nil }
    var event = Records.Event(
      name: .init(name, confidence: parameters.likely, lines: lines), confidence: min(parameters.likely, span.span.confidence))
    event.startsOn = .init(span.span.from, confidence: span.span.confidence, lines: span.lines)
    event.endsOn = .init(span.span.to, confidence: span.span.confidence, lines: span.lines)
    event.venue = labelled(NoticeEventReading.places).map { .init($0.value, confidence: parameters.likely, lines: $0.lines) }
    if let hosts = labelled(NoticeEventReading.hosts) {
      event.organisers = hosts.value.split(whereSeparator: { "、，, ".contains($0) }).map {
        .init(String($0), confidence: parameters.likely, lines: hosts.lines)
      }
    }
    return event
  }

  /// Between 举办 (召开, 组织参加 …) and 的通知.
  private func titled() -> (String, [ClosedRange<Int>])? {
    for index in manuscript.titleIndices {
      let passage = manuscript.passages[index]
      let text = passage.text
      guard let verb = NoticeEventReading.verbs.last(in: text, 0..<text.count),
        let of = (verb.upperBound..<text.count).last(where: { text[$0] == 0x7684 })
      else { continue }
      var range = verb.upperBound..<of
      while range.count > 2, text[range.lowerBound].isQuote { range = range.lowerBound + 1..<range.upperBound }
      while range.count > 2, text[range.upperBound - 1].isQuote { range = range.lowerBound..<range.upperBound - 1 }
      guard let name = EventName.object(text, range, dates: passage.dates) else { continue }
      return (EventName.printed(passage.print, name), passage.lines)
    }
    return nil
  }

  private func labelledDay() -> (span: DateContext.Span, lines: [ClosedRange<Int>])? {
    for index in manuscript.bodyIndices {
      let passage = manuscript.passages[index]
      guard let label = label(passage.text, NoticeEventReading.times),
        let mention = passage.dates.first(where: { $0.range.lowerBound >= label && $0.from.namesDay }),
        mention.range.lowerBound - label <= 2,
        let span = dates.resolve(mention, passage: index, tense: .future, after: issued)
      else { continue }
      return (span, passage.lines)
    }
    return nil
  }

  private func labelled(_ words: Lexicon) -> (value: String, lines: [ClosedRange<Int>])? {
    for index in manuscript.bodyIndices {
      let passage = manuscript.passages[index]
      guard let start = label(passage.text, words) else { continue }
      let end = (start..<passage.text.count).first { passage.text[$0].endsSentence } ?? passage.text.count
      guard end - start >= 2, end - start <= parameters.longestVenue else { continue }
      return (passage.print.cut(start..<end), passage.lines)
    }
    return nil
  }

  /// The index after a label and its colon, the label at the paragraph's head behind its number.
  private func label(_ text: [UInt32], _ words: Lexicon) -> Int? {
    guard let word = words.first(in: text, 0..<min(text.count, NoticeEventReading.head)), word.upperBound < text.count,
      text[word.upperBound] == 0x3A
    else { return nil }
    return word.upperBound + 1
  }

  private static let verbs = Lexicon("举办 召开 举行 组织参加 参加 组织参展 开展 举办的")
  private static let times = Lexicon("会议时间 活动时间 展会时间 举办时间 培训时间 展览时间 大赛时间 比赛时间 时间")
  private static let places = Lexicon("会议地点 活动地点 展会地点 举办地点 培训地点 展览地点 大赛地点 比赛地点 地点")
  private static let hosts = Lexicon("主办单位")
  private static let head = 10
}
