import Domain

/// A query as an FTS5 expression; only words that this program cut stand in it, each quoted.
struct SearchExpression {
  static let maxTerms = 16

  /// Both as UTF-8.
  let anywhere: [UInt8]
  let inTitle: [UInt8]
  let terms: [SearchWords.Term]

  /// Nil where there is nothing to look for.
  init?(_ text: String) throws {
    terms = SearchWords.terms(of: text)
    guard terms.count <= Self.maxTerms else {
      let fault = BulletinError.Fault(pointer: "q", code: "length", detail: "At most \(Self.maxTerms) terms; these are \(terms.count).")
      throw BulletinError(.badQuery, "The search has too many terms.", faults: [fault])
    }
    guard !terms.isEmpty else { return nil }
    anywhere = Self.expression(terms, mark: "")
    inTitle = Self.expression(terms, mark: SearchWords.titleMark)
  }

  /// Every term, each word of it behind the mark.
  private static func expression(_ terms: [SearchWords.Term], mark: String) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(usualBytes)
    for (index, term) in terms.enumerated() {
      if index > 0 { out.append(contentsOf: " AND ".utf8) }
      append(term, mark, to: &out)
    }
    return out
  }

  private static let usualBytes = 128

  private static func append(_ term: SearchWords.Term, _ mark: String, to out: inout [UInt8]) {
    if term.pinyin != nil { out.append(UInt8(ascii: "(")) }
    out.append(UInt8(ascii: "\""))
    out.append(contentsOf: mark.utf8)
    for byte in term.words.utf8 {
      out.append(byte)
      if byte == UInt8(ascii: " ") { out.append(contentsOf: mark.utf8) }
    }
    out.append(UInt8(ascii: "\""))
    if term.isOpen { out.append(contentsOf: " *".utf8) }
    guard let pinyin = term.pinyin else { return }
    out.append(contentsOf: " OR \"".utf8)
    out.append(contentsOf: pinyin.utf8)
    out.append(contentsOf: "\" *)".utf8)
  }
}
