import Foundation

/// Chinese characters as pinyin without tones, by the transliteration tables of Foundation (ICU).
package enum PinyinText {
  /// Returns a syllable for each character; nil for one that has none. The usual reading, whatever its neighbours.
  package static func syllables(_ han: String) -> [String?] {
    han.unicodeScalars.map { scalar in
      guard (first...last).contains(scalar.value) else { return nil }
      let index = Int(table.indices[Int(scalar.value - first)])
      return index == 0 ? nil : table.syllables[index]
    }
  }

  private static let first: UInt32 = 0x4E00
  private static let last: UInt32 = 0x9FFF

  /// The syllable of every ideograph as an index into the few hundred there are; made once, at first use.
  private static let table: (indices: [UInt16], syllables: [String]) = {
    var lines = String.UnicodeScalarView()
    for value in first...last {
      guard let scalar = Unicode.Scalar(value) else { continue }
      lines.append(scalar)
      lines.append("\n")
    }
    let latin = (String(lines).applyingTransform(.toLatin, reverse: false) ?? "").decomposedStringWithCanonicalMapping
    var indices = [UInt16](repeating: 0, count: Int(last - first) + 1)
    var syllables = [""]
    var known: [String: UInt16] = [:]
    for (offset, line) in latin.unicodeScalars.split(separator: "\n").enumerated() where offset < indices.count {
      guard let syllable = plain(line) else { continue }
      if known[syllable] == nil {
        known[syllable] = UInt16(syllables.count)
        syllables.append(syllable)
      }
      indices[offset] = known[syllable] ?? 0
    }
    return (indices, syllables)
  }()

  /// Lower-case letters alone; ü is typed as v. Nil where ICU left the character as it was.
  private static func plain(_ syllable: Substring.UnicodeScalarView) -> String? {
    var letters = ""
    for scalar in syllable {
      switch scalar.value {
      case 0x61...0x7A: letters.unicodeScalars.append(scalar)
      case 0x308 where letters.hasSuffix("u"): letters = letters.dropLast() + "v"
      case 0x20, 0x300...0x36F: continue
      default: return nil
      }
    }
    return letters.isEmpty ? nil : letters
  }
}
