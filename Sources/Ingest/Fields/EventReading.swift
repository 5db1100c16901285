/// Reads what takes place out of a story: in a report the event it reports, in a notice the events it announces.
struct EventReading {
  let manuscript: Manuscript
  let dates: DateContext
  let organisations: OrganisationNames
  let parameters: FieldParameters

  struct Draft: Sendable {
    var folded: [UInt32]
    var event: Records.Event
    /// The passage that dates it; nil for a title's event that no sentence has dated yet.
    var passage: Int?
    var isVisit = false
  }

  /// Events of a report: named in the title or in the lead, with a day.
  func report() -> [Draft] {
    let titled = titleDrafts()
    var drafts: [Draft] = []
    for index in manuscript.bodyIndices where isLead(index) {
      for sentence in manuscript.passages[index].sentences {
        for draft in self.drafts(index, sentence, announced: false) { merge(draft, into: &drafts) }
      }
    }
    for title in titled { join(title, &drafts) }
    addPointers(&drafts)
    return drafts.filter { ($0.event.startsOn ?? $0.event.endsOn) != nil && plausible($0) }
  }

  /// Events that a notice announces: those still to come.
  func announced() -> [Draft] {
    var drafts: [Draft] = []
    for index in manuscript.bodyIndices {
      for sentence in manuscript.passages[index].sentences {
        for draft in self.drafts(index, sentence, announced: true) { merge(draft, into: &drafts) }
      }
    }
    return drafts.filter { $0.event.startsOn != nil }
  }

  /// One of the first paragraphs, or one that opens with a day as leads do.
  private func isLead(_ index: Int) -> Bool {
    if index < manuscript.bodyStart + parameters.leadPassages { return true }
    return manuscript.passages[index].dates.first.map { $0.range.lowerBound == 0 && $0.from.namesDay } ?? false
  }

  // MARK: body

  private func drafts(_ index: Int, _ sentence: Range<Int>, announced: Bool) -> [Draft] {
    let passage = manuscript.passages[index]
    let reading = EventClauseReading(text: passage.text, dates: passage.dates, parameters: parameters)
    var found: [Draft] = []
    for clause in reading.clauses(sentence) {
      if announced, !clause.isFuture { continue }
      guard !clause.isVisit, let name = clause.name, !EventName.isGeneric(passage.text, name) else { continue }
      guard let span = span(index, sentence, before: clause.verb.lowerBound, tense: clause.isFuture ? .future : .past) else { continue }
      found.append(draft(index, sentence, clause, name, span))
    }
    return found.isEmpty ? english(index, sentence, announced: announced) : found
  }

  private func english(_ index: Int, _ sentence: Range<Int>, announced: Bool) -> [Draft] {
    let passage = manuscript.passages[index]
    guard let event = EnglishReading(print: passage.print, dates: passage.dates).event(sentence), event.isFuture || !announced,
      let span = dates.resolve(event.date, passage: index, tense: announced ? .future : .past)
    else { return [] }
    let clause = EventClause(name: event.name, venue: event.venue, verb: event.name, isFuture: event.isFuture)
    return [draft(index, sentence, clause, event.name, span)]
  }

  private func draft(_ index: Int, _ sentence: Range<Int>, _ clause: EventClause, _ name: Range<Int>, _ span: DateContext.Span) -> Draft {
    let passage = manuscript.passages[index]
    let lines = passage.lines
    let sure = parameters.certain
    var event = Records.Event(name: .init(EventName.printed(passage.print, name), confidence: sure, lines: lines), confidence: sure)
    setDays(&event, clause, span, lines)
    if let venue = clause.venue { setVenue(&event, passage, venue) }
    event.organisers = hosts(index, sentence, clause, name).map { .init($0, confidence: parameters.likely, lines: lines) }
    event.confidence = min(sure, span.confidence)
    return Draft(folded: Array(passage.text[name]), event: event, passage: index)
  }

