import CEpoll
import Foundation
import Server

/// Many connections that have asked once and then say nothing: what they cost a server, and whether it still answers them.
struct IdleConnections {
  /// As many as a default server takes.
  static let most = 10_000
  /// Descriptors that the client itself needs.
  private static let reserve = 100

  struct Cost {
    var connections: Int
    var megabytesBefore: Double
    var megabytesWith: Double
    /// How many answered once more.
    var answering: Int
  }

  /// As many as the limit of open descriptors allows, at most `most`.
  static var possible: Int {
    let limit = Int(bulletin_raise_descriptor_limit())
    return limit < 0 ? 0 : min(most, limit - reserve)
  }

  static func cost(_ address: SocketAddress, request: [UInt8], megabytes: () -> Double?) throws -> Cost? {
    guard let before = megabytes() else { return nil }
    let client = try LoadClient(
      address, requests: [[UInt8]](repeating: request, count: possible), connections: possible, closes: false)
    _ = try client.runOnce()
    // The server may take a moment to give its buffers back.
    sleep(settlingSeconds)
    guard let with = megabytes() else { return nil }
    let again = try client.runOnce()
    return Cost(
      connections: possible, megabytesBefore: before, megabytesWith: with, answering: again.requests - again.failures)
  }

  /// How long a server may take to give memory back.
  static let settlingSeconds: UInt32 = 3
}
