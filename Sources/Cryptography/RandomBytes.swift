import COpenSSL

/// Random bytes fit for secrets, by OpenSSL's `RAND_bytes`.
package enum RandomBytes {
  package struct Unavailable: Error {}

  package static func make(_ count: Int) throws(Unavailable) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    guard RAND_bytes(&bytes, Int32(count)) == 1 else { throw Unavailable() }
    return bytes
  }
}