  /// A range as printed; one day stretched by 为期; a closing day alone says nothing of the first.
  private func setDays(_ event: inout Records.Event, _ clause: EventClause, _ span: DateContext.Span, _ lines: [ClosedRange<Int>]) {
    var first: Day? = span.from
    var last: Day? = span.to
    if span.from == span.to, let days = clause.days {
      if clause.isClosing { first = span.from.adding(1 - days) } else { last = span.from.adding(days - 1) }
    } else if span.from == span.to, clause.isClosing {
      first = nil
    }
    event.startsOn = first.map { .init($0, confidence: span.confidence, lines: lines) }
    event.endsOn = last.map { .init($0, confidence: span.confidence, lines: lines) }
  }

  private func setVenue(_ event: inout Records.Event, _ passage: Manuscript.Passage, _ range: Range<Int>) {
    let venue = passage.print.cut(range)
    event.venue = .init(venue, confidence: parameters.likely, lines: passage.lines)
    guard let end = range.first(where: { passage.text[$0] == 0x5E02 && $0 - range.lowerBound >= 2 }) else { return }
    // 江省山城市…: the city's name begins after the province's.
    let start =
      (range.lowerBound..<end).last { passage.text[$0] == 0x7701 || passage.text[$0] == 0x533A }.map { $0 + 1 } ?? range.lowerBound
    guard end - start >= 2 else { return }
    event.city = .init(passage.print.cut(start..<end + 1), confidence: parameters.likely, lines: passage.lines)
  }

  private func hosts(_ index: Int, _ sentence: Range<Int>, _ clause: EventClause, _ name: Range<Int>) -> [String] {
    let print = manuscript.passages[index].print
    let reading = HostReading(organisations: organisations)
    let named = reading.organisers(print, sentence, verb: clause.verb.lowerBound)
    if !named.isEmpty { return named }
    if let host = clause.host {
      let names = reading.list(print, host)
      if !names.isEmpty { return names }
      if let short = organisations.fullName(Array(print.text[host])) { return [short] }
      if let (folded, _) = organisations.leading(print.text, host) {
        return [organisations.fullName(folded) ?? print.cut(host.lowerBound..<host.lowerBound + folded.count)]
      }
      // 江城科创园召开…: whoever holds a meeting is its host, whatever the name's ending.
      if clause.venue == nil, HostOfName.isPlainSubject(print.text, host) { return [print.cut(host)] }
      return []
    }
    return HostOfName.host(print, name, organisations).map { [$0] } ?? []
  }

  /// The day a sentence gives before the verb; else the day the passage opened with, where the sentence has none of its own.
  private func span(_ index: Int, _ sentence: Range<Int>, before verb: Int, tense: DateContext.Tense) -> DateContext.Span? {
    let passage = manuscript.passages[index]
    let mentions = passage.dates.filter { $0.from.namesDay && sentence.contains($0.range.lowerBound) && $0.range.lowerBound < verb }
    if let mention = mentions.last(where: { !Dateline.isDateline(passage.text, $0) }) {
      return dates.resolve(mention, passage: index, tense: tense)
    }
    guard let line = mentions.last ?? datelineMention(index), let day = Dateline.offset(passage.text, sentence.lowerBound..<verb) else {
      return nil
    }
    guard let span = dates.resolve(line, passage: manuscript.bodyStart, tense: .past), let moved = span.from.adding(day) else { return nil }
    return DateContext.Span(from: moved, to: moved, confidence: min(span.confidence, parameters.likely))
  }

  private func datelineMention(_ index: Int) -> DateMention? {
    guard let first = manuscript.bodyIndices.first else { return nil }
    let passage = manuscript.passages[first]
    return passage.dates.first { $0.from.namesDay && Dateline.isDateline(passage.text, $0) }
  }

  private func merge(_ draft: Draft, into drafts: inout [Draft]) {
    guard let index = drafts.firstIndex(where: { isSame($0, draft) }) else {
      drafts.append(draft)
      return
    }
    if drafts[index].event.venue == nil {
      drafts[index].event.venue = draft.event.venue
      drafts[index].event.city = draft.event.city
    }
    if drafts[index].event.organisers.isEmpty { drafts[index].event.organisers = draft.event.organisers }
  }

  private func isSame(_ a: Draft, _ b: Draft) -> Bool {
    if EventName.likeness(a.folded, b.folded) >= parameters.sameName { return true }
    let (short, long) = a.folded.count <= b.folded.count ? (a.folded, b.folded) : (b.folded, a.folded)
    return EventName.abridges(short, long)
  }

