/// Wording that any journal shares.
extension TitleFinder {
  private static let documentEndings = [
    "的通知", "的批复", "的批復", "的答复", "的答復", "的复函", "的函", "的公告", "的通告", "的决定", "的決定", "的意见", "的意見", "的通报", "的通報", "的公示", "的请示", "的报告", "的报告书",
    "實施辦法", "实施办法", "管理办法", "暂行办法", "的指导意见",
    "的实施意见", "通知书",
  ]

  private static let documentLetters = Set(documentEndings.compactMap(\.unicodeScalars.last))

  static func namesDocument(_ text: [Unicode.Scalar]) -> Bool { text.count >= 9 && documentKind(text) != nil }

  /// The ending that says what kind of document a title names: `的通知`, `的答复`.
  static func documentKind(_ text: [Unicode.Scalar]) -> String? {
    guard let last = text.last(where: { !$0.isSpace }), documentLetters.contains(last) else { return nil }
    let line = String(scalars: text.filter { !$0.isSpace })
    return documentEndings.first { line.hasSuffix($0) }
  }

  /// `案例二：…`, `问题三、…`: one of a row of headings.
  static func isNumberedCase(_ text: [Unicode.Scalar]) -> Bool {
    let word = text.prefix { $0.isHan && !Numerals.isChinese($0) }
    guard (1...3).contains(word.count) else { return false }
    let number = text[word.count...].prefix { Numerals.isChinese($0) || $0.isDigit }
    let mark = text[(word.count + number.count)...].first { !$0.isSpace }
    return !number.isEmpty && number.count <= 2 && (mark == "：" || mark == ":" || mark == "、")
  }

  enum BracketEnd { case column, whole }

  /// `某某某某（今日谈）`: a title followed by the name of its column; or a line that is a bracket from end to end.
  static func bracketEnd(_ text: [Unicode.Scalar]) -> BracketEnd? {
    guard let last = text.last, last == "）" || last == ")", let open = text.lastIndex(where: { $0 == "（" || $0 == "(" }) else { return nil }
    if open == 0 { return .whole }
    let name = text[(open + 1)..<(text.count - 1)]
    return open >= 4 && (2...14).contains(name.count) && name.allSatisfy { $0.isHan || $0.isSpace || $0 == "·" } ? .column : nil
  }

  /// `… it said. She`: a sentence ends inside a Latin line; initials and `No.` do not end one.
  static func hasInnerStop(_ text: [Unicode.Scalar]) -> Bool {
    text.indices.dropLast(2).contains { index in
      guard text[index] == "." || text[index] == "?" || text[index] == "!", text[index + 1].isSpace, text[index + 2].isLatin else {
        return false
      }
      let word = text[..<index].reversed().prefix { $0.isLatin }
      return word.count > 3 && !text[index + 2].isLowercaseLatin
    }
  }

  /// `——走进某某`, `-- a second line`: what follows the title proper.
  static func opensSubtitle(_ text: [Unicode.Scalar]) -> Bool {
    guard let first = text.first, text.last?.isFullStop == false else { return false }
    return first == "—" || first == "─" || first == "–" || text.starts(with: ["-", "-"])
  }

  /// Every word of some length begins with a capital, and no sentence ends.
  static func isCapitalised(_ text: [Unicode.Scalar]) -> Bool {
    guard !text.contains(where: \.isHan), text.last?.isFullStop == false, text.last != "." else { return false }
    let words = text.split { $0.isSpace }.filter { $0.count(where: \.isLatin) >= 4 }
    return !words.isEmpty && words.allSatisfy { $0.first.map { $0.isLatin && !$0.isLowercaseLatin } ?? false }
  }

  /// Most words of a Latin line begin with a capital.
  static func isHeadlineCase(_ text: [Unicode.Scalar]) -> Bool {
    guard !text.contains(where: \.isHan) else { return false }
    let words = text.split { $0.isSpace }.filter { $0.count(where: \.isLatin) >= 4 }
    guard words.count >= 3 else { return false }
    let capital = words.count { $0.first.map { $0.isLatin && !$0.isLowercaseLatin } ?? false }
    return Double(capital) >= 0.75 * Double(words.count)
  }
}
