import Foundation
import Ingest

/// Letter sequences in the words of a word model in ARPA form and across their joints, with how often they come by its probabilities.
///
/// The form: sections `\1-grams:`, `\2-grams:`, `\3-grams:` of lines `log10 probability, words, log10 back-off`, parted by white space.
struct WordModel {
  /// Words that the probabilities are thought to be counted on.
  private static let counted = 3e8
  /// Sequences that would come more rarely are left out.
  private static let least = 0.5

  private let glyphs = Glyphs()
  private var units: [Substring: [UInt16]] = [:]
  /// In the model's order, so that sums come out the same.
  private var words: [Substring] = []
  private var single: [Substring: Double] = [:]
  private var pairs: [Pair: Double] = [:]
  private var entries = [[(key: UInt64, count: Double)]](repeating: [], count: SequenceCounts.longest)

  private struct Pair: Hashable {
    var first: Substring
    var second: Substring
  }

  /// Reads the model's text.
  static func sequences(_ text: String) -> SequenceCounts {
    var model = WordModel()
    var order = 0
    for line in text.split(separator: "\n") {
      if line.hasPrefix("\\") {
        order = line.dropFirst().first?.wholeNumberValue ?? 0
      } else if order > 0 {
        model.take(line.split(whereSeparator: \.isWhitespace), order)
      }
    }
    model.addWords()
    return SequenceCounts(entries: model.entries.map { $0.filter { $0.count >= least } })
  }

  private mutating func take(_ fields: [Substring], _ order: Int) {
    guard fields.count > order, let exponent = Double(fields[0]) else { return }
    let probability = pow(10, exponent)
    switch order {
    case 1:
      let word = glyphs.units(String(fields[1]))
      guard !word.isEmpty, word.allSatisfy({ Glyphs.isHan($0) }) else { return }
      units[fields[1]] = word
      words.append(fields[1])
      single[fields[1]] = probability
    case 2:
      guard let first = single[fields[1]], let a = units[fields[1]], let b = units[fields[2]] else { return }
      let count = first * probability * WordModel.counted
      pairs[Pair(first: fields[1], second: fields[2])] = count
      addAcross(a, [], b, count)
    case 3:
      guard let a = units[fields[1]], let b = units[fields[2]], let c = units[fields[3]], b.count <= SequenceCounts.longest - 2 else {
        return
      }
      addAcross(a, b, c, (pairs[Pair(first: fields[1], second: fields[2])] ?? 0) * probability)
    default: return
    }
  }

  /// Adds the sequences that begin in `a` and end in `b`, with all of `between` inside.
  private mutating func addAcross(_ a: [UInt16], _ between: [UInt16], _ b: [UInt16], _ count: Double) {
    let before = a.suffix(SequenceCounts.longest - 1)
    let all = before + between + b.prefix(SequenceCounts.longest - 1)
    let (joint, end) = (before.count, before.count + between.count)
    let letters = Array(all)
    for n in (between.count + 2)...SequenceCounts.longest {
      for start in max(0, end - n + 1)..<joint where start + n <= letters.count {
        entries[n - 1].append((SequenceCounts.key(letters[start..<start + n]), count))
      }
    }
  }

  /// The sequences inside words.
  private mutating func addWords() {
    for word in words {
      let letters = units[word] ?? []
      let count = (single[word] ?? 0) * WordModel.counted
      for n in 1...SequenceCounts.longest where letters.count >= n {
        for start in 0...(letters.count - n) { entries[n - 1].append((SequenceCounts.key(letters[start..<start + n]), count)) }
      }
    }
  }
}
