/// A media type with its parameters (RFC 9110 8.3.1); type, subtype and parameter names in lower case.
package struct MediaType: Sendable, Equatable {
  package let type: String
  package let subtype: String
  package let parameters: [Parameter]

  package struct Parameter: Sendable, Equatable {
    package let name: String
    package let value: String
  }

  /// Nil where the text is no media type, or names a parameter twice.
  package init?(_ text: String) {
    var scan = FieldScan(text)
    guard let type = scan.token(), scan.take("/"), let subtype = scan.token() else { return nil }
    guard let parameters = scan.parameters(), scan.isAtEnd else { return nil }
    guard Set(parameters.map(\.name)).count == parameters.count else { return nil }
    self.type = type.lowercased()
    self.subtype = subtype.lowercased()
    self.parameters = parameters
  }

  /// Type and subtype without parameters, e.g. `application/json`.
  package var essence: String { "\(type)/\(subtype)" }

  /// The charset in lower case; nil where none is named.
  package var charset: String? { parameters.first { $0.name == "charset" }?.value.lowercased() }

  /// True if text of this type can be read here: UTF-8 by name, or none named, or its subset ASCII.
  package var isUTF8: Bool { [nil, "utf-8", "utf8", "us-ascii"].contains(charset) }
}
