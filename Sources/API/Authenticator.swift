import Domain
import HTTP

/// Finds out who asks, by exactly one Authorization field with a Bearer token (RFC 6750).
struct Authenticator: Sendable {
  enum Failure: Error {
    /// No token where one is needed.
    case missing
    /// Another scheme, more than one field, or nothing that could be a token.
    case malformed(Wording)
    /// Unknown, expired or revoked.
    case wrong

    /// RFC 6750 3: without a token the challenge names no error.
    var challenge: String {
      switch self {
      case .missing: "Bearer realm=\"bulletin\""
      case .malformed: "Bearer realm=\"bulletin\", error=\"invalid_request\""
      case .wrong: "Bearer realm=\"bulletin\", error=\"invalid_token\""
      }
    }
  }

  private static let prefix = "blt_"
  /// RFC 9110 11.1: in any case.
  private static let scheme = Array("bearer".utf8)
  /// Prefix, public id, underscore and secret.
  private static let tokenLength = 4 + 8 + 1 + 43

  let repository: any Repository

  /// Nil without an Authorization field.
  func grant(_ request: Request) throws -> Grant? {
    guard let field = request.head[.authorization] else { return nil }
    guard !request.head.isRepeated(.authorization) else {
      throw Failure.malformed(Wording("Send exactly one Authorization field.", "只能有一个 Authorization 字段。"))
    }
    let parts = request.head.bytes[field].split(separator: UInt8(ascii: " "))
    guard parts.count == 2, parts[0].elementsEqual(Self.scheme, by: { $0 | 0x20 == $1 }) else {
      throw Failure.malformed(Wording("The Authorization field must be: Bearer, a space, and a token.", "Authorization 字段应为：Bearer、空格、令牌。"))
    }
    let token = String(decoding: parts[1], as: UTF8.self)
    guard token.hasPrefix(Self.prefix), token.utf8.count == Self.tokenLength else { throw Failure.wrong }
    guard let grant = try repository.grant(forToken: token, reader: request.loop) else { throw Failure.wrong }
    return grant
  }
}
