import CEpoll
import HTTP

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An internet address and port, as the kernel holds it.
package struct SocketAddress: Sendable, Hashable {
  package var host: PeerAddress

  package var port: UInt16 { host.port }
  package var isIPv6: Bool { host.bytes.count == 16 }

  package init(_ host: PeerAddress) {
    self.host = host
  }

  /// Reads `127.0.0.1:8080`, `[::1]:8080`, `localhost:8080`, `*:8080` or `:8080`; nil for anything else.
  package init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else { return nil }
    var name = String(text[..<colon])
    if name.hasPrefix("["), name.hasSuffix("]") {
      name = String(name.dropFirst().dropLast())
      guard let bytes = Self.numeric(name, family: AF_INET6, count: 16) else { return nil }
      self.init(PeerAddress(bytes: bytes, port: port))
      return
    }
    switch name {
    case "", "*": name = "0.0.0.0"
    case "localhost": name = "127.0.0.1"
    default: break
    }
    guard let bytes = Self.numeric(name, family: AF_INET, count: 4) else { return nil }
    self.init(PeerAddress(bytes: bytes, port: port))
  }

  private static func numeric(_ name: String, family: Int32, count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    return inet_pton(family, name, &bytes) == 1 ? bytes : nil
  }

  init(_ storage: sockaddr_storage) {
    self = withUnsafeBytes(of: storage) { raw in
      if Int32(storage.ss_family) == AF_INET6 {
        let address = raw.loadUnaligned(as: sockaddr_in6.self)
        let bytes = withUnsafeBytes(of: address.sin6_addr) { [UInt8]($0) }
        return SocketAddress(PeerAddress(bytes: Self.unmapped(bytes), port: UInt16(bigEndian: address.sin6_port)))
      }
      let address = raw.loadUnaligned(as: sockaddr_in.self)
      let bytes = withUnsafeBytes(of: address.sin_addr) { [UInt8]($0) }
      return SocketAddress(PeerAddress(bytes: bytes, port: UInt16(bigEndian: address.sin_port)))
    }
  }

  /// An IPv4 client of a dual-stack listener counts, and is logged, as the IPv4 address it is.
  private static func unmapped(_ bytes: [UInt8]) -> [UInt8] {
    let prefix: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
    return bytes.starts(with: prefix) ? [UInt8](bytes[12...]) : bytes
  }

  /// Calls with the address in the kernel's form.
  package func withSockaddr<T>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> T) -> T {
    var storage = sockaddr_storage()
    let length = withUnsafeMutableBytes(of: &storage) { raw in
      if isIPv6 {
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_port = port.bigEndian
        withUnsafeMutableBytes(of: &address.sin6_addr) { $0.copyBytes(from: host.bytes) }
        raw.storeBytes(of: address, as: sockaddr_in6.self)
        return MemoryLayout<sockaddr_in6>.size
      }
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      withUnsafeMutableBytes(of: &address.sin_addr) { $0.copyBytes(from: host.bytes) }
      raw.storeBytes(of: address, as: sockaddr_in.self)
      return MemoryLayout<sockaddr_in>.size
    }
    return withUnsafePointer(to: &storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, socklen_t(length)) }
    }
  }
}

extension SocketAddress: CustomStringConvertible {
  /// `127.0.0.1:8080` or `[::1]:8080`, as in a URL.
  package var description: String {
    isIPv6 ? "[\(host.text)]:\(port)" : "\(host.text):\(port)"
  }
}

extension PeerAddress {
  /// The address in its usual notation, without the port.
  package var text: String {
    var room = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let family = bytes.count == 16 ? AF_INET6 : AF_INET
    guard inet_ntop(family, bytes, &room, socklen_t(room.count)) != nil else { return "?" }
    return String(decoding: room.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
