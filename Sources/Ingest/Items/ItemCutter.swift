/// Cuts the galley into stories at their titles and takes the heads, credits and jumps off the text.
struct ItemCutter {
  let galley: [GalleyLine]
  let finder: TitleFinder
  /// What the finder found.
  let found: [TitleFinder.Title]
  let parameters: ItemParameters

  func cut() -> [Slip] {
    guard !galley.isEmpty else { return [] }
    var titles = merged(found).map(withSubtitle)
    titles = withMissed(titles, finder: finder)
    if titles.isEmpty { titles = [firstLineAsTitle()] }
    var slips: [Slip] = []
    for (index, title) in titles.enumerated() {
      let end = index + 1 < titles.count ? titles[index + 1].lines.lowerBound : galley.count
      if let last = slips.last, isAttachment(title, of: last) {
        slips[slips.count - 1].attachmentTitles.append(title.lines)
        slips[slips.count - 1].allLines += Array(title.lines.lowerBound..<end)
        continue
      }
      let head = index == 0 ? Array(0..<title.lines.lowerBound) : []
      slips.append(
        Slip(
          titleLines: Array(title.lines), titleScore: title.score,
          titleReasons: title.evidence.isEmpty ? ["the first line, for want of a title"] : finder.reasons(title),
          allLines: Array(title.lines.lowerBound..<end) + head))
    }
    return slips.map(filled)
  }

  // MARK: Titles

  /// Two blocks with nothing between them are one head.
  private func merged(_ titles: [TitleFinder.Title]) -> [TitleFinder.Title] {
    var result: [TitleFinder.Title] = []
    for title in titles {
      if let last = result.last, last.lines.upperBound + 1 == title.lines.lowerBound, !galley[title.lines.lowerBound].isMoved,
        last.lines.count + title.lines.count <= parameters.mostTitleLines + 1
      {
        result[result.count - 1].lines = last.lines.lowerBound...title.lines.upperBound
        result[result.count - 1].score = max(last.score, title.score)
      } else {
        result.append(title)
      }
    }
    return result
  }

  /// A title with the line of dashes that follows it: `——走进某某`.
  private func withSubtitle(_ title: TitleFinder.Title) -> TitleFinder.Title {
    let next = title.lines.upperBound + 1
    guard next < galley.count, TitleFinder.opensSubtitle(galley[next].text), galley[next].hanging.isEmpty else { return title }
    var title = title
    title.lines = title.lines.lowerBound...next
    return title
  }

  /// Two credits in one story: the likeliest title between them was missed.
  private func withMissed(_ titles: [TitleFinder.Title], finder: TitleFinder) -> [TitleFinder.Title] {
    var result = titles
    for (index, title) in titles.enumerated() {
      let end = index + 1 < titles.count ? titles[index + 1].lines.lowerBound : galley.count
      let credits = (title.lines.upperBound + 1..<max(end, title.lines.upperBound + 1)).filter { Byline.mayEnd(galley[$0].hanging) }
      for (first, second) in zip(credits, credits.dropFirst()) where second > first + 3 {
        if let missed = finder.best(in: first + 1..<second - 1) { result.append(missed) }
      }
    }
    return result.sorted { $0.lines.lowerBound < $1.lines.lowerBound }
  }

  private func firstLineAsTitle() -> TitleFinder.Title {
    let first = galley.firstIndex { !$0.text.isEmpty } ?? 0
    return TitleFinder.Title(lines: first...first, score: 0, evidence: [])
  }

  /// A title that repeats the story's own names an attachment, not another story; one that says another number, or is another
  /// document of the same kind, does not.
  private func isAttachment(_ title: TitleFinder.Title, of slip: Slip) -> Bool {
    let text = title.lines.flatMap { galley[$0].text }
    let pairs = Self.pairs(text)
    guard pairs.count >= 5 else { return false }
    let ownText = slip.titleLines.flatMap { galley[$0].text }
    let share = Double(pairs.intersection(Self.pairs(ownText)).count) / Double(pairs.count)
    guard share >= parameters.attachmentShare, Self.numbers(text).isSubset(of: Self.numbers(ownText)) else { return false }
    if let kind = TitleFinder.documentKind(text), kind == TitleFinder.documentKind(ownText) { return false }
    let next = title.lines.upperBound + 1
    return next >= galley.count || !StoryOpening.isDocumentNumber(galley[next].text)
  }

  private static func pairs(_ text: [Unicode.Scalar]) -> Set<UInt64> {
    let letters = text.filter { $0.isHan || $0.isLatin || $0.isDigit }
    return Set(zip(letters, letters.dropFirst()).map { UInt64($0.value) << 32 | UInt64($1.value) })
  }

