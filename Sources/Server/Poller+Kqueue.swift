#if !os(Linux)
  import CEpoll
  import Darwin

  /// Waits for many descriptors at once: kqueue, with a user event by which other threads end the wait.
  ///
  /// Connections are watched edge-triggered (`EV_CLEAR`), as on Linux, so that both systems run the same loop.
  package final class Poller: Sendable {
    private static let room = 256
    private static let wakeIdentifier: UInt = 0

    private let queue: Socket

    package init() throws(ServerError) {
      let queue = kqueue()
      guard queue >= 0 else { throw .system("cannot make a kqueue") }
      self.queue = Socket(owning: queue)
      guard change(Self.wakeIdentifier, EVFILT_USER, EV_ADD | EV_CLEAR, 0, 0) else { throw .system("cannot make a user event") }
    }

    /// Watches a connection for everything, until it is closed.
    package func watch(connection descriptor: Int32, token: UInt64) -> Bool {
      change(UInt(descriptor), EVFILT_READ, EV_ADD | EV_CLEAR, 0, token)
        && change(UInt(descriptor), EVFILT_WRITE, EV_ADD | EV_CLEAR, 0, token)
    }

    /// Watches a listening socket.
    package func watch(listener descriptor: Int32, token: UInt64) -> Bool {
      change(UInt(descriptor), EVFILT_READ, EV_ADD, 0, token)
    }

    package func unwatch(_ descriptor: Int32) {
      _ = change(UInt(descriptor), EVFILT_READ, EV_DELETE, 0, 0)
    }

    /// Ends the wait, or the next one; from any thread.
    package func wake() {
      _ = change(Self.wakeIdentifier, EVFILT_USER, 0, UInt32(NOTE_TRIGGER), 0)
    }

    /// Waits at most so many milliseconds (-1: for ever) and replaces `events` by what happened.
    package func wait(milliseconds: Int32, into events: inout [Event]) {
      events.removeAll(keepingCapacity: true)
      let millisecondsPerSecond = 1_000
      let nanosecondsPerMillisecond = 1_000_000
      var limit = timespec(
        tv_sec: Int(milliseconds) / millisecondsPerSecond, tv_nsec: Int(milliseconds) % millisecondsPerSecond * nanosecondsPerMillisecond)
      withUnsafeTemporaryAllocation(of: kevent.self, capacity: Self.room) { room in
        let count = kevent(queue.descriptor, nil, 0, room.baseAddress, Int32(Self.room), milliseconds < 0 ? nil : &limit)
        for index in 0..<max(0, Int(count)) where room[index].filter != Int16(EVFILT_USER) {
          events.append(Event(token: UInt64(UInt(bitPattern: room[index].udata)), readiness: Self.readiness(room[index])))
        }
      }
    }

    private static func readiness(_ event: kevent) -> Readiness {
      let ended = event.flags & UInt16(EV_EOF) != 0
      if event.filter == Int16(EVFILT_WRITE) { return ended ? [.readable, .gone] : [.writable] }
      if ended { return event.fflags != 0 ? [.readable, .ended, .gone] : [.readable, .ended] }
      return [.readable]
    }

    private func change(_ identifier: UInt, _ filter: Int32, _ flags: Int32, _ fflags: UInt32, _ token: UInt64) -> Bool {
      var change = kevent(
        ident: identifier, filter: Int16(filter), flags: UInt16(flags), fflags: fflags, data: 0,
        udata: UnsafeMutableRawPointer(bitPattern: UInt(token)))
      return kevent(queue.descriptor, &change, 1, nil, 0, nil) == 0
    }
  }
#endif
