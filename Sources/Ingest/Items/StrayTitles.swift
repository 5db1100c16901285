/// Puts a title back before its story where the setter, or the search for the order, left it elsewhere on the page.
///
/// A dateline or a document number wants a title before it. The title-like block that the file has there is it, unless the words of
/// another tell more of the story; where there is none, a title of the page with nothing under it, or else a block whose words recur in
/// that story, and not where it stands.
struct StrayTitles {
  let galley: [GalleyLine]
  let fit: ColumnFit.Fit
  let parameters: ItemParameters
  let finder: TitleFinder
  /// The titles where they stand.
  let titled: [TitleFinder.Title]
  private let pairs: LetterPairs
  /// Lines that want a title before them.
  private let openings: [Int]
  /// Galley index of each position in the file.
  private let places: [Int: Int]

  private struct Move {
    var block: ClosedRange<Int>
    var to: Int
  }

  init(galley: [GalleyLine], fit: ColumnFit.Fit, parameters: ItemParameters) {
    self.galley = galley
    self.fit = fit
    self.parameters = parameters
    finder = TitleFinder(galley: galley, fit: fit, parameters: parameters)
    titled = finder.find()
    pairs = LetterPairs(galley)
    places = Dictionary(galley.indices.map { (galley[$0].position, $0) }, uniquingKeysWith: { first, _ in first })
    openings = galley.indices.filter { index in
      StoryOpening.opens(galley[index].text, next: index + 1 < galley.count ? galley[index + 1].text : nil)
        || StoryOpening.isDocumentNumber(galley[index].text)
    }
  }

  /// Nil where every title stands right.
  func rehomed() -> [GalleyLine]? {
    let served = Set(titled.filter { opensStory($0.lines.upperBound + 1) }.flatMap { Array($0.lines) })
    var moves = restored(titled)
    moves += adopted(titled, besides: moves)
    var taken = served.union(moves.flatMap { Array($0.block) })
    for opening in openings where !moves.contains(where: { $0.to == opening }) && title(before: opening, titled) == nil {
      if let pair = exchanged(opening, titled, taken: taken) {
        moves += pair
      } else if StoryOpening.opens(galley[opening].text), let block = best(for: opening, taken: taken) {
        moves.append(Move(block: block, to: opening))
      }
      taken.formUnion(moves.flatMap { Array($0.block) })
    }
    return applied(moves)
  }

  // MARK: Who belongs to whom

  private func opensStory(_ index: Int) -> Bool {
    guard index < galley.count else { return false }
    let text = galley[index].text
    let following = index + 1 < galley.count ? galley[index + 1].text : nil
    return openings.contains(index) || AuthorLine.under(galley[index]) != nil || StoryOpening.addresses(text, next: following)
      || StoryOpening.opensWithTime(text)
  }

  /// The title right before an opening, or parted from it by the author's line only.
  private func title(before opening: Int, _ titled: [TitleFinder.Title]) -> ClosedRange<Int>? {
    titled.first {
      $0.lines.upperBound + 1 == opening || $0.lines.upperBound + 2 == opening && AuthorLine.under(galley[opening - 1]) != nil
    }?.lines
  }

  /// Titles that stand right before an opening in the file, and no more do so in reading order.
  private func restored(_ titled: [TitleFinder.Title]) -> [Move] {
    openings.compactMap { opening in
      guard let block = blockBefore(opening), block.upperBound + 1 != opening else { return nil }
      if let present = title(before: opening, titled), topic(present, of: opening) >= topic(block, of: opening) + parameters.clearTopic {
        return nil
      }
      return Move(block: block, to: opening)
    }
  }

  /// Titles with nothing under them but another title from elsewhere, each before the opening on its page that has none.
  private func adopted(_ titled: [TitleFinder.Title], besides moves: [Move]) -> [Move] {
    let starts = Set(titled.map(\.lines.lowerBound))
    let moved = Set(moves.flatMap { Array($0.block) })
    var orphans = titled.map(\.lines).filter { block in
      let next = block.upperBound + 1
      return next < galley.count && starts.contains(next) && galley[next].isMoved && !block.contains(where: moved.contains)
    }
    return openings.compactMap { opening in
      guard title(before: opening, titled) == nil, !moves.contains(where: { $0.to == opening }) else { return nil }
      let near = orphans.indices.filter { galley[orphans[$0].lowerBound].page == galley[opening].page }
      let order: (Int, Int) -> Bool = { left, right in
        let (a, b) = (topic(orphans[left], of: opening), topic(orphans[right], of: opening))
        return (a, -distance(orphans[left], opening)) < (b, -distance(orphans[right], opening))
      }
      guard let best = near.max(by: order) else { return nil }
      return Move(block: orphans.remove(at: best), to: opening)
    }
  }

