import HTTP
import Synchronization

/// Names one exchange of one connection; once the connection is gone or the exchange over, it names nothing.
struct Ticket: Sendable {
  var slot: Int
  var generation: UInt32
  var exchange: UInt32
}

/// What other threads tell a loop.
enum Message: Sendable {
  /// A connection that another loop accepted, with an owned descriptor.
  case adopt(Arrival)
  /// The answer that was to come later.
  case answer(Ticket, Response)
  /// The next piece of a pulled body; nil at its end.
  case pulled(Ticket, [UInt8]?)
  /// The source of a pulled body failed.
  case pullFailed(Ticket)
  case pushed(Ticket, [UInt8])
  case pushEnded(Ticket)
  /// A pushed body has too much unread.
  case pushOverflowed(Ticket)
  case sayAlive
  case drain
}

/// An accepted connection on its way to its loop.
struct Arrival: Sendable {
  /// Owned: whoever holds the arrival closes it.
  var descriptor: Int32
  var peer: PeerAddress
  /// Set where the connection speaks TLS.
  var tls: TLSContext?
  /// Set where the connection is only to be refused.
  var refusal: HTTPFault?
}

/// Messages from any thread to a loop, in order; the first since the loop looked wakes it.
final class Mailbox: Sendable {
  private struct Box {
    var messages: [Message] = []
    var isClosed = false
  }

  private let box = Mutex(Box())
  private let poller: Poller

  init(_ poller: Poller) {
    self.poller = poller
  }

  /// Hands a message over. False once the loop has ended: nobody will read it.
  @discardableResult
  func post(_ message: Message) -> Bool {
    let (isTaken, isFirst) = box.withLock { box in
      guard !box.isClosed else { return (false, false) }
      box.messages.append(message)
      return (true, box.messages.count == 1)
    }
    if isFirst { poller.wake() }
    return isTaken
  }

  /// Takes all messages; called by the loop.
  func take() -> [Message] {
    box.withLock { box in
      guard !box.messages.isEmpty else { return [] }
      var messages: [Message] = []
      swap(&messages, &box.messages)
      return messages
    }
  }

  /// Takes the last messages and refuses all further ones.
  func close() -> [Message] {
    box.withLock { box in
      box.isClosed = true
      return box.messages
    }
  }
}
