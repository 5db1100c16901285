import Foundation
import Ingest
import Typesetting

/// Gathers letter sequences, words and word pairs, and lays them out as `CountTable` reads them.
struct TableBuilder {
  /// Letters that the counts are scaled to, the share of them that the official texts have, and how many sequences are kept.
  static let letters = 2e7
  static let officialShare = 0.3
  static let mostSequences = 1_015_000
  static let leastWordCount = 50
  static let longestWord = 6
  static let leastLatinWord = 2
  static let leastLatinPair = 2
  /// Share of the slots that is filled.
  static let load = 0.85

  private let glyphs = Glyphs()
  private var entries: [(key: UInt64, count: Int)] = []
  private var latinWords: [String: Int] = [:]
  private var latinPairs: [String: Int] = [:]
  private var totals = [0, 0, 0, 0]

  /// Takes the letter sequences of official texts and of a word model, and keeps those worth most.
  mutating func add(official: SequenceCounts, share: Double, words: SequenceCounts) {
    let mixed = SequenceCounts(mixing: [(official, share), (words, 1 - share)].filter { $0.1 > 0 }, letters: TableBuilder.letters)
    totals[0] = Int(mixed.letters)
    let pruning = SequenceCounts.Pruning(mixed, most: TableBuilder.mostSequences)
    for (n, kind) in [CountTable.Kind.letters1, .letters2, .letters3, .letters4].enumerated() {
      pruning.forEach(order: n + 1) { sequence, count in entries.append((key(sequence, n + 1, kind), max(1, Int(count.rounded())))) }
    }
  }

  /// Counts the words of English paragraphs, and pairs of them inside a sentence.
  mutating func count(english text: Corpus.Text) {
    for paragraph in text.paragraphs {
      for sentence in paragraph.lowercased().split(whereSeparator: { ".?!;:()\"".contains($0) }) {
        let words = sentence.split { !($0.isLetter || $0 == "'") }.map(String.init)
        for word in words { latinWords[word, default: 0] += 1 }
        for (a, b) in zip(words, words.dropFirst()) { latinPairs[a + " " + b, default: 0] += 1 }
        totals[2] += words.count
        totals[3] += max(0, words.count - 1)
      }
    }
  }

  /// Adds a list of `word count …` lines.
  mutating func add(words list: String) {
    for line in list.split(whereSeparator: \.isNewline) {
      let fields = line.split(separator: " ")
      guard fields.count >= 2, let count = Int(fields[1]), count >= TableBuilder.leastWordCount else { continue }
      let units = glyphs.units(String(fields[0]))
      guard (1...TableBuilder.longestWord).contains(units.count), units.allSatisfy({ Glyphs.isHan($0) }) else { continue }
      totals[1] += count
      entries.append((units.reduce(CountTable.start(.word), CountTable.step), count))
    }
  }

  /// The table's bytes; what was counted is used up.
  mutating func bytes() -> [UInt8] {
    for (word, count) in latinWords where count >= TableBuilder.leastLatinWord { entries.append((latin(word, .latinWord), count)) }
    for (pair, count) in latinPairs where count >= TableBuilder.leastLatinPair { entries.append((latin(pair, .latinPair), count)) }
    return layOut()
  }

  private func key(_ packed: UInt64, _ n: Int, _ kind: CountTable.Kind) -> UInt64 {
    (0..<n).reduce(CountTable.start(kind)) { CountTable.step($0, UInt16(truncatingIfNeeded: packed >> UInt64(16 * (n - 1 - $1)))) }
  }

  private func latin(_ text: String, _ kind: CountTable.Kind) -> UInt64 { text.utf16.reduce(CountTable.start(kind), CountTable.step) }

  private func layOut() -> [UInt8] {
    let slots = Int(Double(entries.count) / TableBuilder.load) + 1
    var prints = [UInt16](repeating: 0, count: slots)
    var counts = [UInt8](repeating: 0, count: slots)
    // The same input gives the same bytes: where two keys want one slot, the order of insertion decides.
    for entry in entries.sorted(by: { ($0.count, $0.key) > ($1.count, $1.key) }) {
      let finished = CountTable.finish(entry.key)
      var slot = CountTable.slot(finished, of: slots)
      while prints[slot] != 0 { slot = slot + 1 == slots ? 0 : slot + 1 }
      prints[slot] = CountTable.fingerprint(finished)
      counts[slot] = UInt8(min(255, (Foundation.log2(Double(entry.count)) * CountTable.stepsPerOctave).rounded() + 1))
    }
    var out = CountTable.magic
    for value in [slots] + totals { withUnsafeBytes(of: UInt32(value).littleEndian) { out += $0 } }
    out += [0, 0, 0, 0]
    for print in prints { withUnsafeBytes(of: print.littleEndian) { out += $0 } }
    return out + counts
  }
}
