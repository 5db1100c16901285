import COpenSSL

/// The TLS of one connection: turns sealed bytes into plain ones and back, and never touches a socket.
///
/// OpenSSL reads and writes through a BIO of ours: it takes from the bytes that were lent, and appends to `outgoing`. So a connection reads
/// once and writes once, however many records that is. Confined to its connection's loop.
final class TLSSession {
  enum Handshake {
    case done
    case needsBytes
    case failed
  }

  /// Plain bytes sealed at once, so that a large body is not sealed before its reader wants it.
  static let portion = 64 * 1024

  private let ssl: OpaquePointer
  /// Sealed bytes from the socket, valid while `open` and `shakeHands` run.
  fileprivate var lent = UnsafeRawBufferPointer(start: nil, count: 0)
  /// Sealed bytes for which there was no use yet.
  private var held: [UInt8] = []
  /// Sealed bytes for the socket.
  fileprivate var outgoing: [UInt8] = []
  /// Plain bytes that are not sealed yet, in order.
  private(set) var unsealed: [ArraySlice<UInt8>] = []
  private(set) var isOpen = false
  private var hasSaidFarewell = false

  /// Takes the SSL object over.
  init?(_ ssl: OpaquePointer) {
    self.ssl = ssl
    guard let bio = BIO_new(SealedBytes.method) else {
      SSL_free(ssl)
      return nil
    }
    SSL_set_bio(ssl, bio, bio)
    SSL_set_accept_state(ssl)
    // The BIO dies with the SSL object, which dies with this.
    BIO_set_data(bio, Unmanaged.passUnretained(self).toOpaque())
  }

  deinit { SSL_free(ssl) }

  var hasHeld: Bool { !held.isEmpty }
  var hasUnsealed: Bool { !unsealed.isEmpty }

  /// Works with bytes from the socket, and those held before them; what is not used is held.
  func withSealed<T>(_ bytes: UnsafeRawBufferPointer, _ body: () -> T) -> T {
    guard held.isEmpty else {
      var all: [UInt8] = []
      swap(&all, &held)
      all.append(contentsOf: bytes)
      return all.withUnsafeBytes { lend($0, body) }
    }
    return lend(bytes, body)
  }

  private func lend<T>(_ bytes: UnsafeRawBufferPointer, _ body: () -> T) -> T {
    lent = bytes
    let result = body()
    if !lent.isEmpty { held = [UInt8](lent) }
    lent = UnsafeRawBufferPointer(start: nil, count: 0)
    return result
  }

  /// Forgets the sealed bytes of a client that is no longer listened to.
  func dropHeld() { held = [] }

  /// Goes on with the handshake, which may leave bytes to send, an alert among them.
  func shakeHands() -> Handshake {
    ERR_clear_error()
    let result = SSL_do_handshake(ssl)
    if result == 1 {
      isOpen = true
      return .done
    }
    return SSL_get_error(ssl, result) == SSL_ERROR_WANT_READ ? .needsBytes : .failed
  }

  /// Opens the next plain bytes.
  func open(into room: UnsafeMutableRawBufferPointer) -> Transfer {
    ERR_clear_error()
    let count = SSL_read(ssl, room.baseAddress, Int32(room.count))
    if count > 0 { return .bytes(Int(count)) }
    switch SSL_get_error(ssl, count) {
    case SSL_ERROR_WANT_READ: return .blocked
    case SSL_ERROR_ZERO_RETURN: return .ended
    default:
      // After a fatal error nothing more may be sealed.
      isOpen = false
      return .failed
    }
  }

  /// Keeps plain bytes to be sealed when they can be sent.
  func enqueue(_ bytes: [UInt8]) {
    if !bytes.isEmpty { unsealed.append(bytes[...]) }
  }

  /// Seals plain bytes at once; false if that failed.
  func seal(_ bytes: some Collection<UInt8>) -> Bool {
    ERR_clear_error()
    let written = bytes.withContiguousStorageIfAvailable { SSL_write(ssl, $0.baseAddress, Int32($0.count)) }
    return (written ?? 0) > 0
  }

  /// Seals the next portion of what waits; false if that failed.
  func sealPortion() -> Bool {
    guard let first = unsealed.first else { return true }
    let portion = first.prefix(Self.portion)
    if portion.count == first.count { unsealed.removeFirst() } else { unsealed[0] = first.dropFirst(portion.count) }
    return seal(portion)
  }

  /// Leaves a close_notify to be sent, once.
  func sayFarewell() {
    guard isOpen, !hasSaidFarewell else { return }
    hasSaidFarewell = true
    ERR_clear_error()
    SSL_shutdown(ssl)
  }

  /// Swaps the sealed bytes for another array, whose storage is so reused.
  func swapOutgoing(_ bytes: inout [UInt8]) {
    swap(&outgoing, &bytes)
  }
}

/// The BIO by which OpenSSL reaches a session's bytes.
private enum SealedBytes {
  /// Made once and never changed; OpenSSL only reads it.
  nonisolated(unsafe) static let method: OpaquePointer? = {
    let method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "sealed bytes")
    BIO_meth_set_create(method) { bio in
      BIO_set_init(bio, 1)
      return 1
    }
    BIO_meth_set_read(method) { bio, room, count in SealedBytes.read(bio, room, count) }
    BIO_meth_set_write(method) { bio, bytes, count in SealedBytes.write(bio, bytes, count) }
    BIO_meth_set_ctrl(method) { _, command, _, _ in command == BIO_CTRL_FLUSH ? 1 : 0 }
    return method
  }()

  private static func session(_ bio: OpaquePointer?) -> TLSSession? {
    BIO_get_data(bio).map { Unmanaged<TLSSession>.fromOpaque($0).takeUnretainedValue() }
  }

  private static func read(_ bio: OpaquePointer?, _ room: UnsafeMutablePointer<CChar>?, _ count: Int32) -> Int32 {
    bulletin_bio_clear_retry(bio)
    guard let room, let session = session(bio) else { return -1 }
    let taken = min(Int(count), session.lent.count)
    guard taken > 0, let base = session.lent.baseAddress else {
      bulletin_bio_set_retry_read(bio)
      return -1
    }
    UnsafeMutableRawPointer(room).copyMemory(from: base, byteCount: taken)
    session.lent = UnsafeRawBufferPointer(rebasing: session.lent[taken...])
    return Int32(taken)
  }

  private static func write(_ bio: OpaquePointer?, _ bytes: UnsafePointer<CChar>?, _ count: Int32) -> Int32 {
    bulletin_bio_clear_retry(bio)
    guard let bytes, let session = session(bio) else { return -1 }
    session.outgoing.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: Int(count)))
    return count
  }
}
