import Foundation

/// One address of a name with its port, as the kernel takes it and as bytes to be judged: what was checked is what is connected to.
package struct ResolvedAddress: Sendable, Equatable {
  /// A `sockaddr` of its family.
  let sockaddr: [UInt8]
  let family: Int32
  /// 4 or 16 bytes.
  package let bytes: [UInt8]

  /// All addresses of a name, in the order in which they should be tried. Blocks as long as the system's resolver does; empty where there are none.
  package static func all(of host: String, port: Int) -> [ResolvedAddress] {
    var hints = addrinfo()
    #if os(Linux)
      hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
      hints.ai_socktype = SOCK_STREAM
    #endif
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, String(port), &hints, &found) == 0 else { return [] }
    defer { freeaddrinfo(found) }
    var addresses: [ResolvedAddress] = []
    var next = found
    while let entry = next?.pointee {
      if let address = ResolvedAddress(entry) { addresses.append(address) }
      next = entry.ai_next
    }
    return addresses
  }

  private init?(_ entry: addrinfo) {
    guard let start = entry.ai_addr else { return nil }
    let raw = UnsafeRawBufferPointer(start: start, count: Int(entry.ai_addrlen))
    switch entry.ai_family {
    case AF_INET: bytes = withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in.self).sin_addr) { [UInt8]($0) }
    case AF_INET6: bytes = withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr) { [UInt8]($0) }
    default: return nil
    }
    sockaddr = [UInt8](raw)
    family = entry.ai_family
  }

  /// In its usual notation.
  package var text: String {
    var room = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    guard inet_ntop(family, bytes, &room, socklen_t(room.count)) != nil else { return "?" }
    return String(decoding: room.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
