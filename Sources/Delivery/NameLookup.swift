import Dispatch

/// Looks names up on a thread of its own, one after another: the system's resolver may take its time.
package final class NameLookup: Sendable {
  private let queue = DispatchQueue(label: "bulletin.delivery.names")

  package init() {}

  /// Says all addresses of a host, 4 or 16 bytes each, on that thread.
  package func addresses(of host: String, _ finish: @escaping @Sendable ([[UInt8]]) -> Void) {
    queue.async { finish(ResolvedAddress.all(of: host, port: 0).map(\.bytes)) }
  }
}
