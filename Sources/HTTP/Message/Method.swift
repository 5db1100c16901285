/// A request method (RFC 9110 9.1). Methods are case-sensitive; what is no token never gets this far.
package enum Method: String, Sendable, CaseIterable {
  case get = "GET"
  case head = "HEAD"
  case post = "POST"
  case put = "PUT"
  case patch = "PATCH"
  case delete = "DELETE"
  case options = "OPTIONS"
  case trace = "TRACE"
  case connect = "CONNECT"
  /// A token that names no method known here: 405 on a known path.
  case other = ""
}
