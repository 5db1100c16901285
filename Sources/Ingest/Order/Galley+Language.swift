import Foundation

extension Galley {
  /// Clips of a letter's gain, in nats.
  private static let leastGain = -4.0
  private static let mostGain = 7.0
  /// Added for every step down to a shorter context that was counted.
  private static let backOff = -0.9
  /// Longest word that is looked for across a joint.
  private static let longestWord = 5

  /// How well two lines go on as one sentence, in nats; 0 where the tables can't say.
  func readsOn(_ a: Int, _ b: Int) -> Double {
    guard lines[a].lastCount > 0, lines[b].firstCount > 0, !lines[a].isLatin, !lines[b].isLatin else { return 0 }
    return lines.withUnsafeBufferPointer { all in
      letterGain(all, a, b) + (all[a].endsWithHan && all[b].startsWithHan ? wordGain(all, a, b) : 0)
    }
  }

  /// What the best segmentation gains when a word may cross the joint.
  func wordGain(_ all: UnsafeBufferPointer<JointLine>, _ a: Int, _ b: Int) -> Double {
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

  /// How much likelier the first three letters become by the letters before the joint.
  func letterGain(_ all: UnsafeBufferPointer<JointLine>, _ a: Int, _ b: Int) -> Double {
    let (n, m) = (all[a].lastCount, all[b].firstCount)
    let r = all[b].first
    let table = language.table
    // The pair across the joint is a context of the letters that follow; if it was never seen, nothing longer was.
    let one = table.logCount(CountTable.step(all[a].nextHash[0], r[0]))
    let two = one == nil || n < 2 ? nil : table.logCount(CountTable.step(all[a].nextHash[1], r[0]))
    let three = two == nil || n < 3 ? nil : table.logCount(CountTable.step(all[a].nextHash[2], r[0]))
    var sum = clip(
      backedOff([(three, all[a].contexts[2]), (two, all[a].contexts[1]), (one, all[a].contexts[0])], all[b].alone[0]) - all[b].alone[0])
    guard m > 1 else { return sum / 4 }
    let next = one == nil ? nil : table.logCount(CountTable.step(CountTable.step(all[a].overNextHash[0], r[0]), r[1]))
    let longer = two == nil || next == nil ? nil : table.logCount(CountTable.step(CountTable.step(all[a].overNextHash[1], r[0]), r[1]))
    sum += clip(backedOff([(longer, two ?? JointLine.unknown), (next, one ?? JointLine.unknown)], all[b].alone[1]) - all[b].alone[1]) / 1.5
    guard m > 2, let context = next else { return sum / 4 }
    let last = table.logCount(CountTable.step(CountTable.step(CountTable.step(all[a].thirdHash, r[0]), r[1]), r[2]))
    return (sum + clip(backedOff([(last, context)], all[b].alone[2]) - all[b].alone[2]) / 1.5) / 4
  }

  @inline(__always)
  private func clip(_ gain: Double) -> Double { min(Galley.mostGain, max(Galley.leastGain, gain)) }

  /// The log-probability by the longest context that has the whole sequence, less a penalty a step down.
  @inline(__always)
  private func backedOff(_ steps: [(whole: Double?, context: Double)], _ alone: Double) -> Double {
    var penalty = 0.0
    for step in steps where step.context > JointLine.unknown {
      if let whole = step.whole { return min(0, whole - step.context) + penalty }
      penalty += Galley.backOff
    }
    return alone + penalty
  }

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
