/// Events and awards as an English sentence tells them: “The 12th Die Makers Conference was held in Riverton on March 5, 2025.”
struct EnglishReading {
  let print: Print
  let dates: [DateMention]

  struct Event: Equatable {
    var name: Range<Int>
    var venue: Range<Int>?
    var date: DateMention
    /// will be held, opens: not yet.
    var isFuture: Bool
  }

  struct Award: Equatable {
    var recipient: Range<Int>
    var name: Range<Int>
  }

  private var text: [UInt32] { print.text }

  /// A capitalised name with an event's noun before the verb, and a day in the same sentence.
  func event(_ sentence: Range<Int>) -> Event? {
    guard let verb = EnglishReading.takesPlace.first(in: text, sentence),
      let date = dates.first(where: { sentence.contains($0.range.lowerBound) && $0.range.lowerBound > verb.lowerBound && $0.from.namesDay })
    else { return nil }
    var start = afterDateline(sentence.lowerBound, verb.lowerBound)
    if let that = EnglishReading.that.last(in: text, start..<verb.lowerBound) { start = that.upperBound }
    if let n = EnglishReading.articles.match(text, at: start) { start += n }
    let name = start..<max(start, verb.lowerBound - 1)
    guard name.count >= EnglishReading.shortestName, name.count <= EnglishReading.longestName,
      isCapital(text[start]) || text[start].isDigit,
      EnglishReading.nouns.occurs(in: text, name), !text[name].contains(0x2C)
    else { return nil }
    let behind = date.range.upperBound..<EventName.clauseEnd(text, date.range.upperBound..<sentence.upperBound)
    return Event(
      name: name, venue: venue(verb.upperBound..<date.range.lowerBound) ?? venue(behind), date: date,
      isFuture: EnglishReading.ahead.match(text, at: verb.lowerBound) != nil)
  }

  /// “in X”, “at X” between the verb and the day, without the preposition before the day.
  private func venue(_ range: Range<Int>) -> Range<Int>? {
    guard let place = EnglishReading.places.first(in: text, range) else { return nil }
    var end = range.upperBound
    while let n = EnglishReading.beforeDay.match(text, endingAt: end, from: place.upperBound) { end -= n }
    while end > place.upperBound, text[end - 1] == 0x20 || text[end - 1] == 0x2C || text[end - 1] == 0x2E { end -= 1 }
    let venue = place.upperBound..<end
    return venue.count >= 2 && venue.count <= EnglishReading.longestName ? venue : nil
  }

  /// “X won the Y Award”, “X was awarded the Y Prize”: both capitalised names.
  func award(_ sentence: Range<Int>) -> Award? {
    guard let verb = EnglishReading.wins.first(in: text, sentence), verb.lowerBound > sentence.lowerBound + 2 else { return nil }
    let recipient = nameBefore(verb.lowerBound - 1, sentence.lowerBound)
    var start = verb.upperBound
    if let n = EnglishReading.articles.match(text, at: start) { start += n }
    guard recipient.count >= 3, let noun = EnglishReading.prizes.first(in: text, start..<sentence.upperBound) else { return nil }
    let name = start..<noun.upperBound
    guard name.count <= EnglishReading.longestName, name.count > noun.count, isTitle(name) else { return nil }
    return Award(recipient: recipient, name: name)
  }

  /// The run of capitalised words that ends at a place.
  private func nameBefore(_ end: Int, _ lower: Int) -> Range<Int> {
    var start = end
    var i = end
    while i > lower {
      var word = i
      while word > lower, text[word - 1] != 0x20, text[word - 1] != 0x2C { word -= 1 }
      let linked = EnglishReading.links.match(text, at: word, before: i) == i - word
      guard word < i, isCapital(text[word]) || linked else { break }
      if !linked { start = word }
      guard word > lower, text[word - 1] == 0x20 else { break }
      i = word - 1
    }
    if let n = EnglishReading.articles.match(text, at: start, before: end) { start += n }
    return start..<max(start, end)
  }

  /// Every word but the small ones is capitalised.
  private func isTitle(_ range: Range<Int>) -> Bool {
    let words = text[range].split(separator: 0x20)
    return words.allSatisfy { word in
      guard let first = word.first else { return false }
      return isCapital(first) || first.isDigit || EnglishReading.links.match(text, at: word.startIndex, before: word.endIndex) == word.count
    }
  }

  /// RIVERTON, March 5 - …: the report begins after the dash.
  private func afterDateline(_ start: Int, _ limit: Int) -> Int {
    let head = start..<min(limit, start + EnglishReading.longestDateline)
    guard let dash = head.first(where: { text[$0] == 0x2D }), dash > start, dash + 1 < limit, isCapital(text[start]),
      start + 1 == dash || isCapital(text[start + 1])
    else { return start }
    var i = dash + 1
    while i < limit, text[i] == 0x20 || text[i] == 0x2D { i += 1 }
    return i
  }

  private func isCapital(_ value: UInt32) -> Bool { value >= 0x41 && value <= 0x5A }

  private static let takesPlace = Lexicon(
    "was_held were_held will_be_held is_to_be_held took_place will_take_place takes_place opened_in opened_at opens_in opens_at was_convened is_being_held was_staged"
  )
  private static let ahead = Lexicon("will_ is_to_ takes_ opens_")
  private static let that = Lexicon("_that_")
  private static let nouns = Lexicon(
    "Conference Congress Exhibition Fair Forum Meeting Symposium Workshop Summit Ceremony Seminar Expo EXPO Show Festival Gala Convention Assembly Championship Competition Lecture"
  )
  private static let places = Lexicon("_in_ _at_ in_ at_")
  private static let beforeDay = Lexicon("_on_ _from_ _between_ _on _from , _")
  private static let wins = Lexicon(
    "won_ received_ was_awarded_ were_awarded_ has_been_awarded_ was_presented_with_ earned_ has_won_ was_given_")
  private static let prizes = Lexicon("Award Prize Medal Trophy Cup Honor Honour Fellowship")
  private static let articles = Lexicon("The_ the_ A_ a_ An_ an_ its_ their_ his_ her_")
  private static let links = Lexicon("of and for the in & de von")
  private static let shortestName = 8
  private static let longestName = 120
  private static let longestDateline = 40
}
