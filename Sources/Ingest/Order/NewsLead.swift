/// The words that open a news story: place, date and agency.
enum NewsLead {
  private static let openings = (NewsAgency.own + NewsAgency.names + ["据新华", "据本报", "据中", "记者", "通讯员"]).map { Array($0.utf16) }
  private static let verbs = ["电", "讯", "报道", "报导", "摄", "消息"].map { Array($0.utf16) }
  private static let month: [UInt16] = [Glyphs.digit, 0x6708]
  private static let reach = 30

  /// True if `units` open a story; `text` is the line as printed.
  static func opens(_ units: [UInt16], text: String) -> Bool {
    var start = units[...]
    let bracketed = start.first.map { [0x3010, 0x3014, 0xFF08, 0x005B].contains($0) } ?? false
    if bracketed { start = start.dropFirst() }
    let near = Array(start.prefix(reach))
    // The verb may stand on the next line: a place and a day are enough then.
    if openings.contains(where: { near.starts(with: $0) }), verbs.contains(where: { holds(near, $0) }) || holds(near, month) { return true }
    return latin(text)
  }

  private static func holds(_ units: [UInt16], _ word: [UInt16]) -> Bool {
    guard units.count >= word.count else { return false }
    return (0...(units.count - word.count)).contains { units[$0..<($0 + word.count)].elementsEqual(word) }
  }

  /// `GENEVA, March 3 (Agency) — `, `LONDON — `
  private static func latin(_ text: String) -> Bool {
    let word = text.prefix { $0.isUppercase }
    guard word.count >= 3 else { return false }
    let rest = text.dropFirst(word.count).prefix(40)
    return rest.contains("—") || rest.contains("--") || rest.contains(" – ") || rest.contains(" - ")
  }
}
