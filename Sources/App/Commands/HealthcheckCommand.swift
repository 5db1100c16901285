import Foundation

extension CommandTable {
  private static let longestTimeout = 3600.0

  static let healthcheckCommand = Command(
    "healthcheck", "Ask a running server whether it is ready; for containers and monitors.",
    operands: .init("[URL]", 0...1, "What to ask. Default: \(HealthProbe.path) on the first address of `listen`."),
    flags: [Flag("timeout", takes: "SECONDS", standard: "5", "Time to wait at each step.")],
    settings: ["listen", "tls_certificate", "tls_key"].compactMap(Setting.named),
    notes: ["Ends with 0 if the answer is 200 to 299, and with 1 otherwise."]
  ) { invocation in
    signal(SIGPIPE, SIG_IGN)
    let timeout = try seconds(invocation.value("timeout") ?? "5")
    let url = try invocation.operands.first ?? ownURL(invocation.settings().configuration)
    let (status, body) = try HealthProbe(url: url, timeout: timeout).ask()
    guard (200..<300).contains(status) else {
      // The server's own answers are JSON; what else listens there need not be quoted.
      let details = body.hasPrefix("{") ? ": " + LogLine.cleaned(body) : ""
      throw Failure.failed("\(url) answers \(status)\(details).")
    }
    try Output.standard.write("\(url) answers \(status).\n")
  }

  private static func seconds(_ text: String) throws(Failure) -> Double {
    guard let seconds = Double(text), seconds > 0, seconds <= longestTimeout else {
      throw .usage("--timeout must be a number of seconds up to \(Int(longestTimeout)), not \"\(text)\".")
    }
    return seconds
  }

  /// Where this machine reaches the server that the settings describe.
  private static func ownURL(_ configuration: Configuration) throws(Failure) -> String {
    let address = configuration.listen[0]
    let colon = address.lastIndex(of: ":") ?? address.endIndex
    guard address[colon...] != ":0" else { throw .usage("The settings leave the port open; give the URL.") }
    let host = ["0.0.0.0": "127.0.0.1", "*": "127.0.0.1", "[::]": "[::1]"][String(address[..<colon])] ?? String(address[..<colon])
    return (configuration.tlsCertificate == nil ? "http://" : "https://") + host + address[colon...] + HealthProbe.path
  }
}
