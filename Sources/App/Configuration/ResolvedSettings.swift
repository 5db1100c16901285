import JSON

/// Which source had a setting's value.
package enum Origin: Sendable, Equatable {
  case standard
  case file(String)
  case environment(String)
  case flag(String)

  /// As `bulletin config` prints it.
  package var words: String {
    switch self {
    case .standard: "default"
    case .file(let path): path
    case .environment(let variable): variable
    case .flag(let flag): flag
    }
  }
}

/// The settings in force, and where each came from.
package struct ResolvedSettings: Sendable {
  package var configuration = Configuration()
  package private(set) var origins: [String: Origin] = [:]

  package init() {}

  package func origin(of setting: Setting) -> Origin { origins[setting.name] ?? .standard }

  /// Returns the fault as a sentence without its full stop; none if the value was taken.
  mutating func set(_ setting: Setting, _ value: JSONValue, _ origin: Origin) -> [String] {
    do throws(Setting.Fault) {
      try setting.read(value, &configuration)
      origins[setting.name] = origin
      return []
    } catch {
      let typed = Setting.text(of: value).map { "\"\($0)\"" } ?? "null"
      let nearest = error.nearest.map { "; did you mean \($0)?" } ?? ""
      switch origin {
      case .file(let path): return ["\(path): \(setting.name) \(error.demand), not \(typed)\(nearest)"]
      case .environment, .flag, .standard: return ["\(origin.words) \(error.demand), not \(typed)\(nearest)"]
      }
    }
  }

  /// What is wrong with settings that are right one by one.
  var pairFault: String? {
    if (configuration.tlsCertificate == nil) != (configuration.tlsKey == nil) {
      return "tls_certificate and tls_key belong together; set both or none"
    }
    if configuration.maxURI > configuration.maxRequestLine { return "max_uri must not be more than max_request_line" }
    if configuration.maxHeaderField > configuration.maxHeaderBlock { return "max_header_field must not be more than max_header_block" }
    return nil
  }
}
