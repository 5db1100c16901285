import CEpoll

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What happened to a descriptor that a poller watches.
package struct Readiness: OptionSet {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let readable = Readiness(rawValue: 1)
  package static let writable = Readiness(rawValue: 2)
  /// The other side ended its half, or more.
  package static let ended = Readiness(rawValue: 4)
  /// Reset, or both halves ended: nothing can be sent any more.
  package static let gone = Readiness(rawValue: 8)
}

package struct Event {
  package var token: UInt64
  package var readiness: Readiness
}

#if os(Linux)
  /// Waits for many descriptors at once: epoll, with an eventfd by which other threads end the wait.
  ///
  /// Connections are watched edge-triggered, added once and never changed: a short read or a blocked write says when to wait again.
  package final class Poller: Sendable {
    private static let room = 256
    /// The token of the wake-up itself; never given to a descriptor.
    private static let wakeToken = UInt64.max

    private let epoll: Socket
    private let wakeup: Socket
    /// Where the kernel tells what happened; only the one thread that waits touches it.
    nonisolated(unsafe) private let told = UnsafeMutablePointer<epoll_event>.allocate(capacity: room)

    package init() throws(ServerError) {
      let epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
      guard epoll >= 0 else { throw .system("cannot make an epoll instance") }
      self.epoll = Socket(owning: epoll)
      let wakeup = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
      guard wakeup >= 0 else { throw .system("cannot make an eventfd") }
      self.wakeup = Socket(owning: wakeup)
      guard control(EPOLL_CTL_ADD, wakeup, Self.wakeToken, EPOLLIN.rawValue | EPOLLET.rawValue) else {
        throw .system("cannot watch an eventfd")
      }
    }

    deinit { told.deallocate() }

    /// Watches a connection for everything, until it is closed.
    package func watch(connection descriptor: Int32, token: UInt64) -> Bool {
      control(EPOLL_CTL_ADD, descriptor, token, EPOLLIN.rawValue | EPOLLOUT.rawValue | EPOLLRDHUP.rawValue | EPOLLET.rawValue)
    }

    /// Watches a listening socket; of the loops that do, one is woken by an arrival.
    package func watch(listener descriptor: Int32, token: UInt64) -> Bool {
      control(EPOLL_CTL_ADD, descriptor, token, EPOLLIN.rawValue | EPOLLEXCLUSIVE.rawValue)
    }

    package func unwatch(_ descriptor: Int32) {
      _ = control(EPOLL_CTL_DEL, descriptor, 0, 0)
    }

    /// Ends the wait, or the next one; from any thread.
    package func wake() {
      eventfd_write(wakeup.descriptor, 1)
    }

    /// Waits at most so many milliseconds (-1: for ever) and replaces `events` by what happened.
    package func wait(milliseconds: Int32, into events: inout [Event]) {
      events.removeAll(keepingCapacity: true)
      let count = epoll_wait(epoll.descriptor, told, Int32(Self.room), milliseconds)
      for index in 0..<max(0, Int(count)) where told[index].data.u64 != Self.wakeToken {
        events.append(Event(token: told[index].data.u64, readiness: Self.readiness(told[index].events)))
      }
    }

    private static func readiness(_ flags: UInt32) -> Readiness {
      var readiness: Readiness = []
      if flags & EPOLLIN.rawValue != 0 { readiness.insert(.readable) }
      if flags & EPOLLOUT.rawValue != 0 { readiness.insert(.writable) }
      if flags & EPOLLRDHUP.rawValue != 0 { readiness.insert([.readable, .ended]) }
      if flags & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { readiness.insert([.readable, .gone]) }
      return readiness
    }

    private func control(_ operation: Int32, _ descriptor: Int32, _ token: UInt64, _ flags: UInt32) -> Bool {
      var event = epoll_event(events: flags, data: epoll_data(u64: token))
      return epoll_ctl(epoll.descriptor, operation, descriptor, &event) == 0
    }
  }
#endif
