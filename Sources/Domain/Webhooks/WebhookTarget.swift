/// The parts of a webhook's address, read strictly: what two programs could read in two ways is none.
package struct WebhookTarget: Sendable, Equatable {
  package var isSecure: Bool
  /// A name, an IPv4 address, or an IPv6 address without its brackets; lower case.
  package var host: String
  package var port: Int
  /// Path and query, beginning with a slash.
  package var path: String

  private static let longestHost = 253
  private static let longestLabel = 63

  /// Reads `https://host[:port][/path][?query]`; nil for user names, fragments, other schemes and unclear numbers.
  package init?(_ text: String) {
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !Self.unwanted.contains($0) }), let mark = text.firstRange(of: "://") else {
      return nil
    }
    switch text[..<mark.lowerBound].lowercased() {
    case "https": isSecure = true
    case "http": isSecure = false
    default: return nil
    }
    let rest = text[mark.upperBound...]
    let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
    guard let (host, port) = Self.authority(rest[..<end]) else { return nil }
    self.host = host
    self.port = port ?? (isSecure ? 443 : 80)
    let tail = rest[end...]
    path = tail.hasPrefix("/") ? String(tail) : "/" + tail
  }

  /// For the Host field (RFC 9110 7.2): without the port that goes without saying.
  package var authority: String {
    let name = host.contains(":") ? "[\(host)]" : host
    return port == (isSecure ? 443 : 80) ? name : "\(name):\(port)"
  }

  // A fragment, and what RFC 3986 has in no address.
  private static let unwanted = Array("#\"<>\\^`{|}".utf8)

  private static func authority(_ text: Substring) -> (host: String, port: Int?)? {
    var host = text
    var port: Int?
    let colon = text.lastIndex(of: ":")
    if let colon, !text.hasSuffix("]") {
      let digits = text[text.index(after: colon)...]
      guard (1...5).contains(digits.count), digits.allSatisfy(\.isNumber), let number = Int(digits), (1...65_535).contains(number) else {
        return nil
      }
      host = text[..<colon]
      port = number
    }
    let name = host.lowercased()
    if name.hasPrefix("["), name.hasSuffix("]") {
      let address = String(name.dropFirst().dropLast())
      return address.contains(":") && address.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) ? (address, port) : nil
    }
    return isName(name) ? (name, port) : nil
  }

  private static func isName(_ host: String) -> Bool {
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard host.utf8.count <= longestHost, labels.allSatisfy(isLabel), let last = labels.last else { return false }
    // As in the URL standard: what ends in a number is an IPv4 address, and we take the plain form of it alone, not 127.1 or 0x7f000001.
    let isNumber = last.allSatisfy(\.isNumber) || last.hasPrefix("0x")
    return !isNumber || labels.count == 4 && labels.allSatisfy { UInt8($0).map(String.init) == String($0) }
  }

  private static func isLabel(_ label: Substring) -> Bool {
    (1...longestLabel).contains(label.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
      && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
  }
}
