/// Who wrote or sent a story, as it is printed at its end: `某某公司供稿`, `记者 …`, `By …`.
package enum Byline {
  static let longestByline = 24
  /// Ems of a credit that a story's end stands before, or nothing.
  static let widest = 16.0
  private static let fewestLetters = 4
  // What a credit ends with, both scripts. None names a person or a body.
  private static let endings = [
    "供稿", "报道", "報道", "報導", "撰稿", "撰文", "摄影报道", "图文", "圖文", "整理", "编译", "編譯", "摘编", "摘編", "供图", "供圖", "投稿", "来稿", "來稿", "稿件", "讯", "訊",
    "编辑", "編輯", "提供",
    "采写", "採寫", "通讯员", "通訊員", "報導員", "摄", "攝",
  ]
  private static let sureEndings = [
    "供稿", "报道", "報道", "報導", "撰稿", "撰文", "综合整理", "編輯整理", "编译", "編譯", "摘编", "摘編", "供图", "供圖", "投稿", "来稿", "來稿",
  ]
  private static let englishBeginnings = [
    "by ", "contributed by ", "submitted by ", "reported by ", "report by ", "text by ", "compiled by ", "source: ", "story by ",
    "from the ",
  ]

  /// True for a short line that ends as a credit surely does; a sentence does not.
  package static func ends(_ text: [Unicode.Scalar]) -> Bool {
    guard isShort(text) else { return false }
    let line = String(scalars: text.filter { !$0.isSpace })
    return sureEndings.contains { line.hasSuffix($0) } || englishCredit(text)
  }

  /// True for hanging text that may be a credit: its place already speaks for it.
  package static func mayEnd(_ text: [Unicode.Scalar]) -> Bool {
    guard isShort(text) else { return false }
    let line = String(scalars: text.filter { !$0.isSpace })
    return endings.contains { line.hasSuffix($0) } || englishCredit(text)
  }

  /// Where the credit of `…明天。 某某供稿` begins: the gap shrank to one blank, but a sentence's end stands before it. `text` has no white
  /// space at its ends.
  static func afterStop(in text: [Unicode.Scalar]) -> Int? {
    guard let gap = text.lastIndex(where: \.isSpace), let last = text[..<gap].last(where: { !$0.isSpace }), last.isFullStop || last.isCloser
    else { return nil }
    let tail = Array(text[(gap + 1)...])
    return tail.count(where: \.isHan) >= fewestLetters && breadth(of: tail) <= widest && ends(tail) ? gap + 1 : nil
  }

  /// A credit on a line of its own is one even where its tabs are gone.
  static func standsAlone(_ text: [Unicode.Scalar]) -> Bool {
    ends(text) && breadth(of: text) <= widest && !text.contains { $0 == "：" || $0 == "“" }
  }

  private static func isShort(_ text: [Unicode.Scalar]) -> Bool {
    guard let last = text.last, !last.isFullStop, !last.isPause else { return false }
    return breadth(of: text) <= Double(longestByline) && !text.contains { $0 == "。" || $0 == "，" || $0 == "；" }
  }

  private static func englishCredit(_ text: [Unicode.Scalar]) -> Bool {
    let line = String(scalars: trimmed(text)).lowercased()
    let bare = line.drop { $0 == "—" || $0 == "-" || $0 == "–" || $0 == " " || $0 == "(" }
    return englishBeginnings.contains { bare.hasPrefix($0) } || bare.hasSuffix(" report") || bare.hasSuffix(" reports")
      || bare.hasSuffix("staff writer")
      || bare.hasSuffix(" correspondent")
  }

  private static let credits = [
    "综合报道", "综合報導", "摄影报道", "图文报道", "供稿", "报道", "報道", "報導", "撰稿", "撰文", "编译", "編譯", "摘编", "摘編", "供图", "供圖", "投稿", "来稿", "來稿", "提供", "整理",
    "编辑", "編輯",
  ]

  /// Who is credited: the byline without its 供稿 or 报道; nil where nobody is left.
  package static func source(_ byline: String) -> String? {
    for credit in credits where byline.hasSuffix(credit) {
      let name = byline.dropLast(credit.count)
      return name.isEmpty ? nil : String(name)
    }
    for opening in englishBeginnings where byline.lowercased().hasPrefix(opening) {
      return String(byline.dropFirst(opening.count))
    }
    return byline
  }
}
