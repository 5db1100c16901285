import JSON

/// The form that some text fields must have beyond their length.
struct FieldForm: Sendable {
  var matches: @Sendable (String) -> Bool
  var expectation: String

  static let slug = FieldForm(
    matches: Slug.isValid, expectation: "Lower-case letters a to z, digits, and single hyphens between them; not the form of an id.")

  static let language = FieldForm(
    matches: { tag in
      let subtags = tag.split(separator: "-", omittingEmptySubsequences: false)
      return (2...8).contains(subtags[0].count)
        && subtags.allSatisfy { (1...8).contains($0.count) && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } }
    }, expectation: "A BCP 47 language tag, such as zh-Hans or en.")

  static let webAddress = FieldForm(
    matches: { address in
      let lower = address.lowercased()
      return (lower.hasPrefix("https://") || lower.hasPrefix("http://")) && !address.contains(where: \.isWhitespace)
        && !address.hasSuffix("://")
    }, expectation: "An address that begins with https:// or http://.")
}

extension Field {
  var form: FieldForm? {
    switch name {
    case "slug", "label": .slug
    case "lang": .language
    case "url", "website": .webAddress
    default: nil
    }
  }

  /// What stands for a value that was not given.
  package var absentValue: JSONValue {
    switch (name, kind) {
    case ("kind", .choice(let words)), ("category", .choice(let words)): words.first.map(JSONValue.string) ?? .null
    case ("lang", _): .string("zh-Hans")
    case ("active", _): .boolean(true)
    case (_, .boolean): .boolean(false)
    case (_, .list): .array([])
    default: .null
    }
  }
}

extension RecordSchema {
  /// Pairs that must not stand the wrong way round; ISO dates and UTC times compare as text.
  private static let orders: [(first: String, last: String)] = [
    ("starts_on", "ends_on"), ("effective_on", "expires_on"), ("publish_at", "unpublish_at"), ("first_page", "last_page"),
  ]

  func contradictions(in members: [String: JSONValue]) -> [BulletinError.Fault] {
    Self.orders.compactMap { first, last in
      let isReversed =
        switch (members[first], members[last]) {
        case (.string(let one)?, .string(let other)?): other < one
        case (.integer(let one)?, .integer(let other)?): other < one
        default: false
        }
      return isReversed ? .init(pointer: "/\(last)", code: "range", detail: "This must not be before \(first).") : nil
    }
  }
}
