/// The lines around a line that belong to the same story as far as the file's order shows it.
struct Stretch: Sendable, Equatable {
  /// First line of the stretch that ends with the line.
  var start: Int
  /// One past the last line of the stretch that begins with it.
  var end: Int

  /// Lines on either side of a joint whose words are compared.
  private static let reach = 10

  static func read(_ facts: [LineFacts]) -> [Stretch] {
    facts.indices.map { Stretch(start: start($0, facts), end: end($0, facts)) }
  }

  private static func start(_ line: Int, _ facts: [LineFacts]) -> Int {
    var start = line
    while start > 0, line - start + 1 < reach, facts[start - 1].page == facts[line].page, !facts[start - 1].closesStory {
      // The title belongs to what follows it, what stands before the title does not.
      if facts[start].isTitle, !facts[start - 1].isTitle { break }
      start -= 1
    }
    return start
  }

  private static func end(_ line: Int, _ facts: [LineFacts]) -> Int {
    var end = line + 1
    while end < facts.count, end - line < reach, facts[end].page == facts[line].page, !facts[end - 1].closesStory {
      if facts[end].isTitle, !facts[end - 1].isTitle { break }
      end += 1
    }
    return end
  }
}
