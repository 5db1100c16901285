import Domain
import Foundation

/// The system's clock; what stands below App is told the time.
enum MillisecondClock {
  private static let millisecondsPerSecond = 1_000.0

  /// Milliseconds since 1970.
  static var now: Int64 { Int64(Date().timeIntervalSince1970 * millisecondsPerSecond) }

  /// RFC 3339 in UTC.
  static var text: String { Timestamp(milliseconds: now).text }
}
