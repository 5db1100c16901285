/// Who opens a report: an agency, 新华社北京3月6日电, or the paper itself, 本报北京3月6日讯.
enum NewsAgency {
  static let names = ["新华社", "新華社", "中新社", "中新网", "中央社", "法新社", "路透社", "美联社", "塔斯社"]
  /// The paper itself; an address or a telephone may follow as well.
  static let own = ["本报", "本報", "本刊", "本社", "本台"]

  private static let openings = names.map { Array($0.unicodeScalars) }
  private static let ownOpenings = own.map { Array($0.unicodeScalars) }
  /// Letters of a place between the paper's word and the day.
  private static let longestPlace = 8

  /// True if `text` begins with an agency's name and goes on, or with the paper's word, a place and a month:
  /// 本刊特稿5 is a running head.
  static func opens(_ text: [Unicode.Scalar]) -> Bool {
    if openings.contains(where: { text.count > $0.count && text.starts(with: $0) }) { return true }
    guard let word = ownOpenings.first(where: { text.starts(with: $0) }) else { return false }
    let place = text.dropFirst(word.count).filter { !$0.isSpace }
    let month = place.drop { $0.isHan }
    let digits = month.prefix { $0.isDigit }
    return place.count - month.count <= longestPlace && !digits.isEmpty && month.dropFirst(digits.count).first == "月"
  }
}
