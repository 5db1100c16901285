/// Brackets and quotation marks that a line leaves open at its end, or closes without having opened.
struct OpenMarks: Sendable {
  /// A bit a kind: brackets 1, book-title marks 2, quotation marks 4.
  var open: UInt8 = 0
  var closed: UInt8 = 0

  /// Lines that a mark may stay open for.
  private static let reach = 5

  /// The marks of every line, those of its neighbours in the file counted in as long as the paragraph goes on.
  static func read(_ facts: [LineFacts]) -> [OpenMarks] {
    let own = facts.map { balance($0.text) }
    return facts.indices.map { i in
      var marks = OpenMarks()
      var open: [UInt8: Int] = [:]
      var start = i
      while start > 0, i - start < reach, facts[start - 1].page == facts[i].page, !facts[start - 1].isParagraphEnd { start -= 1 }
      for j in start...i { for (kind, step) in own[j] { open[kind] = max(0, (open[kind] ?? 0) + step) } }
      for (kind, count) in open where count > 0 { marks.open |= kind }
      var depth: [UInt8: Int] = [:]
      var end = i
      while true {
        for (kind, step) in own[end] {
          let next = (depth[kind] ?? 0) + step
          if next < 0 { marks.closed |= kind }
          depth[kind] = max(0, next)
        }
        if facts[end].isParagraphEnd || end + 1 == facts.count || end - i + 1 == reach || facts[end + 1].page != facts[i].page { break }
        end += 1
      }
      return marks
    }
  }

  private static func balance(_ text: String) -> [(UInt8, Int)] {
    text.unicodeScalars.compactMap { scalar in
      switch scalar {
      case "（", "(", "〔", "［", "【": (1, 1)
      case "）", ")", "〕", "］", "】": (1, -1)
      case "《", "〈": (2, 1)
      case "》", "〉": (2, -1)
      case "“", "「", "『": (4, 1)
      case "”", "」", "』": (4, -1)
      default: nil
      }
    }
  }
}

extension LineFacts {
  /// Nothing of the same paragraph can follow.
  var isParagraphEnd: Bool { [.closed, .finishedByTab, .finishedShort, .jump].contains(tail) }
}
