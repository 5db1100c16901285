import Foundation

extension Galley {
  /// Calls `give` with the place and value of every feature of the joint that is not zero.
  @inline(__always)
  package func features(_ a: Int, _ b: Int, _ give: (Int, Double) -> Void) {
    lines.withUnsafeBufferPointer { all in
      let script = all[a].isLatin && all[b].isLatin ? JointFeature.set : 0
      oneScript(all, a, b) { index, value in give(script + index, value) }
    }
  }

  @inline(__always)
  private func oneScript(_ all: UnsafeBufferPointer<JointLine>, _ a: Int, _ b: Int, _ take: (Int, Double) -> Void) {
    take(JointFeature.kinds + all[a].tail * HeadKind.allCases.count + all[b].head, 1)
    let isNatural = b == a + 1 && all[a].page == all[b].page
    take(JointFeature.extra(.kindsOwn), kindHabits.gain(all[a].tail, all[b].head, isNatural: isNatural))
    take(JointFeature.extra(.glyphsOwn), glyphHabits.gain(all[a].tailGlyph, all[b].headGlyph, isNatural: isNatural))
    let latin = all[a].isLatin && all[b].isLatin
    // After an end mark any letter may follow; the kinds say the rest.
    if latin || all[a].tailGlyph != GlyphClass.endMark.rawValue {
      take(JointFeature.glyphs + all[a].tailGlyph * GlyphClass.allCases.count + all[b].headGlyph, 1)
    }
    take(JointFeature.titles + all[a].tail, all[b].title / 2)
    take(JointFeature.titleTails + all[b].head, all[a].title / 2)
    if latin {
      latinFeatures(all, a, b, take)
    } else if all[a].lastCount > 0, all[b].firstCount > 0, !isNumber(all, a, b) {
      let base = JointFeature.language + all[a].gate * JointFeature.Language.allCases.count
      let pair = pairCount(all, a, b)
      take(base + JointFeature.Language.words.rawValue, wordGain(all, a, b, pair: pair))
      take(base + JointFeature.Language.letters.rawValue, letterGain(all, a, b, pair: pair))
      ownFeatures(all, a, b, base: base, take)
    }
    topicFeatures(all, a, b, take)
    measureFeatures(all, a, b, take)
    openingFeatures(a, b, take)
    markFeatures(a, b, take)
    numberFeatures(a, b, take)
  }

  /// How the columns and the lines on either side agree in width.
  @inline(__always)
  private func measureFeatures(_ all: UnsafeBufferPointer<JointLine>, _ a: Int, _ b: Int, _ take: (Int, Double) -> Void) {
    let drop = all[a].column - all[b].column
    if abs(drop) < 0.5 {
      take(JointFeature.extra(.sameColumn), 1)
    } else {
      take(JointFeature.extra(.columnDrop), min(6, max(-6, drop)) / 4)
    }
    take(JointFeature.extra(.widthDrop), min(8, max(-8, drop - all[a].slack + all[b].slack)) / 6)
  }

  /// Digits on both sides: all numbers look alike to the tables, and few are broken.
  @inline(__always)
  private func isNumber(_ all: UnsafeBufferPointer<JointLine>, _ a: Int, _ b: Int) -> Bool {
    all[a].lastUnit == Glyphs.digit && all[b].first[0] == Glyphs.digit
  }

  @inline(__always)
  private func markFeatures(_ a: Int, _ b: Int, _ take: (Int, Double) -> Void) {
    let (open, closed) = (marks[a].open, marks[b].closed)
    if open | closed == 0 { return }
    if open & closed & 3 != 0 { take(JointFeature.extra(.bracketsMeet), 1) }
    if closed & ~open & 3 != 0 { take(JointFeature.extra(.bracketUnopened), 1) }
    if open & ~closed & 3 != 0 { take(JointFeature.extra(.bracketUnclosed), 1) }
    if open & closed & 4 != 0 { take(JointFeature.extra(.quotesMeet), 1) }
    if closed & ~open & 4 != 0 { take(JointFeature.extra(.quoteUnopened), 1) }
    if open & ~closed & 4 != 0 { take(JointFeature.extra(.quoteUnclosed), 1) }
  }

  /// How the first words of a paragraph agree with what stands before it.
  @inline(__always)
  private func openingFeatures(_ a: Int, _ b: Int, _ take: (Int, Double) -> Void) {
    let opening = openings[b]
    if opening == .plain { return }
    switch facts[a].tail {
    case .title: take(JointFeature.extra(opening == .story ? .titleThenStory : .titleThenSequel), 1)
    case .finishedShort, .finishedByTab, .finishedFull: take(JointFeature.extra(opening == .story ? .endThenStory : .endThenSequel), 1)
    case .closed, .jump: take(JointFeature.extra(opening == .story ? .closedThenStory : .closedThenSequel), 1)
    default: break
    }
  }

  @inline(__always)
  private func numberFeatures(_ a: Int, _ b: Int, _ take: (Int, Double) -> Void) {
    let agreement = numbers[a].agreement(with: numbers[b])
    if agreement == 0 { return }
    if agreement > 0 {
      take(JointFeature.extra(numbers[b].isEntry ? .entryNext : .numberNext), 1)
    } else {
      take(JointFeature.extra(numbers[b].isEntry ? .entryWrong : .numberWrong), 1)
    }
  }
}

// MARK: Topic

extension Galley {
  /// Lines from a title on in which its words are looked for.
  private static let titleReach = 12

  @inline(__always)
  private func topicFeatures(_ all: UnsafeBufferPointer<JointLine>, _ a: Int, _ b: Int, _ take: (Int, Double) -> Void) {
    guard all[a].page == all[b].page else { return }
    let page = lines(of: all[a].page)
    // Where the two windows would overlap, the lines between are shared out.
    let middle = b < a ? (a + b + 1) / 2 : a + 1
    let tail = (max(b < a ? middle : 0, stretches[a].start), a + 1)
    let head = (b, min(b < a ? middle : .max, stretches[b].end))
    let opens = all[b].title > 0 || all[b].head == HeadKind.dateline.rawValue || all[b].head == HeadKind.jump.rawValue
    let closes = all[a].tail == TailKind.closed.rawValue || all[a].tail == TailKind.jump.rawValue
    // A story's end and another's beginning share nothing; only what goes on does.
    if tail.0 < tail.1, head.0 < head.1, !(opens && all[a].title <= 0), !closes {
      let weight = topics.shared(tail, head, page: all[a].page, lines: page)
      let open = all[a].gate != JointFeature.Gate.finished.rawValue
      if weight > 0 { take(JointFeature.extra(open ? .topicOpen : .topicFinished), log1p(weight)) }
    }
    if all[a].tail == TailKind.title.rawValue {
      let weight = topics.shared((all[a].titleStarts, a + 1), (b, b + Galley.titleReach), page: all[a].page, lines: page)
      if weight > 0 { take(JointFeature.extra(.titleAhead), log1p(weight)) }
    } else if all[b].title > 0 {
      let weight = topics.shared((stretches[a].start, a + 1), (b, b + 1), page: all[a].page, lines: page)
      if weight > 0 { take(JointFeature.extra(.textThenTitle), log1p(weight)) }
    }
  }
}

extension Galley {
  /// Calls `give` with the inputs of the hidden units that either line of a joint has by itself.
  package func sides(_ a: Int, _ b: Int, _ give: (Int, Float) -> Void) {
    lines[a].tailInputs(give)
    lines[b].headInputs(give)
  }
}

extension JointFeature {
  @inline(__always)
  static func extra(_ extra: Extra) -> Int { extras + extra.rawValue }
}
