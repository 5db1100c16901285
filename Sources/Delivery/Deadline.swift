import Foundation

/// The moment at which an attempt is over, whatever it is waiting for.
struct Deadline {
  private let end: ContinuousClock.Instant

  init(after duration: Duration) { end = .now + duration }

  private init(end: ContinuousClock.Instant) { self.end = end }

  /// The earlier of this one and so long from now.
  func orSooner(_ duration: Duration) -> Deadline { Deadline(end: min(end, .now + duration)) }

  /// Waits until the descriptor is ready to be read or written. Throws when the time is over.
  func wait(for events: Int32, of descriptor: Int32) throws(Undelivered) {
    var waiting = pollfd(fd: descriptor, events: Int16(events), revents: 0)
    while true {
      let left = end - .now
      guard left > .zero else { throw .tooSlow }
      let count = poll(
        &waiting, 1, Int32(clamping: left.components.seconds * 1_000 + left.components.attoseconds / 1_000_000_000_000_000 + 1))
      if count > 0 { return }
      guard count == 0 || errno == EINTR else { throw Undelivered("The socket cannot be waited for: \(String(cString: strerror(errno))).") }
    }
  }
}
