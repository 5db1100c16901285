import Foundation
import Ingest

/// Free texts on disk, read as paragraphs of plain text.
package struct Corpus {
  /// One text of the corpus: a law, a report, an address.
  package struct Text: Sendable {
    package var name: String
    package var paragraphs: [String]
  }

  /// Every `heldOut`th text is kept from the counts, so that the typesetter has text the tables have never seen.
  package static let heldOut: UInt64 = 12

  /// Texts under `folder`, sorted by path: Markdown, plain text, and JSON lines with `title` and `content`.
  package static func texts(in folder: String) throws -> [Text] {
    let root = URL(fileURLWithPath: folder)
    let paths = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    var texts: [Text] = []
    for path in paths.sorted() {
      let url = root.appendingPathComponent(path)
      switch url.pathExtension {
      case "md": texts.append(Text(name: path, paragraphs: markdown(try read(url))))
      case "txt": texts.append(Text(name: path, paragraphs: plain(try read(url))))
      case "jsonl": texts += try jsonLines(try read(url), path: path)
      default: continue
      }
    }
    return texts.filter { !$0.paragraphs.isEmpty }
  }

  /// True for the texts that only the typesetter may use.
  package static func isHeldOut(_ name: String) -> Bool {
    let hash = name.utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    return CountTable.finish(hash) % heldOut == 0
  }

  /// A file's text; old texts that are no UTF-8 are Latin-1.
  private static func read(_ url: URL) throws -> String {
    let data = try Data(contentsOf: url)
    return String(data: data, encoding: .utf8) ?? String(data: data, encoding: .isoLatin1) ?? ""
  }

  private static func markdown(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty && !$0.hasPrefix("<!--") && !$0.hasPrefix("---") }
  }

  /// Paragraphs end at blank lines; the lines inside one are joined by a space.
  private static func plain(_ text: String) -> [String] {
    var out: [String] = []
    var open = false
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let line = line.trimmingCharacters(in: .whitespaces)
      if line.isEmpty {
        open = false
      } else if open, let last = out.popLast() {
        out.append(last + " " + line)
      } else {
        out.append(line)
        open = true
      }
    }
    return out
  }

  private static func jsonLines(_ text: String, path: String) throws -> [Text] {
    try text.split(whereSeparator: \.isNewline).enumerated().compactMap { index, line in
      guard let record = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] else { return nil }
      guard let content = record["content"] as? String else { return nil }
      let title = record["title"] as? String ?? ""
      return Text(name: "\(path)#\(index)", paragraphs: ["# " + title] + markdown(content))
    }
  }
}
