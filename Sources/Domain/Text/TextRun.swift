/// A stretch of one sort of character: Han, which has no spaces between its words, or letters and digits.
package struct TextRun: Sendable, Equatable {
  package enum Script: Sendable { case han, word }

  package var script: Script
  package var text: String

  /// Splits folded text into its runs; everything else separates.
  package static func runs(of folded: String) -> [TextRun] {
    var runs: [TextRun] = []
    let scalars = folded.unicodeScalars
    var start = scalars.startIndex
    var script: Script?
    for index in scalars.indices {
      let next = self.script(of: scalars[index])
      guard next != script else { continue }
      if let script { runs.append(TextRun(script: script, text: String(scalars[start..<index]))) }
      start = index
      script = next
    }
    if let script { runs.append(TextRun(script: script, text: String(scalars[start...]))) }
    return runs
  }

  @inline(__always)
  static func script(of scalar: Unicode.Scalar) -> Script? {
    // What nearly all is, before anything else is asked.
    if (0x4E00...0x9FFF).contains(scalar.value) { return .han }
    return rareScript(of: scalar)
  }

  private static func rareScript(of scalar: Unicode.Scalar) -> Script? {
    switch scalar.value {
    case 0x30...0x39, 0x61...0x7A: .word
    case 0...0x7F: nil
    // Ideographs, their extensions and compatibility forms, 〇 and 々; kana are written without spaces too.
    case 0x3400...0x4DBF, 0x2_0000...0x3_FFFF, 0xF900...0xFAFF, 0x2E80...0x2FDF, 0x3005, 0x3007, 0x3041...0x30FF: .han
    default:
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar.properties.isEmojiPresentation ? .word : nil
    }
  }
}
