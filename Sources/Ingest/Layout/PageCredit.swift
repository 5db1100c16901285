/// Names of those who made a page: `责任编辑：某某`, `美编　某某`, `版式：某某`.
enum PageCredit {
  private static let labels = [
    "责任编辑", "責任編輯", "本版编辑", "本版編輯", "本期编辑", "本期編輯", "执行编辑", "執行編輯", "美术编辑", "美術編輯", "值班编辑", "责编", "責編", "美编", "美編", "版式", "校对", "校對", "组版",
    "組版",
    "本版责编", "本版責編", "视觉设计",
  ]
  private static let widest = 26.0

  static func opens(_ text: [Unicode.Scalar]) -> Bool {
    let line = text.filter { !$0.isSpace && !"□■◎●［【[（(".unicodeScalars.contains($0) }
    guard let last = line.last, !last.isFullStop, breadth(of: line) <= widest, !line.contains("，") else { return false }
    return labels.contains { label in
      let name = Array(label.unicodeScalars)
      guard line.starts(with: name), line.count > name.count else { return false }
      return line[name.count] == "：" || line[name.count] == ":" || line[name.count] == "／" || line[name.count] == "/"
        || line.count <= name.count + 8
    }
  }
}
