import API
import JSON

extension AccessEntry {
  private static let nanosecondsPerMicrosecond: UInt64 = 1_000
  private static let microsecondsPerMillisecond = 1_000.0

  /// The members of its line, in the documented order.
  func line(time: String) -> [(String, JSONValue)] {
    [
      ("time", .string(time)), ("request_id", .string(requestID)), ("peer", .string(peer)), ("method", .string(method)),
      ("path", .string(path)), ("route", route.map { .string($0) } ?? .null), ("status", .integer(Int64(status))),
      ("bytes", .integer(Int64(bytes))), ("milliseconds", .number(milliseconds)), ("token", token.map { .string($0) } ?? .null),
    ]
  }

  /// To the microsecond.
  private var milliseconds: Double { Double(nanoseconds / Self.nanosecondsPerMicrosecond) / Self.microsecondsPerMillisecond }
}