  /// Lines of the file between a block and an opening.
  private func distance(_ block: ClosedRange<Int>, _ opening: Int) -> Int {
    abs(galley[block.upperBound].position - galley[opening].position)
  }

  /// The title-like lines that end right before an opening in the file.
  private func blockBefore(_ opening: Int) -> ClosedRange<Int>? {
    var best: (block: ClosedRange<Int>, score: Double)?
    for count in 1...parameters.mostTitleLines {
      guard let first = places[galley[opening].position - count], let last = places[galley[opening].position - 1],
        last == first + count - 1, galley[first].page == galley[opening].page, let looks = finder.appearance(of: first...last)
      else { break }
      if looks >= parameters.leastStrayScore / 2, looks > best?.score ?? -.infinity { best = (first...last, looks) }
    }
    return best?.block
  }

  /// A title that tells more of this story than of the one it heads, where that one has another title on the page.
  private func exchanged(_ opening: Int, _ titled: [TitleFinder.Title], taken: Set<Int>) -> [Move]? {
    for other in openings where other != opening && galley[other].page == galley[opening].page {
      guard let head = title(before: other, titled) else { continue }
      let loss = topic(head, of: other)
      guard topic(head, of: opening) >= loss + parameters.clearTopic, let block = best(for: other, taken: taken),
        topic(block, of: other) >= loss + parameters.clearTopic
      else { continue }
      return [Move(block: head, to: opening), Move(block: block, to: other)]
    }
    return nil
  }

  private func best(for opening: Int, taken: Set<Int>) -> ClosedRange<Int>? {
    var best: (block: ClosedRange<Int>, score: Double)?
    for start in galley.indices where galley[start].page == galley[opening].page {
      for count in 1...parameters.mostTitleLines where start + count <= galley.count {
        let block = start...(start + count - 1)
        guard !block.contains(opening), !block.contains(where: taken.contains), !runsOn(block), let looks = finder.appearance(of: block)
        else { continue }
        let isAmid = story(opening).overlaps(block.lowerBound..<block.upperBound + 1)
        let here = topic(block, of: opening)
        let there = pairs.share(of: block, in: block.upperBound + 1..<block.upperBound + 1 + parameters.linesOfTopic)
        guard here >= parameters.leastTopicShare, here > there || isAmid else { continue }
        let score = looks + parameters.topicWeight * (here - (isAmid ? there / 2 : there))
        if score >= parameters.leastStrayScore, score > best?.score ?? -.infinity { best = (block, score) }
      }
    }
    return best?.block
  }

  /// One line as broad as its column, amid lines that follow each other in the file: text.
  private func runsOn(_ block: ClosedRange<Int>) -> Bool {
    guard block.count == 1, block.lowerBound > 0, block.upperBound + 1 < galley.count else { return false }
    let line = galley[block.lowerBound]
    let isAmid = !line.isMoved && !galley[block.upperBound + 1].isMoved && !line.startsPage
    return isAmid && line.breadth > fit.columns[block.lowerBound] - 1.3 && !galley[block.lowerBound - 1].endsSentence
  }

  // MARK: Topics

  /// The first lines of a story, up to the next one's.
  private func story(_ opening: Int) -> Range<Int> {
    let end = openings.first { $0 > opening } ?? galley.count
    return opening..<min(end, opening + parameters.linesOfTopic)
  }

  /// How much of a block's words come again in a story's first lines; a block amid them does not vouch for itself.
  private func topic(_ block: ClosedRange<Int>, of opening: Int) -> Double { pairs.share(of: block, in: story(opening)) }

  private func applied(_ moves: [Move]) -> [GalleyLine]? {
    guard !moves.isEmpty else { return nil }
    let moved = Set(moves.flatMap { Array($0.block) })
    var result: [GalleyLine] = []
    for index in galley.indices {
      if let move = moves.first(where: { $0.to == index }) {
        for line in move.block {
          var copy = galley[line]
          copy.isMoved = line == move.block.lowerBound
          result.append(copy)
        }
        var opening = galley[index]
        opening.isMoved = true
        result.append(opening)
      } else if !moved.contains(index) {
        result.append(galley[index])
      }
    }
    return result
  }
}
