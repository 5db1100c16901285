import Foundation

extension Galley {
  /// Lines on either side of a joint whose words are compared.
  private static let topicReach = 8
  private static let titleReach = 12
  /// Clips of the language features, in nats.
  private static let leastGain = -4.0
  private static let mostGain = 7.0

  /// The score of reading line `b` after line `a`, in nats against reading any other.
  package func score(_ a: Int, _ b: Int, weights: [Double]) -> Double {
    var sum = 0.0
    weights.withUnsafeBufferPointer { w in features(a, b) { index, value in sum += w[index] * value } }
    return sum
  }

  /// Calls `take` with the place and value of every feature of the joint that is not zero.
  @inline(__always)
  package func features(_ a: Int, _ b: Int, _ give: (Int, Double) -> Void) {
    let script = facts[a].isLatin && facts[b].isLatin ? JointFeature.set : 0
    oneScript(a, b) { index, value in give(script + index, value) }
  }

  @inline(__always)
  private func oneScript(_ a: Int, _ b: Int, _ take: (Int, Double) -> Void) {
    let (x, y) = (facts[a], facts[b])
    take(JointFeature.kinds + x.tail.rawValue * HeadKind.allCases.count + y.head.rawValue, 1)
    // After an end mark any letter may follow; the kinds say the rest.
    if x.tailGlyph != .endMark || x.isLatin {
      take(JointFeature.glyphs + x.tailGlyph.rawValue * GlyphClass.allCases.count + y.headGlyph.rawValue, 1)
    }
    languageFeatures(a, b, gate: JointFeature.Gate(x.tail), take)
    topicFeatures(a, b, take)
    markFeatures(a, b, take)
    numberFeatures(a, b, take)
    if x.isLatin && y.isLatin { latinFeatures(a, b, take) }
  }

  @inline(__always)
  private func languageFeatures(_ a: Int, _ b: Int, gate: JointFeature.Gate, _ take: (Int, Double) -> Void) {
    let (l, r) = (sides[a].last, sides[b].first)
    guard let r1 = r.first, let l1 = l.last, !(facts[a].isLatin && facts[b].isLatin) else { return }
    let base = JointFeature.language + gate.rawValue * JointFeature.Language.allCases.count
    if Glyphs.isHan(l1), Glyphs.isHan(r1) { take(base + JointFeature.Language.words.rawValue, wordGain(a, b)) }
    take(base + JointFeature.Language.letters.rawValue, letterGain(a, b))
    ownFeatures(l, r, base: base, take)
  }

  /// What the best segmentation gains when a word may cross the joint.
  private func wordGain(_ a: Int, _ b: Int) -> Double {
    let (x, y) = (sides[a], sides[b])
    let n = x.last.count
    let apart = x.wordsBefore[n] + y.wordsAfter[0]
    var best = apart
    for i in 1...min(n, 4) {
      for j in 1...min(y.first.count, 4) where i + j <= 6 {
        var hash = CountTable.start(.word)
        for u in x.last[(n - i)...] { hash = CountTable.step(hash, u) }
        for u in y.first[..<j] { hash = CountTable.step(hash, u) }
        guard let known = language.table.logCount(hash) else { continue }
        best = max(best, x.wordsBefore[n - i] + known - log(language.table.totals[1]) + y.wordsAfter[j])
      }
    }
    return min(3, (best - apart) / 4)
  }

  /// How much likelier the first three letters become by the letters before the joint.
  private func letterGain(_ a: Int, _ b: Int) -> Double {
    let (x, y) = (sides[a], sides[b])
    var context = Array(x.last.suffix(3))
    var sum = 0.0
    for i in y.alone.indices {
      let gain = language.logProbability(of: y.first[i], after: context.suffix(3)) - y.alone[i]
      sum += min(Galley.mostGain, max(Galley.leastGain, gain)) / (i == 0 ? 1 : 1.5)
      context.append(y.first[i])
    }
    return sum / 4
  }

