import Foundation
import LanguageTables

/// Counts of short unit sequences, looked up in place in the bytes that were built into the program.
///
/// Layout, little-endian: 8 bytes `BULCOUNT`; UInt32 slots; four UInt32 totals (Chinese characters, Chinese words, Latin words,
/// Latin word pairs); 4 bytes of nothing; `slots` UInt16 fingerprints (0 is an empty slot); `slots` UInt8 counts.
/// A count is kept as `round(8 · log2 count) + 1`; a sequence is found by linear probing from the upper half of the hash scaled to `slots`.
/// Wrongly found: about 3 in 10,000.
package struct CountTable: @unchecked Sendable {
  /// What a key counts; a part of its hash.
  package enum Kind: UInt64, Sendable, CaseIterable {
    case letters1 = 1
    case letters2, letters3, letters4, word, latinWord, latinPair
  }

  /// The kinds of sequences of 1, 2, 3, 4 letters.
  static let letters: [Kind] = [.letters1, .letters2, .letters3, .letters4]

  package static let magic = Array("BULCOUNT".utf8)
  package static let headerBytes = 32
  package static let stepsPerOctave = 8.0

  // Unchecked: the bytes are a constant of the program, never written and never freed.
  private let bytes: UnsafeRawPointer
  private let slots: Int
  package let totals: [Double]

  package static let shipped = CountTable(bytes: UnsafeRawPointer(language_table()), count: language_table_size())

  /// A table of a file's bytes, which stay in memory.
  package init(_ data: Data) {
    let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, data.count))
    data.copyBytes(to: copy, count: data.count)
    self.init(bytes: UnsafeRawPointer(copy), count: data.count)
  }

  private init(bytes: UnsafeRawPointer, count: Int) {
    self.bytes = bytes
    let claimed = count >= CountTable.headerBytes ? Int(bytes.load(fromByteOffset: 8, as: UInt32.self)) : 0
    slots = CountTable.headerBytes + claimed * 3 <= count ? claimed : 0
    totals = (0..<4).map { count >= CountTable.headerBytes ? Double(bytes.load(fromByteOffset: 12 + $0 * 4, as: UInt32.self)) : 0 }
  }

  /// A 64-bit hash of a key; `start` and `step` let a caller grow a key unit by unit.
  package static func start(_ kind: Kind) -> UInt64 { 0xCBF2_9CE4_8422_2325 ^ (kind.rawValue &* 0x9E37_79B9_7F4A_7C15) }

  @inline(__always)
  package static func step(_ hash: UInt64, _ unit: UInt16) -> UInt64 { (hash ^ UInt64(unit)) &* 0x0000_0100_0000_01B3 }

  /// Spreads the last units over all bits; the first slot and the fingerprint come from the result.
  @inline(__always)
  package static func finish(_ hash: UInt64) -> UInt64 {
    var h = hash
    h = (h ^ (h >> 32)) &* 0xD6E8_FEB8_6659_FD93
    h = (h ^ (h >> 29)) &* 0xD6E8_FEB8_6659_FD93
    return h ^ (h >> 32)
  }

  package static func slot(_ finished: UInt64, of slots: Int) -> Int { Int(((finished >> 32) &* UInt64(slots)) >> 32) }
  package static func fingerprint(_ finished: UInt64) -> UInt16 { max(1, UInt16(truncatingIfNeeded: finished)) }

  /// The natural logarithm of the count of the key hashed so far, nil if it was not kept.
  @inline(__always)
  package func logCount(_ hash: UInt64) -> Double? { step(hash).map { CountTable.logOf[Int($0)] } }

  /// The count of the key hashed so far, 0 if it was not kept.
  @inline(__always)
  package func count(_ hash: UInt64) -> Double { step(hash).map { CountTable.countOf[Int($0)] } ?? 0 }

  @inline(__always)
  private func step(_ hash: UInt64) -> UInt8? {
    guard slots > 0 else { return nil }
    let finished = CountTable.finish(hash)
    let print = CountTable.fingerprint(finished)
    var slot = CountTable.slot(finished, of: slots)
    while true {
      let found = bytes.load(fromByteOffset: CountTable.headerBytes + slot * 2, as: UInt16.self)
      if found == 0 { return nil }
      if found == print { return bytes.load(fromByteOffset: CountTable.headerBytes + slots * 2 + slot, as: UInt8.self) }
      slot = slot + 1 == slots ? 0 : slot + 1
    }
  }

  package func count(_ kind: Kind, _ units: some Sequence<UInt16>) -> Double {
    count(units.reduce(CountTable.start(kind), CountTable.step))
  }

  package func logCount(_ kind: Kind, _ units: some Sequence<UInt16>) -> Double? {
    logCount(units.reduce(CountTable.start(kind), CountTable.step))
  }

  private static let logOf: [Double] = (0...255).map { Double(max($0, 1) - 1) / stepsPerOctave * 0.6931471805599453 }
  private static let countOf = logOf.map { exp($0) }
}
