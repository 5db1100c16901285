#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why a server could not be set up: one clear sentence.
package struct ServerError: Error, CustomStringConvertible, Sendable {
  package let description: String
  /// What errno was; nil where the system was not asked.
  package let code: Int32?

  init(_ description: String, code: Int32? = nil) {
    self.description = description
    self.code = code
  }

  /// That sentence, with what the system said of its last call.
  static func system(_ doing: String, _ code: Int32 = errno) -> ServerError {
    ServerError("\(doing): \(String(cString: strerror(code)))", code: code)
  }
}
