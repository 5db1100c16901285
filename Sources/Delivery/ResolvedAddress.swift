import Foundation

/// One address of a name with its port, as the kernel takes it and as bytes to be judged: what was checked is what is connected to.
package struct ResolvedAddress: Sendable, Equatable {
  /// A `sockaddr` of its family.
  let sockaddr: [UInt8]
  package let family: Int32
  /// 4 or 16 bytes.
  package let bytes: [UInt8]

  /// The type of a TCP socket.
  #if os(Linux)
    package static let stream = Int32(SOCK_STREAM.rawValue)
  #else
    package static let stream = SOCK_STREAM
  #endif

  /// All addresses of a name, in the order in which they should be tried; empty where there are none. Blocks as `find` does.
  package static func all(of host: String, port: Int) -> [ResolvedAddress] {
    // Whoever asks here does the same whatever the reason.
    (try? find(host, port: port)) ?? []
  }

  /// All addresses of a name, or the resolver's reason for none. Blocks as long as the system's resolver does.
  package static func find(_ host: String, port: Int) throws(Unresolved) -> [ResolvedAddress] {
    var hints = addrinfo()
    hints.ai_socktype = stream
    var found: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, String(port), &hints, &found)
    guard code == 0 else { throw Unresolved(reason: String(cString: gai_strerror(code)).lowercased()) }
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

  /// Connects a socket of its family, as connect(2) does.
  package func connect(_ descriptor: Int32) -> Int32 {
    sockaddr.withUnsafeBytes { raw in
      Foundation.connect(descriptor, raw.assumingMemoryBound(to: Foundation.sockaddr.self).baseAddress, socklen_t(raw.count))
    }
  }

  /// In its usual notation.
  package var text: String {
    var room = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    guard inet_ntop(family, bytes, &room, socklen_t(room.count)) != nil else { return "?" }
    return String(decoding: room.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

/// Why a name has no address, in the resolver's words.
package struct Unresolved: Error {
  package let reason: String
}
