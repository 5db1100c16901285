extension Records {
  /// Reads the records of one story: what it is, what it reports, and the fields of a notice.
  ///
  /// A pure function of its arguments. A field that the text does not give stays empty.
  package static func read(_ story: Story, parameters: FieldParameters = FieldParameters()) -> Records {
    RecordReading(story, parameters).read()
  }
}

/// The order in which the records of a story are read; nothing else.
private struct RecordReading {
  private let manuscript: Manuscript
  private let dates: DateContext
  private let organisations: OrganisationNames
  private let citations: CitationReading
  private let places: [CitationReading.Place]
  private let notices: NoticeReading
  private let kinds: KindReading
  private let parameters: FieldParameters

  init(_ story: Story, _ parameters: FieldParameters) {
    self.parameters = parameters
    manuscript = Manuscript(story)
    dates = DateContext(manuscript, parameters: parameters)
    organisations = OrganisationNames(manuscript)
    citations = CitationReading(manuscript: manuscript, parameters: parameters)
    places = citations.places()
    let blocks = SignatureReading(manuscript: manuscript, dates: dates, organisations: organisations, parameters: parameters).blocks()
    notices = NoticeReading(
      manuscript: manuscript, dates: dates, organisations: organisations, places: places, blocks: blocks, parameters: parameters)
    kinds = KindReading(
      manuscript: manuscript, blocks: blocks, hasNumber: notices.own != nil, namesIssuer: notices.titleNamesIssuer,
      isDated: notices.dateUnderTitle != nil, parameters: parameters)
  }

  func read() -> Records {
    var records = kinds.notice().map { notice($0.category, $0.confidence) } ?? article()
    records.organisations = organisations.entries.map { entry in
      let lines = manuscript.passages[entry.passage].lines
      return .init(name: .init(entry.name, confidence: parameters.likely, lines: lines), shortNames: entry.shortNames)
    }
    records.organisations += namedElsewhere(records)
    let doubts = records.events.map(\.confidence) + records.awards.map(\.confidence) + (records.notice.map { [$0.confidence] } ?? [])
    records.confidence = (doubts + [records.kind.confidence]).min() ?? 1
    return records
  }

  /// Bodies that the records name and that no full company name in the text gave: issuers, organisers, grantors, recipients.
  private func namedElsewhere(_ records: Records) -> [Records.Organisation] {
    var known = Set(records.organisations.map(\.name.value))
    let parties =
      (records.notice?.issuers ?? []) + records.events.flatMap(\.organisers)
      + records.awards.flatMap { [$0.grantor, $0.recipient].compactMap { $0 } }
    return parties.compactMap { party in
      let text = Print(party.value).text
      guard !known.contains(party.value), OrganisationNames.isName(text, 0..<text.count) else { return nil }
      known.insert(party.value)
      return .init(name: party)
    }
  }

  private func notice(_ category: Records.NoticeCategory, _ confidence: Double) -> Records {
    var records = Records(kind: kind(.notice(category), confidence), confidence: 1)
    records.notice = notices.read(category)
    records.events = events.announced().map(\.event)
    if records.events.isEmpty, category != .news { records.events = invitation(records.notice?.issuedOn?.value) }
    return records
  }

  private func invitation(_ issued: Day?) -> [Records.Event] {
    let reading = NoticeEventReading(
      manuscript: manuscript, dates: dates, organisations: organisations, issued: issued, parameters: parameters)
    return reading.read().map { [$0] } ?? []
  }

  private func article() -> Records {
    let isStudy = [.policyGuide, .technical].contains(kinds.article(events: 0, awards: 0, titleNamesEvent: false).kind)
    let reported = isStudy ? [] : events.report()
    let awards =
      isStudy
      ? []
      : AwardReading(
        manuscript: manuscript, dates: dates, organisations: organisations, events: reported, parameters: parameters
      ).read()
    let (kind, confidence) = kinds.article(events: reported.count, awards: awards.count, titleNamesEvent: events.titleNamesEvent)
    var records = Records(kind: self.kind(.article(kind), confidence), confidence: 1)
    records.events = reported.map(\.event)
    records.awards = awards
    records.cites = citations.citations(places, own: nil)
    return records
  }

  private var events: EventReading {
    EventReading(manuscript: manuscript, dates: dates, organisations: organisations, parameters: parameters)
  }

  private func kind(_ value: Records.Kind, _ confidence: Double) -> Records.Reading<Records.Kind> {
    .init(value, confidence: confidence, lines: manuscript.story.titleLines)
  }
}
