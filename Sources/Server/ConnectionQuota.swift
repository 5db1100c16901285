import HTTP
import Synchronization

/// Counts the connections of a server, in all and by address; shared by its loops, and asked only when one opens or closes.
final class ConnectionQuota: Sendable {
  enum Verdict {
    case welcome
    case full
    case addressFull
  }

  /// An IPv4 address, or the /64 that an IPv6 address lies in.
  private struct Network: Hashable {
    var bits: UInt64 = 0
    var isIPv6: Bool

    init(_ peer: PeerAddress) {
      isIPv6 = peer.bytes.count > 4
      for byte in peer.bytes.prefix(8) { bits = bits << 8 | UInt64(byte) }
    }
  }

  private struct Counts {
    var total = 0
    var byNetwork: [Network: Int] = [:]
  }

  private let most: Int
  private let mostOfAddress: Int
  private let counts = Mutex(Counts())

  /// 0 of an address: no limit there.
  init(most: Int, ofAddress mostOfAddress: Int) {
    self.most = most
    self.mostOfAddress = mostOfAddress
  }

  /// Counts a new connection in, unless there are too many already.
  func admit(_ peer: PeerAddress) -> Verdict {
    counts.withLock { counts in
      guard counts.total < most else { return .full }
      if mostOfAddress > 0 {
        let network = Network(peer)
        let held = counts.byNetwork[network, default: 0]
        guard held < mostOfAddress else { return .addressFull }
        counts.byNetwork[network] = held + 1
      }
      counts.total += 1
      return .welcome
    }
  }

  /// Counts out a connection that was welcome.
  func release(_ peer: PeerAddress) {
    counts.withLock { counts in
      counts.total -= 1
      guard mostOfAddress > 0 else { return }
      let network = Network(peer)
      guard let held = counts.byNetwork[network] else { return }
      counts.byNetwork[network] = held > 1 ? held - 1 : nil
    }
  }

  var total: Int { counts.withLock { $0.total } }
}
