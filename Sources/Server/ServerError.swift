#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why a server could not be set up: one clear sentence.
package struct ServerError: Error, CustomStringConvertible, Sendable {
  package let description: String

  init(_ description: String) {
    self.description = description
  }

  /// That sentence, with what the system said of its last call.
  static func system(_ doing: String, _ code: Int32 = errno) -> ServerError {
    ServerError("\(doing): \(String(cString: strerror(code)))")
  }
}
