import Foundation

extension Galley {
  /// What a letter becomes likelier by is taken for no less and no more: 4 nats down, 7 up.
  private static let leastRatio = exp(-4.0)
  private static let mostRatio = exp(7.0)
  /// Longest word that is looked for across a joint.
  private static let longestWord = 5

  /// How well two lines go on as one sentence, in nats; 0 where the tables can't say.
  func readsOn(_ a: Int, _ b: Int) -> Double {
    guard lines[a].lastCount > 0, lines[b].firstCount > 0, !lines[a].isLatin, !lines[b].isLatin else { return 0 }
    return lines.withUnsafeBufferPointer { all in
      let pair = pairCount(all, a, b)
      return letterGain(all, a, b, pair: pair) + wordGain(all, a, b, pair: pair)
    }
  }

  /// How often the table has the two letters at the joint: if never, it has nothing longer across it either.
  @inline(__always)
  func pairCount(_ all: UnsafeBufferPointer<JointLine>, _ a: Int, _ b: Int) -> Double {
    language.table.count(CountTable.step(all[a].nextHash[0], all[b].first[0]))
  }

  /// What the best segmentation gains when a Chinese word may cross the joint.
  func wordGain(_ all: UnsafeBufferPointer<JointLine>, _ a: Int, _ b: Int, pair: Double) -> Double {
    guard pair > 0, all[a].endsWithHan, all[b].startsWithHan else { return 0 }
    let (n, m) = (all[a].lastCount, all[b].firstCount)
    let apart = all[a].wordsBefore[n] + all[b].wordsAfter[0]
    var best = apart
    for i in 1...n {
      var hash = all[a].wordHash[i - 1]
      for j in 1...m where i + j <= Galley.longestWord {
        hash = CountTable.step(hash, all[b].first[j - 1])
        guard let known = language.table.logCount(hash) else { continue }
        best = max(best, all[a].wordsBefore[n - i] + known - logWords + all[b].wordsAfter[j])
      }
    }
    return min(3, (best - apart) / 4)
  }

  /// How much likelier the first three letters become by the letters before the joint, in fours of nats.
  func letterGain(_ all: UnsafeBufferPointer<JointLine>, _ a: Int, _ b: Int, pair: Double) -> Double {
    let (n, m) = (all[a].lastCount, all[b].firstCount)
    let (r, table) = (all[b].first, language.table)
    let two = pair == 0 || n < 2 ? 0 : table.count(CountTable.step(all[a].nextHash[1], r[0]))
    let three = two == 0 || n < 3 ? 0 : table.count(CountTable.step(all[a].nextHash[2], r[0]))
    var first = likelier(pair, all[a].contexts[0], all[b].alone[0], 1)
    if n > 1 { first = likelier(two, all[a].contexts[1], first, 2) }
    if n > 2 { first = likelier(three, all[a].contexts[2], first, 3) }
    var ratio = clip(first / all[b].alone[0])
    guard m > 1, pair > 0 else { return log(ratio) / 4 }
    let next = table.count(CountTable.step(CountTable.step(all[a].overNextHash[0], r[0]), r[1]))
    let longer = two == 0 || next == 0 ? 0 : table.count(CountTable.step(CountTable.step(all[a].overNextHash[1], r[0]), r[1]))
    ratio *= clip(likelier(longer, two, likelier(next, pair, all[b].alone[1], 2), 3) / all[b].alone[1])
    guard m > 2, next > 0 else { return log(ratio) / 4 }
    let last = table.count(CountTable.step(CountTable.step(CountTable.step(all[a].thirdHash, r[0]), r[1]), r[2]))
    return log(ratio * clip(likelier(last, next, all[b].alone[2], 3) / all[b].alone[2])) / 4
  }

  @inline(__always)
  private func likelier(_ whole: Double, _ context: Double, _ shorter: Double, _ length: Int) -> Double {
    LanguageModel.probability(whole: whole, context: context, shorter: shorter, length: length)
  }

  @inline(__always)
  private func clip(_ ratio: Double) -> Double { min(Galley.mostRatio, max(Galley.leastRatio, ratio)) }

  @inline(__always)
  func ownFeatures(_ all: UnsafeBufferPointer<JointLine>, _ a: Int, _ b: Int, base: Int, _ take: (Int, Double) -> Void) {
    let r = all[b].first
    let pair = own.count(CountTable.step(all[a].ownHash[0], r[0]))
    let expected = all[a].lastSeen * all[b].firstSeen / Double(max(1, own.total))
    take(base + JointFeature.Language.affinityOwn.rawValue, min(2, max(-2, log((Double(pair) + 0.3) / (expected + 0.3)) / 3)))
    if let earlier = language.earlier {
      let n = earlier.count(CountTable.step(all[a].ownHash[0], r[0]))
      if n > 0 { take(base + JointFeature.Language.earlier.rawValue, log1p(Double(n)) / 2) }
    }
    // Every longer sequence across the joint holds the pair.
    guard pair > 0 else { return }
    var sums = SIMD4<Double>(log1p(Double(pair)), 0, 0, 0)
    for i in 1...all[a].lastCount {
      var hash = all[a].ownHash[i - 1]
      for j in 1...all[b].firstCount where i + j <= LetterCounts.longest {
        hash = CountTable.step(hash, r[j - 1])
        if i + j == 2 { continue }
        let n = own.count(hash)
        if n == 0 { break }
        sums[i + j - 2] += log1p(Double(n))
      }
    }
    for k in 0..<4 where sums[k] > 0 { take(base + JointFeature.Language.pairOwn.rawValue + k, sums[k] / 2) }
  }

  @inline(__always)
  func latinFeatures(_ all: UnsafeBufferPointer<JointLine>, _ a: Int, _ b: Int, _ take: (Int, Double) -> Void) {
    let word = firstWords[b]
    if !all[a].endsSentence, !all[a].endsWithHyphen, all[a].slack > all[b].firstWordWidth + 0.8 {
      take(JointFeature.extra(.wordWouldFit), 1)
    }
    guard !word.isEmpty else { return }
    if all[a].endsWithHyphen {
      take(JointFeature.extra(all[b].startsLower ? .hyphenLower : .hyphenOther), 1)
      if let known = language.table.logCount(word.reduce(all[a].lastWordHash, CountTable.step)) {
        take(JointFeature.extra(.hyphenWord), 1 + known / 6)
      } else if own.count(word.prefix(2).reduce(all[a].lastWordOwn, CountTable.step)) > 1 {
        take(JointFeature.extra(.hyphenWord), 0.4)
      }
      return
    }
    let (l, r) = (all[a].lastWordCount, all[b].firstWordCount)
    guard l > JointLine.unknown, r > JointLine.unknown else { return }
    let seen = language.table.logCount(word.reduce(all[a].pairHash, CountTable.step)) ?? log(0.5)
    take(JointFeature.extra(.latinPair), min(2, max(-2, (log(exp(seen) + 0.3) - log(exp(l + r - logLatin) + 0.3)) / 2)))
  }
}
