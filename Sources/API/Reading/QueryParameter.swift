import Domain

/// A parameter that a route takes after the question mark: for its checks, and for the OpenAPI document.
struct QueryParameter: Sendable {
  var name: String
  var kind: Field.Kind
  var `default`: String?
  /// Worded only for a document: there are a thousand of them.
  private let wording: @Sendable () -> String

  init(_ name: String, _ kind: Field.Kind, _ meaning: @autoclosure @escaping @Sendable () -> String, default: String? = nil) {
    self.name = name
    self.kind = kind
    self.default = `default`
    wording = meaning
  }

  var meaning: String { wording() }

  static let limit = QueryParameter("limit", .integer(1...100), "Items a page.", default: "20")
  static let cursor = QueryParameter("cursor", .text(max: 1024), "Where the page begins: `next` of the page before.")
  static let total = QueryParameter("total", .boolean, "Adds `total`, the number of items on all pages.")
  static let highlight = QueryParameter("highlight", .boolean, "Adds snippets with the found words in `<mark>`; needs `q`.")
  static let text = QueryParameter("q", .text(max: 1024), "Full-text search, up to 16 words; best first unless `sort` is given.")
  static let body = QueryParameter("body", .choice(BodyForm.allCases.map(\.rawValue)), "Form of the body.")
  static let fields = QueryParameter("fields", .text(max: 1024), "Members to show, by commas; dotted for inner ones.")
}
