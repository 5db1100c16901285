import Testing

/// Bytes sent down one connection, the statuses that must come back in order, and whether the connection must end then.
struct Vector: Sendable, CustomTestStringConvertible {
  let name: String
  let sent: [UInt8]
  let statuses: [Int]
  let closes: Bool
  /// Which of the answers have no body because of HEAD, by index.
  let headless: Set<Int>

  var testDescription: String { name }

  init(_ name: String, _ sent: [UInt8], _ statuses: [Int], closes: Bool, headless: Set<Int> = []) {
    (self.name, self.sent, self.statuses, self.closes, self.headless) = (name, sent, statuses, closes, headless)
  }

  /// One request line with Host and further field lines, then what follows the head.
  static func ask(
    _ line: String, _ fields: [String], body: String = "", _ statuses: Int..., closes: Bool? = nil
  ) -> Vector {
    let text = ([line, "Host: a"] + fields).map { $0 + "\r\n" }.joined() + "\r\n" + body
    return raw(([line] + fields).joined(separator: " | "), text, statuses, closes: closes)
  }

  static func ask(_ line: String, _ status: Int, closes: Bool? = nil) -> Vector { ask(line, [], status, closes: closes) }

  /// Exact text; a fault of framing closes unless said otherwise.
  static func raw(_ name: String, _ text: String, _ statuses: [Int], closes: Bool? = nil) -> Vector {
    let isFault = statuses.contains { [400, 408, 413, 414, 417, 431, 505].contains($0) }
    let headless = text.hasPrefix("HEAD ") ? Set(statuses.indices.prefix(1)) : []
    return Vector(String(name.prefix(70)), Array(text.utf8), statuses, closes: closes ?? isFault, headless: headless)
  }

  static func get(_ target: String, _ status: Int, closes: Bool? = nil) -> Vector {
    ask("GET \(target) HTTP/1.1", status, closes: closes)
  }

  static func listing(_ fields: String..., answers status: Int) -> Vector { ask("GET /v1/articles HTTP/1.1", fields, status) }

  static func posting(_ fields: String..., body: String = "", answers status: Int) -> Vector {
    ask("POST /v1/articles HTTP/1.1", fields, body: body, status)
  }

  static func chunked(_ body: String, answers status: Int) -> Vector {
    let vector = posting("Transfer-Encoding: chunked", body: body, answers: status)
    return Vector("chunked " + body.prefix(50).debugDescription, vector.sent, vector.statuses, closes: vector.closes)
  }
}