  private func ownFeatures(_ l: [UInt16], _ r: [UInt16], base: Int, _ take: (Int, Double) -> Void) {
    var sums = (0.0, 0.0, 0.0, 0.0)
    var pair = 0
    for i in 1...l.count {
      var hash = LetterCounts.seed
      for u in l[(l.count - i)...] { hash = CountTable.step(hash, u) }
      for j in 1...r.count where i + j <= LetterCounts.longest {
        hash = CountTable.step(hash, r[j - 1])
        let n = own.count(hash)
        if n == 0 { break }
        let value = log1p(Double(n))
        switch i + j {
        case 2:
          sums.0 += value
          pair = n
        case 3: sums.1 += value
        case 4: sums.2 += value
        default: sums.3 += value
        }
      }
    }
    if sums.0 > 0 { take(base + JointFeature.Language.pairOwn.rawValue, sums.0 / 2) }
    if sums.1 > 0 { take(base + JointFeature.Language.tripleOwn.rawValue, sums.1 / 2) }
    if sums.2 > 0 { take(base + JointFeature.Language.fourOwn.rawValue, sums.2 / 2) }
    if sums.3 > 0 { take(base + JointFeature.Language.fiveOwn.rawValue, sums.3 / 2) }
    guard let l1 = l.last, let r1 = r.first else { return }
    let expected = Double(own.count(of: l1)) * Double(own.count(of: r1)) / Double(max(1, own.total))
    take(base + JointFeature.Language.affinityOwn.rawValue, min(2, max(-2, log((Double(pair) + 0.3) / (expected + 0.3)) / 3)))
    if let earlier = language.earlier {
      let n = earlier.count(CountTable.step(CountTable.step(LetterCounts.seed, l1), r1))
      if n > 0 { take(base + JointFeature.Language.earlier.rawValue, log1p(Double(n)) / 2) }
    }
  }

  @inline(__always)
  private func topicFeatures(_ a: Int, _ b: Int, _ take: (Int, Double) -> Void) {
    guard facts[a].page == facts[b].page else { return }
    let topic = topics[facts[a].page]
    // Where the two windows would overlap, the lines between are shared out.
    let middle = b < a ? (a + b + 1) / 2 : a + 1
    let tail = max(b < a ? middle : 0, a - Galley.topicReach + 1)..<(a + 1)
    let head = b..<min(b < a ? middle : .max, b + Galley.topicReach)
    if tail.lowerBound < tail.upperBound, head.lowerBound < head.upperBound {
      let n = topic.shared(tail, head)
      let open = JointFeature.Gate(facts[a].tail) != .finished
      if n > 0 { take(JointFeature.extra(open ? .topicOpen : .topicFinished), log1p(Double(n))) }
    }
    if facts[a].tail == .title {
      let n = topic.shared((facts[a].softBreakBefore ? a - 1 : a)..<(a + 1), b..<(b + Galley.titleReach))
      if n > 0 { take(JointFeature.extra(.titleAhead), log1p(Double(n))) }
    }
    if facts[b].head == .title, facts[a].tail != .title {
      let n = topic.shared((a - Galley.topicReach)..<(a + 1), b..<(b + 1))
      if n > 0 { take(JointFeature.extra(.textThenTitle), log1p(Double(n))) }
    }
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

  @inline(__always)
  private func numberFeatures(_ a: Int, _ b: Int, _ take: (Int, Double) -> Void) {
    let agreement = numbers[a].agreement(with: numbers[b])
    if agreement == 0 { return }
    let entry = numbers[b].own?.number != nil
    if agreement > 0 {
      take(JointFeature.extra(entry ? .entryNext : .numberNext), 1)
    } else {
      take(JointFeature.extra(entry ? .entryWrong : .numberWrong), 1)
    }
  }

  private func latinFeatures(_ a: Int, _ b: Int, _ take: (Int, Double) -> Void) {
    let (x, y) = (sides[a], sides[b])
    if !facts[a].endsSentence, !x.endsWithHyphen, facts[a].slack > Double(y.firstWordLength) * 0.52 + 0.8 {
      take(JointFeature.extra(.wordWouldFit), 1)
    }
    guard let left = x.lastWord, let right = y.firstWord, !left.isEmpty, !right.isEmpty else { return }
    if x.endsWithHyphen {
      take(JointFeature.extra(facts[b].headGlyph == .lower ? .hyphenLower : .hyphenOther), 1)
      let known = language.table.logCount(.latinWord, (left + right).utf16) ?? 0
      let ours = own.count((left + right).utf16.prefix(LetterCounts.longest).reduce(LetterCounts.seed, CountTable.step))
      if known > 0 { take(JointFeature.extra(.hyphenWord), 1 + known / 6) } else if ours > 2 { take(JointFeature.extra(.hyphenWord), 0.3) }
      return
    }
    take(JointFeature.extra(.latinPair), latinGain(left, right))
  }

  /// Log of how much oftener two words stand together than chance would have it.
  private func latinGain(_ left: String, _ right: String) -> Double {
    guard let l = language.table.logCount(.latinWord, left.utf16), let r = language.table.logCount(.latinWord, right.utf16) else {
      return 0
    }
    let expected = l + r - log(max(1, language.table.totals[2]))
    let seen = language.table.logCount(.latinPair, (left + " " + right).utf16) ?? log(0.5)
    return min(2, max(-2, (log(exp(seen) + 0.3) - log(exp(expected) + 0.3)) / 2))
  }
}

extension JointFeature {
  @inline(__always)
  static func extra(_ extra: Extra) -> Int { extras + extra.rawValue }
}
