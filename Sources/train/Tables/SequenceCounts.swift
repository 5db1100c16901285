import Ingest
import Typesetting

/// How often sequences of one to four letters stand in a source; keys hold 16 bits a letter, the last lowest, and ascend.
struct SequenceCounts {
  static let longest = 4

  /// Sequences of n + 1 letters at n.
  private(set) var orders: [Order] = []

  struct Order {
    var keys: [UInt64] = []
    var counts: [Double] = []

    /// Sums the counts of equal keys.
    init(_ entries: [(key: UInt64, count: Double)]) {
      for entry in entries.sorted(by: { $0.key < $1.key }) {
        if keys.last == entry.key {
          counts[counts.count - 1] += entry.count
        } else {
          keys.append(entry.key)
          counts.append(entry.count)
        }
      }
    }

    /// Place of a key, nil if it was never counted.
    func place(_ key: UInt64) -> Int? {
      var (low, high) = (0, keys.count)
      while low < high {
        let middle = (low + high) / 2
        if keys[middle] < key { low = middle + 1 } else { high = middle }
      }
      return low < keys.count && keys[low] == key ? low : nil
    }

    func count(_ key: UInt64) -> Double { place(key).map { counts[$0] } ?? 0 }
  }

  /// Letters counted.
  var letters: Double { orders[0].counts.reduce(0, +) }

  /// Counts the paragraphs of Chinese texts.
  init(_ texts: some Sequence<Corpus.Text>) {
    let glyphs = Glyphs()
    var found = [[UInt64]](repeating: [], count: SequenceCounts.longest)
    for text in texts {
      for paragraph in text.paragraphs {
        let units = glyphs.units(String(paragraph.drop { $0 == "#" }))
        for n in 1...SequenceCounts.longest where units.count >= n {
          for i in 0...(units.count - n) { found[n - 1].append(SequenceCounts.key(units[i..<(i + n)])) }
        }
      }
    }
    for n in found.indices {
      orders.append(Order(found[n].map { ($0, 1) }))
      found[n] = []
    }
  }

  /// Takes counts at n for sequences of n + 1 letters.
  init(entries: [[(key: UInt64, count: Double)]]) { orders = entries.map(Order.init) }

  /// One set of counts in which each source has as many letters as its share of `letters`.
  init(mixing parts: [(source: SequenceCounts, share: Double)], letters: Double) {
    for n in 0..<SequenceCounts.longest {
      var entries: [(key: UInt64, count: Double)] = []
      for (source, share) in parts {
        let scale = share * letters / source.letters
        entries += zip(source.orders[n].keys, source.orders[n].counts).map { ($0, $1 * scale) }
      }
      orders.append(Order(entries))
    }
  }

  static func key(_ units: some Sequence<UInt16>) -> UInt64 { units.reduce(0) { $0 << 16 | UInt64($1) } }

  /// A key of `count` letters without its last, and without its first.
  static func front(_ key: UInt64) -> UInt64 { key >> 16 }
  static func back(_ key: UInt64, _ count: Int) -> UInt64 { key & (1 << UInt64(16 * (count - 1)) - 1) }
}
