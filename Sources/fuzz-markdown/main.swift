import Domain
import Foundation
import Fuzzing

let elements = ["h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "blockquote", "pre", "code", "hr", "br", "em", "strong", "a"]

/// Reads HTML as a browser would find its tags: every one must be ours, closed in order, and its address safe to follow.
func check(_ html: String) {
  var open: [Substring] = []
  for piece in html.split(separator: "<", omittingEmptySubsequences: false).dropFirst() {
    guard let end = piece.firstIndex(of: ">") else { preconditionFailure("a tag without its end") }
    let tag = piece[..<end]
    let isClosing = tag.hasPrefix("/")
    let name = tag.drop { $0 == "/" }.prefix { $0 != " " }
    precondition(elements.contains(String(name)), "an element of somebody else's")
    checkAttributes(tag.drop { $0 != " " })
    if isClosing {
      precondition(open.popLast() == name, "elements that overlap")
    } else if name != "hr", name != "br" {
      open.append(name)
    }
    precondition(!piece[end...].dropFirst().contains(">") && !piece[end...].contains("\""), "text that is not escaped")
  }
  precondition(open.isEmpty, "an element that stays open")
}

func checkAttributes(_ text: Substring) {
  guard !text.isEmpty else { return }
  let isStart = text.hasPrefix(" start=\"") && text.dropFirst(8).dropLast().allSatisfy(\.isNumber)
  let isLink = ["http://", "https://", "mailto:"].contains { text.lowercased().hasPrefix(" href=\"" + $0) }
  precondition(isStart || (isLink && text.hasSuffix("\" rel=\"nofollow noopener\"") && text.count { $0 == "\"" } == 4), "an attribute")
}

exit(
  fuzz { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    let markdown = Markdown(text)
    // A mark that combines with a bracket must not hide it from the check, as it would not from a browser.
    check(String(String.UnicodeScalarView(markdown.html.unicodeScalars.map { $0.isASCII ? $0 : "x" })))
    precondition(markdown.plainText.utf8.count <= text.utf8.count * 12 + 100, "more text than there was")
  })
