import JSON

/// Holds one value against one field and gathers what is wrong with it.
struct FieldChecker {
  /// Longer text may have line breaks.
  private static let longestLine = FieldLimit.address

  var faults: [BulletinError.Fault]

  /// Returns the stored form, or nil after a fault. Null stands for an absent value.
  mutating func check(_ value: JSONValue, _ field: Field, at pointer: String) -> JSONValue? {
    if isAbsent(value) {
      if case .required = field.access { return fault(pointer, "required", "A value is needed here: \(field.meaning)") }
      return field.absentValue
    }
    guard let checked = check(value, field.kind, at: pointer) else { return nil }
    guard let form = field.form, let text = checked.string, !form.matches(text) else { return checked }
    return fault(pointer, "format", form.expectation)
  }

  private func isAbsent(_ value: JSONValue) -> Bool {
    switch value {
    case .null: true
    case .string(let text): text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    default: false
    }
  }

  private mutating func check(_ value: JSONValue, _ kind: Field.Kind, at pointer: String) -> JSONValue? {
    switch kind {
    case .text(let most): return text(value, most: most, at: pointer)
    case .integer(let range): return integer(value, range, at: pointer)
    case .number(let range): return number(value, range, at: pointer)
    case .boolean:
      if case .boolean = value { return value }
      return wrongType(pointer, "true or false")
    case .date: return date(value, at: pointer)
    case .time: return time(value, at: pointer)
    case .choice(let words):
      guard let word = value.string else { return wrongType(pointer, "a string") }
      return words.contains(word) ? value : fault(pointer, "choice", choiceDetail(word, words))
    case .reference: return text(value, most: Slug.longest, at: pointer)
    case .body(let most): return body(value, most: most, at: pointer)
    case .list(let element, let most): return list(value, of: element, most: most, at: pointer)
    case .object(let fields): return object(value, fields, at: pointer)
    }
  }

  private mutating func text(_ value: JSONValue, most: Int, at pointer: String) -> JSONValue? {
    guard var text = value.string else { return wrongType(pointer, "a string") }
    let (length, controls) = text.withUTF8(Self.count)
    guard length <= most else { return fault(pointer, "length", "At most \(most) characters; these are \(length).") }
    let allowsBreaks = most > Self.longestLine
    let breaks = controls > 0 && allowsBreaks ? text.utf8.count { $0 == 0x09 || $0 == 0x0A || $0 == 0x0D } : 0
    guard controls > breaks else { return value }
    return fault(pointer, "format", "Control characters\(allowsBreaks ? "" : " and line breaks") cannot stand here.")
  }

  /// Characters, by the bytes that do not go on with one (RFC 3629 3), and how many of them are control characters.
  private static func count(_ utf8: UnsafeBufferPointer<UInt8>) -> (characters: Int, controls: Int) {
    var (characters, controls) = (0, 0)
    // Without a branch, so that it takes many bytes at a time.
    for byte in utf8 {
      characters &+= byte & 0xC0 != 0x80 ? 1 : 0
      controls &+= (byte < 0x20 ? 1 : 0) &+ (byte == 0x7F ? 1 : 0)
    }
    return (characters, controls)
  }

  private mutating func integer(_ value: JSONValue, _ range: ClosedRange<Int64>, at pointer: String) -> JSONValue? {
    guard let whole = value.integer else { return wrongType(pointer, "a whole number") }
    return range.contains(whole) ? value : fault(pointer, "range", "From \(range.lowerBound) to \(range.upperBound).")
  }

  private mutating func number(_ value: JSONValue, _ range: ClosedRange<Double>, at pointer: String) -> JSONValue? {
    let real: Double
    switch value {
    case .integer(let whole): real = Double(whole)
    case .number(let fraction): real = fraction
    default: return wrongType(pointer, "a number")
    }
    return range.contains(real) ? .number(real) : fault(pointer, "range", "From \(range.lowerBound) to \(range.upperBound).")
  }

  private mutating func date(_ value: JSONValue, at pointer: String) -> JSONValue? {
    guard let text = value.string else { return wrongType(pointer, "a date as a string") }
    return CalendarDate(text) == nil ? fault(pointer, "format", "A day that exists, as YYYY-MM-DD.") : value
  }

  private mutating func time(_ value: JSONValue, at pointer: String) -> JSONValue? {
    guard let text = value.string else { return wrongType(pointer, "a time as a string") }
    guard CalendarDate(text) == nil, let time = Timestamp(text) else {
      return fault(pointer, "format", "A time as in RFC 3339, with its offset: 2025-01-09T08:00:00+08:00.")
    }
    return .string(time.text)
  }

  private mutating func body(_ value: JSONValue, most: Int, at pointer: String) -> JSONValue? {
    guard let members = value.object else { return text(value, most: most, at: pointer) }
    for name in members.keys.sorted() where name != "format" && name != "text" {
      faults.append(.init(pointer: "\(pointer)/\(JSONPointer.escape(name))", code: "unknown", detail: "A body has `format` and `text`."))
    }
    if let format = members["format"], format != .string("markdown") {
      return fault(pointer + "/format", "choice", "A body is written as \"markdown\".")
    }
    guard let content = members["text"] else { return fault(pointer + "/text", "required", "The text of the body is missing.") }
    return content == .null ? .null : text(content, most: most, at: pointer + "/text")
  }

  private mutating func list(_ value: JSONValue, of element: Field.Kind, most: Int, at pointer: String) -> JSONValue? {
    guard let elements = value.array else { return wrongType(pointer, "a list") }
    guard elements.count <= most else { return fault(pointer, "length", "At most \(most) entries; these are \(elements.count).") }
    let before = faults.count
    let entry = Field("entry", element, .required, "an entry of the list.")
    let checked = elements.enumerated().compactMap { check($1, entry, at: "\(pointer)/\($0)") }
    return faults.count == before ? .array(checked) : nil
  }

  private mutating func object(_ value: JSONValue, _ fields: [Field], at pointer: String) -> JSONValue? {
    guard let members = value.object else { return wrongType(pointer, "an object") }
    let before = faults.count
    for name in members.keys.sorted() where !fields.contains(where: { $0.name == name }) {
      let nearest = NearestName.of(name, among: fields.map(\.name)).map { " Did you mean \"\($0)\"?" } ?? ""
      faults.append(
        .init(pointer: "\(pointer)/\(JSONPointer.escape(name))", code: "unknown", detail: "There is no such member here.\(nearest)"))
    }
    var checked: [String: JSONValue] = [:]
    for field in fields {
      // What the server adds to an entry, such as an organisation's name, may be sent back and is left out.
      if case .readOnly = field.access { continue }
      checked[field.name] = check(members[field.name] ?? .null, field, at: "\(pointer)/\(field.name)")
    }
    return faults.count == before ? .object(checked) : nil
  }

  private func choiceDetail(_ word: String, _ words: [String]) -> String {
    let nearest = NearestName.of(word, among: words).map { " Did you mean \"\($0)\"?" } ?? ""
    return "One of \(words.joined(separator: ", ")).\(nearest)"
  }

  private mutating func wrongType(_ pointer: String, _ expected: String) -> JSONValue? {
    fault(pointer, "type", "This must be \(expected).")
  }

  private mutating func fault(_ pointer: String, _ code: String, _ detail: String) -> JSONValue? {
    faults.append(.init(pointer: pointer, code: code, detail: detail))
    return nil
  }
}
