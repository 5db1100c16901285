import Foundation
import JSON

/// One line of the log as bytes: bounded, and free of control characters whatever a request held.
enum LogLine {
  /// Longest text of one member; the rest is cut and marked.
  static let maxTextBytes = 2048

  /// One JSON object. JSON escapes U+0000 to U+001F; DEL and the C1 controls are escaped here.
  static func json(_ members: [(String, JSONValue)]) -> [UInt8] {
    var writer = JSONWriter(reserving: 512)
    writer.object {
      for (name, value) in members {
        $0.key(name)
        if let text = value.string { $0.string(cleaned(text)) } else { $0.value(value) }
      }
    }
    writer.bytes.append(UInt8(ascii: "\n"))
    return writer.bytes
  }

  /// `name=value` pairs; the time, the level and the message stand bare before them.
  static func text(_ members: [(String, JSONValue)]) -> [UInt8] {
    let bare: Set = ["time", "level", "message"]
    let words = members.map { name, value in
      let text = value.string.map(cleaned) ?? String(decoding: value.bytes, as: UTF8.self)
      return bare.contains(name) ? text : "\(name)=\(text.contains(" ") ? "\"\(text)\"" : text)"
    }
    return Array((words.joined(separator: " ") + "\n").utf8)
  }

  /// Controls become `\u{…}`, and what is too long is cut.
  static func cleaned(_ text: String) -> String {
    // Nearly all text is printable ASCII, and nothing of it needs a table.
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
    let isClean = isPlain || text.unicodeScalars.allSatisfy { !isControl($0) }
    if isClean, text.utf8.count <= maxTextBytes { return text }
    var cleaned = ""
    for scalar in text.unicodeScalars {
      if cleaned.utf8.count >= maxTextBytes { return cleaned + "…" }
      if isControl(scalar) { cleaned += "\\u{\(String(scalar.value, radix: 16))}" } else { cleaned.unicodeScalars.append(scalar) }
    }
    return cleaned
  }

  /// Also the separators that some readers of logs take for an end of line.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control || scalar.value == 0x2028 || scalar.value == 0x2029
  }
}
