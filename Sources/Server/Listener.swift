import CEpoll

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A listening socket, shared by all loops; whichever is free accepts.
package final class Listener: Sendable {
  /// Connections the kernel holds for us before they are accepted.
  static let backlog: Int32 = 4_096

  package let socket: Socket
  /// Where it listens; the port is the one taken when 0 was asked for.
  package let address: SocketAddress
  let tls: TLSContext?
  package var isSecure: Bool { tls != nil }
  /// Given by the service manager, who keeps it open for our successor.
  private let isPassed: Bool

  /// Binds and listens. Errors name the address and the reason.
  package convenience init(_ address: SocketAddress, tls: TLSContext? = nil) throws(ServerError) {
    let descriptor = bulletin_socket(address.isIPv6 ? AF_INET6 : AF_INET, Self.streamType)
    guard descriptor >= 0 else { throw .system("cannot open a socket for \(address)") }
    let socket = Socket(owning: descriptor)
    bulletin_set_option(descriptor, SOL_SOCKET, SO_REUSEADDR, 1)
    if address.isIPv6 { bulletin_set_option(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, 1) }
    guard address.withSockaddr({ bind(descriptor, $0, $1) }) == 0 else { throw .system("cannot listen on \(address)") }
    guard listen(descriptor, Self.backlog) == 0 else { throw .system("cannot listen on \(address)") }
    try self.init(listening: socket, tls: tls, isPassed: false)
  }

  /// Takes a socket that already listens, from the service manager.
  init(listening socket: consuming Socket, tls: TLSContext?, isPassed: Bool) throws(ServerError) {
    let descriptor = socket.descriptor
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let found = withUnsafeMutablePointer(to: &storage) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
    }
    guard found == 0 else { throw .system("cannot read the address of a listening socket") }
    self.socket = socket
    self.tls = tls
    self.isPassed = isPassed
    address = SocketAddress(storage)
  }

  #if os(Linux)
    private static let streamType = Int32(SOCK_STREAM.rawValue)
  #else
    private static let streamType = SOCK_STREAM
  #endif

  /// Bytes that the kernel takes ahead of the network; with little, a slow reader is seen to be slow while most of its answer is still ours.
  private static let unsentBytes: Int32 = 64 * 1024

  /// Sets what accepted sockets inherit.
  func prepare(writeStall: Duration) {
    let descriptor = socket.descriptor
    // An answer is one write, and must not wait for an acknowledgement.
    bulletin_set_option(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
    bulletin_set_option(descriptor, Int32(IPPROTO_TCP), TCP_NOTSENT_LOWAT, Self.unsentBytes)
    #if os(Linux)
      // What the kernel has taken, and the client does not, ends the connection as well.
      bulletin_set_option(descriptor, Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, Int32(clamping: writeStall.inMilliseconds))
    #endif
  }

  /// Ends listening at once, while the descriptor stays: clients are turned away by the kernel instead of waiting for nobody.
  func stop() {
    if !isPassed { shutdown(socket.descriptor, Int32(SHUT_RD)) }
  }

  /// What one accept came to.
  package enum Arrival: ~Copyable {
    case connection(Socket, from: SocketAddress)
    case none
    /// No descriptor, or no memory for one, is left.
    case exhausted
  }

  package func accept() -> Arrival {
    var storage = sockaddr_storage()
    while true {
      let descriptor = bulletin_accept(socket.descriptor, &storage)
      if descriptor >= 0 { return .connection(Socket(owning: descriptor), from: SocketAddress(storage)) }
      switch errno {
      case EINTR, ECONNABORTED, EPROTO: continue
      case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .exhausted
      default: return .none
      }
    }
  }
}

extension Listener {
  package static let firstPassedDescriptor: Int32 = 3
  private static let mostPassedDescriptors: Int32 = 64

  /// The sockets that a service manager passed to this process (`LISTEN_PID`, `LISTEN_FDS`; sd_listen_fds(3)); none if there are none.
  package static func passed(
    environment: [String: String], process: Int32 = getpid(), from first: Int32 = firstPassedDescriptor, tls: TLSContext? = nil
  ) throws(ServerError) -> [Listener] {
    guard let owner = environment["LISTEN_PID"].flatMap(Int32.init), owner == process else { return [] }
    guard let count = environment["LISTEN_FDS"].flatMap(Int32.init), count > 0 else { return [] }
    guard count <= mostPassedDescriptors else {
      throw ServerError("LISTEN_FDS says \(count) sockets; at most \(mostPassedDescriptors) are taken")
    }
    var listeners: [Listener] = []
    for descriptor in first..<(first + count) {
      guard bulletin_is_listening(descriptor) == 1 else {
        throw ServerError("the passed descriptor \(descriptor) is no listening internet socket")
      }
      bulletin_prepare_descriptor(descriptor)
      listeners.append(try Listener(listening: Socket(owning: descriptor), tls: tls, isPassed: true))
    }
    return listeners
  }
}
