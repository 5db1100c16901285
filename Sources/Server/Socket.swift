import CEpoll

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One open descriptor; closed when its owner lets it go.
package struct Socket: ~Copyable, Sendable {
  package let descriptor: Int32

  package init(owning descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Gives the descriptor to a new owner, who closes it.
  package consuming func release() -> Int32 {
    let descriptor = descriptor
    discard self
    return descriptor
  }
}

/// What one read or write of a non-blocking socket came to.
package enum Transfer: Equatable {
  case bytes(Int)
  /// Nothing more just now.
  case blocked
  /// The other side has sent all it will send.
  case ended
  /// The connection is gone.
  case failed
}

extension Socket {
  /// Reads what there is, up to the room given.
  package borrowing func receive(into room: UnsafeMutableRawBufferPointer) -> Transfer {
    while true {
      let count = recv(descriptor, room.baseAddress, room.count, 0)
      if count > 0 { return .bytes(count) }
      if count == 0 { return .ended }
      switch errno {
      case EINTR: continue
      case EAGAIN, EWOULDBLOCK: return .blocked
      default: return .failed
      }
    }
  }

  /// Sends as much as the kernel takes.
  package borrowing func send(_ bytes: UnsafeRawBufferPointer) -> Transfer {
    while true {
      let count = bulletin_send(descriptor, bytes.baseAddress, bytes.count)
      if count >= 0 { return .bytes(count) }
      if let outcome = outcomeOfFailedSend() { return outcome }
    }
  }

  /// Sends several pieces in one call.
  borrowing func send(_ pieces: UnsafeMutableBufferPointer<iovec>) -> Transfer {
    while true {
      let count = bulletin_send_pieces(descriptor, pieces.baseAddress, pieces.count)
      if count >= 0 { return .bytes(count) }
      if let outcome = outcomeOfFailedSend() { return outcome }
    }
  }

  private borrowing func outcomeOfFailedSend() -> Transfer? {
    switch errno {
    case EINTR: nil
    // No buffer space is a passing state: the socket is asked again when it says it is writable.
    case EAGAIN, EWOULDBLOCK, ENOBUFS, ENOMEM: .blocked
    default: .failed
    }
  }

  /// Ends our half; what is queued still goes out.
  borrowing func shutdownWriting() {
    shutdown(descriptor, Int32(SHUT_WR))
  }
}
