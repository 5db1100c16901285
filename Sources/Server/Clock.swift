#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The monotonic clock, read through the kernel's page without a system call.
enum Clock {
  private static let nanosecondsPerSecond: UInt64 = 1_000_000_000
  private static let nanosecondsPerMillisecond: UInt64 = 1_000_000

  /// Nanoseconds since some fixed moment.
  static func nanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) &* nanosecondsPerSecond &+ UInt64(time.tv_nsec)
  }

  static func milliseconds(of nanoseconds: UInt64) -> Int64 {
    Int64(nanoseconds / nanosecondsPerMillisecond)
  }

  /// Seconds since 1970, for the Date field.
  static func unixSeconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec)
  }
}

extension Duration {
  /// Whole milliseconds, rounded up, so that a limit is never cut short.
  var inMilliseconds: Int64 {
    let attosecondsPerMillisecond: Int64 = 1_000_000_000_000_000
    let (seconds, attoseconds) = components
    return seconds * 1_000 + (attoseconds + attosecondsPerMillisecond - 1) / attosecondsPerMillisecond
  }
}
