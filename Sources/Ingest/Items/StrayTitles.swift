/// Puts a title back before its story where the setter, or the search for the order, left it elsewhere on the page.
///
/// A dateline that no title precedes wants one; a title-like block whose words recur in that story, and not where it stands, is it.
struct StrayTitles {
  let galley: [GalleyLine]
  let fit: ColumnFit.Fit
  let parameters: ItemParameters

  func rehomed() -> [GalleyLine] {
    let finder = TitleFinder(galley: galley, fit: fit, parameters: parameters)
    let titled = finder.find()
    let served = Set(titled.filter { opensStory($0.lines.upperBound + 1) }.flatMap { Array($0.lines) })
    var moves: [(block: ClosedRange<Int>, to: Int)] = []
    var taken = served
    for opening in galley.indices where StoryOpening.opens(galley[opening].text) && !followsTitle(opening, titled) {
      guard let block = best(for: opening, finder: finder, taken: taken) else { continue }
      taken.formUnion(block)
      moves.append((block, opening))
    }
    return applied(moves)
  }

  private func opensStory(_ index: Int) -> Bool {
    guard index < galley.count else { return false }
    let text = galley[index].text
    let following = index + 1 < galley.count ? galley[index + 1].text : nil
    return StoryOpening.opens(text) || StoryOpening.isDocumentNumber(text) || AuthorLine.read(text) != nil
      || StoryOpening.addresses(text, next: following)
      || StoryOpening.opensWithTime(text)
  }

  private func followsTitle(_ opening: Int, _ titled: [TitleFinder.Title]) -> Bool {
    titled.contains {
      $0.lines.upperBound + 1 == opening || $0.lines.upperBound + 2 == opening && AuthorLine.read(galley[opening - 1].text) != nil
    }
  }

  private func best(for opening: Int, finder: TitleFinder, taken: Set<Int>) -> ClosedRange<Int>? {
    let story = opening..<min(galley.count, opening + parameters.linesOfTopic)
    let words = pairs(in: story)
    var best: (block: ClosedRange<Int>, score: Double)?
    for start in galley.indices where galley[start].page == galley[opening].page {
      for count in 1...parameters.mostTitleLines where start + count <= galley.count {
        let block = start...(start + count - 1)
        guard !block.contains(opening), !block.contains(where: taken.contains), !runsOn(block), let looks = finder.appearance(of: block)
        else { continue }
        let own = pairs(in: block.lowerBound..<block.upperBound + 1)
        guard own.count >= 5 else { continue }
        // A block amid the story itself must not vouch for itself.
        let isAmid = story.overlaps(block.lowerBound..<block.upperBound + 1)
        let rest =
          isAmid
          ? pairs(in: story.lowerBound..<block.lowerBound).union(
            pairs(in: block.upperBound + 1..<max(story.upperBound, block.upperBound + 1))) : words
        let here = Double(own.intersection(rest).count) / Double(own.count)
        let after = pairs(in: block.upperBound + 1..<min(galley.count, block.upperBound + 1 + parameters.linesOfTopic))
        let there = Double(own.intersection(after).count) / Double(own.count)
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

  private func pairs(in range: Range<Int>) -> Set<UInt64> {
    var found = Set<UInt64>()
    for index in range {
      let letters = galley[index].text.filter { $0.isHan || $0.isLatin }
      for (a, b) in zip(letters, letters.dropFirst()) { found.insert(UInt64(a.value) << 32 | UInt64(b.value)) }
    }
    return found
  }

  private func applied(_ moves: [(block: ClosedRange<Int>, to: Int)]) -> [GalleyLine] {
    guard !moves.isEmpty else { return galley }
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