  /// Runs of digits, folded to one form.
  private static func numbers(_ text: [Unicode.Scalar]) -> Set<[Unicode.Scalar]> {
    Set(IssueLine.folded(text).split { !$0.isDigit }.map(Array.init))
  }

  // MARK: Filling

  private func filled(_ slip: Slip) -> Slip {
    var slip = slip
    nameTitle(&slip)
    var rest = slip.allLines.filter { !slip.titleLines.contains($0) }
    if let first = rest.first, first == (slip.titleLines.last ?? -1) + 1, let authors = AuthorLine.under(galley[first]) {
      slip.authorLines = [first]
      slip.authors = authors
      rest.removeFirst()
    }
    for line in rest {
      if galley[line].isOnlyJump {
        slip.jumpLines.append(line)
      } else {
        if isByline(line, in: rest) { slip.bylines.append((line, LineJoiner.tidied(galley[line].hanging))) }
        slip.textLines.append(line)
      }
    }
    markAttachments(&slip)
    return slip
  }

  /// Under a signature's date the title of what is attached stands unbroken by any mark: the lines that repeat the story's own title.
  private func markAttachments(_ slip: inout Slip) {
    let own = Self.pairs(slip.titleLines.flatMap { galley[$0].text })
    let lines = slip.textLines
    for index in lines.indices.dropFirst()
    where DatedLine.isDate(galley[lines[index - 1]].hanging) || DatedLine.isDate(galley[lines[index - 1]].text) {
      guard !slip.attachmentTitles.contains(where: { $0.contains(lines[index]) }) else { continue }
      var longest: Int?
      for end in index..<min(lines.count, index + 3) where lines[end] == lines[index] + end - index {
        let text = lines[index...end].flatMap { galley[$0].text }
        guard !text.contains("。"), !text.contains("，"), galley[lines[end]].hanging.isEmpty else { break }
        let pairs = Self.pairs(text)
        if pairs.count >= 5, Double(pairs.intersection(own).count) >= parameters.attachmentShare * Double(pairs.count) { longest = end }
      }
      if let longest { slip.attachmentTitles.append(lines[index]...lines[longest]) }
    }
  }

  /// A credit by its words; or hanging text at a finished story's end with no date below it.
  private func isByline(_ line: Int, in rest: [Int]) -> Bool {
    let hanging = galley[line].hanging
    guard !hanging.isEmpty, !DatedLine.isDate(hanging) else { return false }
    if Byline.mayEnd(hanging) { return true }
    guard !galley[line].text.isEmpty, galley[line].endsSentence, breadth(of: hanging) <= Byline.widest else { return false }
    let next = line + 1 < galley.count ? galley[line + 1] : nil
    return line == rest.last && !(next?.isOnlyHanging ?? false)
  }

  /// Splits the block into title and subtitle where the setting says so, and joins the rest without a break.
  private func nameTitle(_ slip: inout Slip) {
    var lines = slip.titleLines
    if lines.count >= 2, isKicker(galley[lines[0]], above: galley[lines[1]]) {
      slip.kicker = LineJoiner.tidied(galley[lines[0]].text)
      lines.removeFirst()
    }
    let cut = subtitleStart(lines) ?? lines.count
    slip.title = joined(lines[..<cut])
    slip.subtitle = cut < lines.count ? joined(lines[cut...]) : nil
  }

  private func joined(_ lines: ArraySlice<Int>) -> String {
    LineJoiner.joinTitle(lines.map { galley[$0].text })
  }

  private func subtitleStart(_ lines: [Int]) -> Int? {
    for index in lines.indices.dropFirst() {
      if TitleFinder.opensSubtitle(galley[lines[index]].text) { return index }
    }
    guard lines.count >= 2, galley[lines[0]].hasGap, galley[lines[0]].breadth < galley[lines[1]].breadth else { return nil }
    return 1
  }

  private func isKicker(_ line: GalleyLine, above next: GalleyLine) -> Bool {
    guard let first = line.text.first, let last = line.text.last else { return false }
    return first == "【" && last == "】" || (first == "●" || first == "■" || first == "◆") && line.breadth < next.breadth
  }
}

extension TitleFinder {
  /// The likeliest title in a stretch, though below the mark.
  func best(in range: Range<Int>) -> Title? {
    var best: Title?
    for start in range {
      for count in 1...parameters.mostTitleLines where start + count <= range.upperBound {
        guard let title = score(start...(start + count - 1)), title.score >= parameters.leastTitleScore - parameters.missedTitleAllowance
        else { continue }
        if title.score > best?.score ?? -.infinity { best = title }
      }
    }
    return best
  }
}
