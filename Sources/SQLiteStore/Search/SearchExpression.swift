import Domain

/// A query as an FTS5 expression; only words that this program cut stand in it, each quoted.
struct SearchExpression {
  static let maxTerms = 16

  let anywhere: String
  let inTitle: String
  let terms: [SearchWords.Term]

  /// Nil where there is nothing to look for.
  init?(_ text: String) throws {
    terms = SearchWords.terms(of: text)
    guard terms.count <= Self.maxTerms else {
      let fault = BulletinError.Fault(pointer: "q", code: "length", detail: "At most \(Self.maxTerms) terms; these are \(terms.count).")
      throw BulletinError(.badQuery, "The search has too many terms.", faults: [fault])
    }
    guard !terms.isEmpty else { return nil }
    anywhere = terms.map { Self.expression($0, mark: "") }.joined(separator: " AND ")
    inTitle = terms.map { Self.expression($0, mark: SearchWords.titleMark) }.joined(separator: " AND ")
  }

  private static func expression(_ term: SearchWords.Term, mark: String) -> String {
    let phrase = "\"\(term.words.map { mark + $0 }.joined(separator: " "))\"\(term.isOpen ? " *" : "")"
    return term.pinyin.map { "(\(phrase) OR \"\($0)\" *)" } ?? phrase
  }
}
