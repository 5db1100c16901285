import Foundation

/// Counts of the letter sequences of two to five units inside the lines of an issue, and of Latin word pairs.
///
/// Sequences that cross from line to line are left out: whether they exist is what the counts are asked for.
package struct LetterCounts: Sendable {
  package static let longest = 5
  private static let load = 2

  private var keys: [UInt32] = []
  private var counts: [UInt16] = []
  private var mask = 0
  /// Single units.
  private var singles: [UInt16: Int] = [:]
  private(set) var total = 0

  package init(_ lines: [[UInt16]]) {
    let units = lines.reduce(0) { $0 + $1.count }
    let slots = max(1024, units * (LetterCounts.longest - 1) * LetterCounts.load).nextPowerOfTwo
    keys = [UInt32](repeating: 0, count: slots)
    counts = [UInt16](repeating: 0, count: slots)
    mask = slots - 1
    total = units
    for line in lines {
      for unit in line { singles[unit, default: 0] += 1 }
      for start in line.indices {
        var hash = LetterCounts.seed
        for at in start..<min(start + LetterCounts.longest, line.count) {
          hash = CountTable.step(hash, line[at])
          if at > start { add(hash) }
        }
      }
    }
  }

  static let seed: UInt64 = 0x51ED_270B_3A1F_55D1

  private mutating func add(_ hash: UInt64) {
    let finished = CountTable.finish(hash)
    let key = UInt32(truncatingIfNeeded: finished) | 1
    var slot = Int(finished >> 32) & mask
    while keys[slot] != 0 && keys[slot] != key { slot = (slot + 1) & mask }
    keys[slot] = key
    counts[slot] = counts[slot] == .max ? .max : counts[slot] + 1
  }

  /// How often the sequence hashed from `seed` stands inside a line.
  @inline(__always)
  func count(_ hash: UInt64) -> Int {
    let finished = CountTable.finish(hash)
    let key = UInt32(truncatingIfNeeded: finished) | 1
    var slot = Int(finished >> 32) & mask
    while keys[slot] != 0 {
      if keys[slot] == key { return Int(counts[slot]) }
      slot = (slot + 1) & mask
    }
    return 0
  }

  func count(of unit: UInt16) -> Int { singles[unit] ?? 0 }
}

extension Int {
  fileprivate var nextPowerOfTwo: Int { 1 << (Int.bitWidth - (self - 1).leadingZeroBitCount) }
}
