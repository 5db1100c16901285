import Domain
import Foundation
import Server

/// What holds good for text settings; each rule returns what would be right, or nil where the text is.
enum SettingRule {
  /// `HOST:PORT`: an IPv4 address, an IPv6 address in brackets, `localhost`, or `*` for every IPv4 address.
  static func listenAddress(_ text: String) -> String? {
    guard SocketAddress(text) == nil else { return nil }
    return "must be HOST:PORT with a port from 0 to 65535, like 127.0.0.1:8080, [::1]:8080 or *:8080"
  }

  static func timeZone(_ text: String) -> String? {
    if TimeZone(identifier: text) != nil { return nil }
    let nearest = NearestName.nearest(to: text, among: TimeZone.knownTimeZoneIdentifiers.sorted()) ?? "Asia/Shanghai"
    return "must be a zone of the tz database like \(nearest)"
  }

  static func webAddress(_ text: String) -> String? {
    let url = URL(string: text)
    let isWeb = ["http", "https"].contains(url?.scheme) && url?.host()?.isEmpty == false && url?.query() == nil && url?.fragment() == nil
    return isWeb ? nil : "must be http:// or https:// and a host, like https://news.example.org"
  }

  /// RFC 6454 7: scheme, host and port, no path.
  static func origin(_ text: String) -> String? {
    if text == "*" { return nil }
    let isOrigin = webAddress(text) == nil && URL(string: text)?.path().isEmpty == true
    return isOrigin ? nil : "must be * or origins without a path, like https://example.org"
  }

  /// An address, or a network in CIDR form (RFC 4632).
  static func network(_ text: String) -> String? {
    let demand = "must be addresses or networks, like 10.0.0.1 or 10.0.0.0/8"
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count) else { return demand }
    var bytes = [UInt8](repeating: 0, count: 16)
    let isV4 = inet_pton(AF_INET, String(parts[0]), &bytes) == 1
    guard isV4 || inet_pton(AF_INET6, String(parts[0]), &bytes) == 1 else { return demand }
    guard parts.count == 2 else { return nil }
    guard let length = Int(parts[1]), (0...(isV4 ? 32 : 128)).contains(length) else { return demand }
    return nil
  }
}
