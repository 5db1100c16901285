import HTTP
import Synchronization

/// The writing end of a pushed body: hands pieces to the loop while their reader keeps up.
final class PushedBody: BodySink {
  private struct State {
    var unread = 0
    var isOver = false
  }

  private let ticket: Ticket
  private let mailbox: Mailbox
  private let mostUnread: Int
  private let state = Mutex(State())

  init(_ ticket: Ticket, mailbox: Mailbox, mostUnread: Int) {
    self.ticket = ticket
    self.mailbox = mailbox
    self.mostUnread = mostUnread
  }

  func send(_ piece: [UInt8]) -> Bool {
    // Posted under the lock, so that the pieces of two senders keep the order in which they were taken.
    state.withLock { state in
      guard !state.isOver else { return false }
      guard state.unread + piece.count <= mostUnread else {
        state.isOver = true
        mailbox.post(.pushOverflowed(ticket))
        return false
      }
      state.unread += piece.count
      return mailbox.post(.pushed(ticket, piece))
    }
  }

  func finish() {
    state.withLock { state in
      guard !state.isOver else { return }
      state.isOver = true
      mailbox.post(.pushEnded(ticket))
    }
  }

  /// The reader has taken that many bytes; called by the loop.
  func credit(_ bytes: Int) {
    state.withLock { $0.unread -= bytes }
  }

  /// The client is gone; called by the loop.
  func cancel() {
    state.withLock { $0.isOver = true }
  }
}
