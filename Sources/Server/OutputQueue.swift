#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Bytes that the kernel would not take yet; large bodies are held by reference, never copied.
struct OutputQueue {
  /// Pieces in one write.
  private static let mostPieces = 16

  private var pieces: [[UInt8]] = []
  /// Bytes of the first piece that are sent already.
  private var sent = 0
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }

  mutating func append(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    pieces.append(bytes)
    count += bytes.count
  }

  mutating func append(_ bytes: ArraySlice<UInt8>) {
    append([UInt8](bytes))
  }

  /// Hands the bytes, as pieces for one write, to a sender that says how many it took.
  mutating func send(with sender: (UnsafeMutableBufferPointer<iovec>) -> Transfer) -> Transfer {
    let count = min(pieces.count, Self.mostPieces)
    let outcome = withUnsafeTemporaryAllocation(of: iovec.self, capacity: count) { vectors in
      lend(0, of: count, into: vectors, sender)
    }
    if case .bytes(let taken) = outcome { drop(taken) }
    return outcome
  }

  /// A piece's storage is only sure to stay in place inside its closure, so the closures nest.
  private func lend(
    _ index: Int, of count: Int, into vectors: UnsafeMutableBufferPointer<iovec>, _ sender: (UnsafeMutableBufferPointer<iovec>) -> Transfer
  ) -> Transfer {
    guard index < count else { return sender(vectors) }
    let offset = index == 0 ? sent : 0
    return pieces[index].withUnsafeBytes { bytes in
      let unsent = UnsafeRawBufferPointer(rebasing: bytes[offset...])
      vectors[index] = iovec(iov_base: UnsafeMutableRawPointer(mutating: unsent.baseAddress), iov_len: unsent.count)
      return lend(index + 1, of: count, into: vectors, sender)
    }
  }

  private mutating func drop(_ taken: Int) {
    count -= taken
    var left = taken
    var done = 0
    while left > 0 {
      let piece = pieces[done].count - sent
      guard left >= piece else {
        sent += left
        break
      }
      left -= piece
      sent = 0
      done += 1
    }
    pieces.removeFirst(done)
    if count == 0 { self = OutputQueue() }
  }
}
