/// One HTTP answer as a client sees it.
package struct HTTPAnswer: Sendable {
  package var status: Int
  package var fields: [(name: String, value: String)]
  package var body: [UInt8]

  package var text: String { String(decoding: body, as: UTF8.self) }

  /// The value of a field, by its name in any case; several are joined by commas.
  package subscript(_ name: String) -> String? {
    let values = fields.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
    return values.isEmpty ? nil : values.joined(separator: ", ")
  }

  /// Reads one answer at the start of `bytes` and its length; nil while more is needed.
  static func parse(_ bytes: [UInt8], toHead: Bool, isAtEnd: Bool) throws -> (HTTPAnswer, Int)? {
    guard let bodyStart = end(ofHead: bytes) else { return nil }
    let lines = String(decoding: bytes[..<bodyStart], as: UTF8.self).components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ", maxSplits: 2)
    guard words.count >= 2, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else {
      throw TestFailure("this is no answer: \(lines[0])")
    }
    let fields = lines.dropFirst().filter { !$0.isEmpty }.map { line in
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(parts[0]), parts.count > 1 ? parts[1].trimmingPrefix { $0 == " " }.description : "")
    }
    var answer = HTTPAnswer(status: status, fields: fields, body: [])
    if toHead || status < 200 || status == 204 || status == 304 { return (answer, bodyStart) }
    if answer["transfer-encoding"] == "chunked" {
      guard let (body, end) = try dechunk(bytes, from: bodyStart) else { return nil }
      answer.body = body
      return (answer, end)
    }
    guard let length = answer["content-length"].flatMap({ Int($0) }) else {
      answer.body = Array(bytes[bodyStart...])
      return isAtEnd ? (answer, bytes.count) : nil
    }
    guard bytes.count >= bodyStart + length else { return nil }
    answer.body = Array(bytes[bodyStart..<(bodyStart + length)])
    return (answer, bodyStart + length)
  }

  private static func end(ofHead bytes: [UInt8]) -> Int? {
    guard bytes.count >= 4 else { return nil }
    return (4...bytes.count).first { bytes[($0 - 4)..<$0].elementsEqual([13, 10, 13, 10]) }
  }

  private static func dechunk(_ bytes: [UInt8], from start: Int) throws -> ([UInt8], Int)? {
    var body: [UInt8] = []
    var index = start
    while true {
      guard let lineEnd = bytes[index...].firstIndex(of: 10) else { return nil }
      let line = String(decoding: bytes[index..<(lineEnd - 1)], as: UTF8.self)
      guard let size = Int(line, radix: 16) else { throw TestFailure("this is no chunk size: \(line)") }
      let next = lineEnd + 1 + size + 2
      guard bytes.count >= next else { return nil }
      if size == 0 { return (body, next) }
      body += bytes[(lineEnd + 1)..<(lineEnd + 1 + size)]
      index = next
    }
  }
}
