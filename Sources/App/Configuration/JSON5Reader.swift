import Foundation
import JSON

/// Reads JSON5 (json5.org) into a value, and says where a mistake stands; Foundation's decoder reads it but does not tell.
package struct JSON5Reader {
  /// A mistake: what is wrong, and its place counted from 1.
  package struct Fault: Error, Equatable {
    package var reason: String
    package var line: Int
    package var column: Int

    package init(reason: String, line: Int, column: Int) {
      self.reason = reason
      self.line = line
      self.column = column
    }
  }

  private static let maxDepth = 32

  private let text: [Unicode.Scalar]
  private var index = 0
  private var depth = 0

  package static func read(_ text: String) throws(Fault) -> JSONValue {
    var reader = JSON5Reader(text: Array(text.unicodeScalars))
    let value = try reader.value()
    try reader.skipSpace()
    guard reader.index == reader.text.count else { throw reader.fault("nothing may follow the last }") }
    return value
  }

  private init(text: [Unicode.Scalar]) { self.text = text.first == "\u{FEFF}" ? Array(text.dropFirst()) : text }

  private var next: Unicode.Scalar? { index < text.count ? text[index] : nil }

  private func fault(_ reason: String) -> Fault {
    let before = text[..<min(index, text.count)]
    let lineStart = before.lastIndex(of: "\n").map { $0 + 1 } ?? 0
    return Fault(reason: reason, line: before.count { $0 == "\n" } + 1, column: before.count - lineStart + 1)
  }

  private mutating func skipSpace() throws(Fault) {
    while let scalar = next {
      if scalar.properties.isWhitespace || scalar == "\u{FEFF}" {
        index += 1
      } else if scalar == "/" {
        try skipComment()
      } else {
        return
      }
    }
  }

  private mutating func skipComment() throws(Fault) {
    let kind = index + 1 < text.count ? text[index + 1] : nil
    switch kind {
    case "/": while let scalar = next, scalar != "\n" { index += 1 }
    case "*":
      let start = index
      index += 2
      while !(next == "*" && index + 1 < text.count && text[index + 1] == "/") {
        guard index < text.count else {
          index = start
          throw fault("this comment has no end")
        }
        index += 1
      }
      index += 2
    default: throw fault("a comment is // or /* */")
    }
  }

  private mutating func take(_ scalar: Unicode.Scalar) throws(Fault) -> Bool {
    try skipSpace()
    guard next == scalar else { return false }
    index += 1
    return true
  }

  private mutating func value() throws(Fault) -> JSONValue {
    try skipSpace()
    guard let first = next else { throw fault("a value is missing") }
    switch first {
    case "{": return try object()
    case "[": return try array()
    case "\"", "'": return .string(try quoted())
    default: return try word()
    }
  }

  private mutating func object() throws(Fault) -> JSONValue {
    try enter()
    var members: [String: JSONValue] = [:]
    while !(try take("}")) {
      let place = index
      let name = try self.name()
      guard members[name] == nil else {
        index = place
        throw fault("\"\(name)\" is given twice")
      }
      guard try take(":") else { throw fault("a colon is missing after \"\(name)\"") }
      members[name] = try value()
      guard try !take(",") else { continue }
      guard try take("}") else { throw fault("a comma or } is missing") }
      break
    }
    depth -= 1
    return .object(members)
  }

  private mutating func array() throws(Fault) -> JSONValue {
    try enter()
    var elements: [JSONValue] = []
    while !(try take("]")) {
      elements.append(try value())
      guard try !take(",") else { continue }
      guard try take("]") else { throw fault("a comma or ] is missing") }
      break
    }
    depth -= 1
    return .array(elements)
  }

  private mutating func enter() throws(Fault) {
    index += 1
    depth += 1
    if depth > Self.maxDepth { throw fault("it is nested more than \(Self.maxDepth) deep") }
  }

  private mutating func name() throws(Fault) -> String {
    try skipSpace()
    if next == "\"" || next == "'" { return try quoted() }
    let name = takeWord()
    guard !name.isEmpty, name.first?.isNumber == false else { throw fault("the name of a setting is missing") }
    return name
  }

  private mutating func takeWord() -> String {
    var word = String.UnicodeScalarView()
    while let scalar = next, scalar.properties.isIDContinue || "$+-.".unicodeScalars.contains(scalar) {
      word.append(scalar)
      index += 1
    }
    return String(word)
  }

  private mutating func word() throws(Fault) -> JSONValue {
    let start = index
    let word = takeWord()
    switch word {
    case "null": return .null
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    default:
      if let number = Self.number(word) { return number }
      index = start
      throw fault(word.isEmpty ? "a value is missing" : "\"\(word)\" is no value; text stands in quotation marks")
    }
  }

  private static func number(_ word: String) -> JSONValue? {
    let isNegative = word.hasPrefix("-")
    let digits = isNegative || word.hasPrefix("+") ? word.dropFirst() : word[...]
    guard let first = digits.first, first.isNumber || first == "." else { return nil }
    if digits.lowercased().hasPrefix("0x") { return Int64(digits.dropFirst(2), radix: 16).map { .integer(isNegative ? -$0 : $0) } }
    if let whole = Int64(digits) { return .integer(isNegative ? -whole : whole) }
    return Double(digits).map { .number(isNegative ? -$0 : $0) }
  }

  private mutating func quoted() throws(Fault) -> String {
    let start = index
    let mark = next
    index += 1
    var content = String.UnicodeScalarView()
    while let scalar = next, scalar != "\n" {
      index += 1
      if scalar == mark { return String(content) }
      if scalar == "\\" { try escape(into: &content) } else { content.append(scalar) }
    }
    index = start
    throw fault("this text has no closing quotation mark")
  }

  private mutating func escape(into content: inout String.UnicodeScalarView) throws(Fault) {
    guard let scalar = next else { return }
    index += 1
    switch scalar {
    case "n": content.append("\n")
    case "t": content.append("\t")
    case "r": content.append("\r")
    case "b": content.append("\u{8}")
    case "f": content.append("\u{C}")
    case "v": content.append("\u{B}")
    case "0": content.append("\0")
    case "\n": break
    case "x": try hexadecimal(2, into: &content)
    case "u": try hexadecimal(4, into: &content)
    default: content.append(scalar)
    }
  }

  private mutating func hexadecimal(_ count: Int, into content: inout String.UnicodeScalarView) throws(Fault) {
    let digits = String(String.UnicodeScalarView(text[index..<min(index + count, text.count)]))
    guard digits.unicodeScalars.count == count, let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code) else {
      throw fault("an escape needs \(count) hexadecimal digits of a character")
    }
    content.append(scalar)
    index += count
  }
}