  /// An event far from the issue's year is remembered, not reported.
  private func plausible(_ draft: Draft) -> Bool {
    guard let year = manuscript.story.issueYear, let start = (draft.event.startsOn ?? draft.event.endsOn)?.value
    else { return true }
    return abs(start.year - year) <= 1
  }

  // MARK: title

  /// The title says of a named event that it took place, dated or not.
  var titleNamesEvent: Bool { titleDrafts().contains { !$0.isVisit } }

  private func titleDrafts() -> [Draft] {
    var found: [Draft] = []
    for index in manuscript.titleIndices {
      let passage = manuscript.passages[index]
      let reading = EventClauseReading(text: passage.text, dates: passage.dates, parameters: parameters)
      for clause in reading.clauses(0..<passage.text.count) {
        guard let name = clause.name, !EventName.isGeneric(passage.text, name) else { continue }
        let cut = Records.Reading(EventName.printed(passage.print, name), confidence: parameters.likely, lines: passage.lines)
        var draft = Draft(folded: Array(passage.text[name]), event: Records.Event(name: cut, confidence: parameters.likely))
        draft.isVisit = clause.isVisit
        if let venue = clause.venue { setVenue(&draft.event, passage, venue) }
        found.append(draft)
      }
    }
    return found
  }

  /// Joins the title's event to the body's, or dates it by the lead.
  private func join(_ title: Draft, _ drafts: inout [Draft]) {
    if let index = drafts.firstIndex(where: { isSame($0, title) }) {
      // A title is set with more care than a body: prefer its form of a name that differs by a slip.
      let full = Double(title.folded.count) >= parameters.sameName * Double(drafts[index].folded.count)
      if full { drafts[index].event.name = title.event.name }
      return
    }
    guard drafts.isEmpty || title.isVisit, var dated = datedByLead(title) else { return }
    if dated.event.venue == nil, title.isVisit { dated.event.venue = TitlePlace.read(manuscript, besides: title.folded, parameters) }
    drafts.append(dated)
  }

  /// The lead's clause without a name of its own: `2月10日-12日，…参加…盛会`, `3月5日，…在X召开`.
  private func datedByLead(_ title: Draft) -> Draft? {
    for index in manuscript.bodyIndices.prefix(1) {
      let passage = manuscript.passages[index]
      let reading = EventClauseReading(text: passage.text, dates: passage.dates, parameters: parameters)
      for sentence in passage.sentences {
        guard let clause = reading.clauses(sentence).first(where: { $0.isVisit == title.isVisit }),
          let span = span(index, sentence, before: clause.verb.lowerBound, tense: .past)
        else { continue }
        var draft = title
        draft.passage = index
        draft.event.startsOn = .init(span.from, confidence: span.confidence, lines: passage.lines)
        draft.event.endsOn = .init(span.to, confidence: span.confidence, lines: passage.lines)
        if draft.event.venue == nil, let venue = clause.venue { setVenue(&draft.event, passage, venue) }
        draft.event.confidence = min(parameters.likely, span.confidence)
        return draft
      }
    }
    return nil
  }

  /// 本次大会由X主办, 会议在Y举行: sentences that point back to the one event of the story.
  private func addPointers(_ drafts: inout [Draft]) {
    guard drafts.count == 1 else { return }
    let hosts = HostReading(organisations: organisations)
    for index in manuscript.bodyIndices {
      let passage = manuscript.passages[index]
      for sentence in passage.sentences where EventReading.pointers.match(passage.text, at: sentence.lowerBound) != nil {
        if drafts[0].event.organisers.isEmpty {
          drafts[0].event.organisers = hosts.organisers(passage.print, sentence, verb: sentence.upperBound).map {
            .init($0, confidence: parameters.likely, lines: passage.lines)
          }
        }
        guard drafts[0].event.venue == nil else { continue }
        let reading = EventClauseReading(text: passage.text, dates: passage.dates, parameters: parameters)
        if let venue = reading.clauses(sentence).first(where: { !$0.isVisit && $0.venue != nil })?.venue {
          setVenue(&drafts[0].event, passage, venue)
        }
      }
    }
  }

  private static let pointers = Lexicon("本次 此次 本届 这次 大会由 会议由 活动由 论坛由 展会由 会议在 大会在 活动在 该活动 该会议 论坛在")
}
