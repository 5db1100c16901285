/// A body as the journal's texts need it: the part of CommonMark with headings, paragraphs, lists, quotes, code, rules, emphasis and links.
///
/// Whatever is written, it can be read: what is no markup is text. Raw HTML is text too.
package struct Markdown: Sendable {
  indirect enum Block: Equatable, Sendable {
    case heading(level: Int, [Span])
    case paragraph([Span])
    /// `start` is nil for bullets.
    case list(start: Int?, items: [[Block]])
    case quote([Block])
    case code(String)
    case rule
  }

  /// A flat run of text and marks; marks are always closed in the reverse order of their opening.
  enum Span: Equatable, Sendable {
    case text(String)
    case code(String)
    case lineBreak
    case opens(Mark)
    case closes(Mark)
  }

  enum Mark: Equatable, Sendable {
    case emphasis
    case strong
    /// With an address that is safe to follow.
    case link(String)
  }

  let blocks: [Block]

  package init(_ text: String) {
    let lines = text.replacing("\r\n", with: "\n").split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r" }
    blocks = MarkdownBlocks.parse(lines.map { Array($0.unicodeScalars) }, depth: 0)
  }

  /// HTML without script, style, image or attribute but `href`; every character of the text is escaped where it must be.
  package var html: String {
    var out = ""
    for block in blocks { Self.write(block, to: &out) }
    return out
  }

  /// Text without any marks, paragraphs separated by an empty line.
  package var plainText: String {
    var paragraphs: [String] = []
    for block in blocks { Self.collect(block, prefix: "", into: &paragraphs) }
    return paragraphs.joined(separator: "\n\n")
  }

  private static func write(_ block: Block, to out: inout String) {
    switch block {
    case .heading(let level, let spans): element("h\(level)", to: &out) { write(spans, to: &$0) }
    case .paragraph(let spans): element("p", to: &out) { write(spans, to: &$0) }
    case .quote(let blocks): element("blockquote", to: &out) { for block in blocks { write(block, to: &$0) } }
    case .code(let text): element("pre", to: &out) { element("code", line: "", to: &$0) { $0 += escape(text) } }
    case .rule: out += "<hr>\n"
    case .list(let start, let items):
      let name = start == nil ? "ul" : "ol"
      out += start.map { $0 == 1 ? "<ol>\n" : "<ol start=\"\($0)\">\n" } ?? "<ul>\n"
      for item in items { element("li", to: &out) { write(item: item, to: &$0) } }
      out += "</\(name)>\n"
    }
  }

  /// A list entry of one paragraph stands without its tags.
  private static func write(item: [Block], to out: inout String) {
    for (index, block) in item.enumerated() {
      if index == 0, case .paragraph(let spans) = block { write(spans, to: &out) } else { write(block, to: &out) }
    }
  }

  private static func element(_ name: String, line: String = "\n", to out: inout String, _ content: (inout String) -> Void) {
    out += "<\(name)>"
    content(&out)
    out += "</\(name)>\(line)"
  }

  private static func write(_ spans: [Span], to out: inout String) {
    for span in spans {
      switch span {
      case .text(let text): out += escape(text)
      case .code(let text): out += "<code>\(escape(text))</code>"
      case .lineBreak: out += "<br>\n"
      case .opens(.emphasis): out += "<em>"
      case .closes(.emphasis): out += "</em>"
      case .opens(.strong): out += "<strong>"
      case .closes(.strong): out += "</strong>"
      case .opens(.link(let address)): out += "<a href=\"\(escape(address))\" rel=\"nofollow noopener\">"
      case .closes(.link): out += "</a>"
      }
    }
  }

  private static func collect(_ block: Block, prefix: String, into paragraphs: inout [String]) {
    switch block {
    case .heading(_, let spans), .paragraph(let spans): paragraphs.append(prefix + plain(spans))
    case .code(let text): paragraphs.append(prefix + text)
    case .rule: break
    case .quote(let blocks): for block in blocks { collect(block, prefix: prefix, into: &paragraphs) }
    case .list(let start, let items):
      for (index, item) in items.enumerated() {
        let label = start.map { "\($0 + index). " } ?? "- "
        for (place, block) in item.enumerated() { collect(block, prefix: place == 0 ? prefix + label : prefix, into: &paragraphs) }
      }
    }
  }

  private static func plain(_ spans: [Span]) -> String {
    spans.reduce(into: "") { text, span in
      switch span {
      case .text(let piece), .code(let piece): text += piece
      case .lineBreak: text += "\n"
      case .opens, .closes: break
      }
    }
  }

  static func escape(_ text: String) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): out.append(contentsOf: "&amp;".utf8)
      case UInt8(ascii: "<"): out.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: ">"): out.append(contentsOf: "&gt;".utf8)
      case UInt8(ascii: "\""): out.append(contentsOf: "&quot;".utf8)
      case UInt8(ascii: "'"): out.append(contentsOf: "&#39;".utf8)
      case 0..<0x09, 0x0B..<0x20, 0x7F: continue
      default: out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}
