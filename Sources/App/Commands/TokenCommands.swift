import Domain
import Foundation
import SQLiteStore

extension CommandTable {
  private static let scopeNames = Scope.allCases.map(\.rawValue)

  static let tokenCreateCommand = Command(
    "token create", "Make a token and print it; it is never shown again.",
    operands: .init("NAME", 1...1, "Whom or what it is for."),
    flags: [
      Flag("scope", takes: "SCOPE,...", isRequired: true, "What it may do: \(scopeNames.joined(separator: ", "))."),
      Flag("expires", takes: "TIME", standard: "never", "How long it holds, like 12h, 90d, 2w or 1y."),
    ],
    settings: storeSettings
  ) { invocation in
    let scopes = try scopes(invocation.value("scope") ?? "")
    let life = try invocation.value("expires").map { try Lifetime.milliseconds($0, option: "expires") }
    let name = invocation.operands[0]
    guard !name.isEmpty, name.count <= TokenListing.longestName, LogLine.cleaned(name) == name else {
      throw Failure.usage("The name of a token is 1 to \(TokenListing.longestName) printable characters.")
    }
    let store = try invocation.settings().configuration.openStore()
    let token = try store.createToken(name: name, scopes: scopes, expiresAt: life.map { MillisecondClock.now + $0 }, by: .commandLine)
    try Output.standard.write(token + "\n")
  }

  static let tokenListCommand = Command(
    "token list", "Print all tokens with what they may do, never their secrets.", settings: storeSettings
  ) { invocation in
    let store = try invocation.settings().configuration.openExistingStore()
    try Output.standard.write(TokenListing.text(store.tokens()))
  }

  static let tokenRevokeCommand = Command(
    "token revoke", "End a token, from the next request on.",
    operands: .init("ID", 1...1, "The eight characters after blt_, as `bulletin token list` prints them."), settings: storeSettings
  ) { invocation in
    guard !invocation.operands[0].hasPrefix("blt_") else {
      throw Failure.usage("Give only the eight characters after blt_: the secret does not belong on a command line.")
    }
    let store = try invocation.settings().configuration.openExistingStore()
    try store.revokeToken(invocation.operands[0])
    try Output.standard.write("revoked: \(invocation.operands[0])\n")
  }

  private static func scopes(_ text: String) throws(Failure) -> Set<Scope> {
    var scopes: Set<Scope> = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      guard let scope = Scope(rawValue: name) else {
        let nearest = NearestName.nearest(to: name, among: scopeNames) ?? ""
        throw .usage("There is no scope \"\(name)\" (\(scopeNames.joined(separator: ", "))); did you mean \(nearest)?")
      }
      scopes.insert(scope)
    }
    return scopes
  }
}

/// Tokens for a person, a line each.
enum TokenListing {
  static let longestName = 100

  static func text(_ tokens: [TokenEntry]) -> String {
    if tokens.isEmpty { return "There are no tokens; `bulletin token create` makes one.\n" }
    return tokens.map(line).joined()
  }

  private static func line(_ token: TokenEntry) -> String {
    let scopes = Scope.allCases.filter(token.scopes.contains).map(\.rawValue).joined(separator: ",")
    let facts = [
      "made \(day(token.createdAt))", token.expiresAt.map { ($0 <= MillisecondClock.now ? "expired " : "expires ") + day($0) },
      token.revokedAt.map { "revoked \(day($0))" },
      token.lastUsedAt.map { "last used \(Timestamp(milliseconds: $0).text)" } ?? "never used",
    ]
    return "\(token.publicID)  \(scopes)  \(token.name)  (\(facts.compactMap { $0 }.joined(separator: ", ")))\n"
  }

  private static func day(_ milliseconds: Int64) -> String { Timestamp(milliseconds: milliseconds).date.text }
}
