import Foundation

/// Text as the score compares it: compatibility forms, no white space, one quotation mark, one dash.
enum Letters {
  typealias Run = [UInt32]

  private static let quotes = Set("“”‘’\"'＇„‟「」『』＂".unicodeScalars.map(\.value))
  private static let dashes = Set("-—–―－−─".unicodeScalars.map(\.value))
  private static let bullets = Set("-•·●○■□◆▪".unicodeScalars.map(\.value))
  private static let quote: UInt32 = 0x22
  private static let dash: UInt32 = 0x2D

  static func of(_ text: String?) -> Run {
    var out: Run = []
    for scalar in (text ?? "").precomposedStringWithCompatibilityMapping.unicodeScalars {
      let value = scalar.value
      if scalar.properties.isWhitespace || value == 0xAD || (0x200B...0x200F).contains(value) || value == 0xFEFF { continue }
      out.append(quotes.contains(value) ? quote : value)
    }
    return dashed(out)
  }

  /// Runs of dashes as one.
  static func dashed(_ run: Run) -> Run {
    var out: Run = []
    for value in run {
      let isDash = dashes.contains(value)
      if isDash, out.last == dash { continue }
      out.append(isDash ? dash : value)
    }
    return out
  }

  static func withoutBullet(_ run: Run) -> Run { Array(run.drop { bullets.contains($0) }) }
  static func ofParagraph(_ text: String) -> Run { withoutBullet(of(text)) }

  /// Places of `part` in `whole`, at most `most` of them.
  static func find(_ part: some RandomAccessCollection<UInt32>, in whole: Run, most: Int = 1) -> [Int] {
    let part = Array(part)
    guard !part.isEmpty, part.count <= whole.count else { return part.isEmpty ? [0] : [] }
    var found: [Int] = []
    whole.withUnsafeBufferPointer { w in
      for start in 0...(w.count - part.count) where w[start] == part[0] {
        if (1..<part.count).allSatisfy({ w[start + $0] == part[$0] }) {
          found.append(start)
          if found.count == most { return }
        }
      }
    }
    return found
  }

  /// Removes the first occurrence of `part`.
  static func removing(_ part: Run, from whole: Run) -> Run {
    guard let at = find(part, in: whole).first else { return whole }
    return Array(whole[..<at] + whole[(at + part.count)...])
  }

  /// 1 less the edit distance over the longer length.
  static func similarity(_ a: Run, _ b: Run) -> Double {
    let longer = max(a.count, b.count)
    return longer == 0 ? 1 : 1 - Double(distance(a, b)) / Double(longer)
  }

  private static func distance(_ a: Run, _ b: Run) -> Int {
    if a == b { return 0 }
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var corner = row[0]
      row[0] = i + 1
      for j in b.indices {
        let above = row[j + 1]
        row[j + 1] = x == b[j] ? corner : 1 + min(corner, above, row[j])
        corner = above
      }
    }
    return row[b.count]
  }

  /// How often each run of `n` letters stands in `run`.
  static func grams(_ run: Run, _ n: Int = 4) -> [Run: Int] {
    var out: [Run: Int] = [:]
    if run.count < n { return [run: 1] }
    for i in 0...(run.count - n) { out[Array(run[i..<(i + n)]), default: 0] += 1 }
    return out
  }

  /// Twice the shared over all.
  static func overlap(_ a: [Run: Int], _ b: [Run: Int]) -> Double {
    let shared = a.reduce(0) { $0 + min($1.value, b[$1.key] ?? 0) }
    let total = a.values.reduce(0, +) + b.values.reduce(0, +)
    return total == 0 ? 0 : 2 * Double(shared) / Double(total)
  }
}
