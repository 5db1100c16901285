/// Finds the status in the head of an answer, and nothing else: what a receiver says beyond it is of no use.
struct StatusReader {
  /// Bytes of an answer that are looked at.
  static let maxBytes = 64 * 1024

  private static let headEnd = Array("\r\n\r\n".utf8)
  private var bytes: [UInt8] = []

  var isFull: Bool { bytes.count >= Self.maxBytes }

  /// Takes more of the answer; returns the final status once its head is whole. Throws for what is no HTTP/1.
  mutating func take(_ more: [UInt8]) throws(Undelivered) -> Int? {
    bytes += more
    while let end = bytes.firstRange(of: Self.headEnd) {
      guard let status = Self.status(bytes) else { throw Undelivered("The answer is not HTTP/1.1.") }
      // RFC 9110 15.2: interim answers come before the one that counts.
      guard (100..<200).contains(status), status != 101 else { return status }
      bytes.removeSubrange(..<end.upperBound)
    }
    return nil
  }

  // RFC 9112 4: version, a space, three digits.
  private static func status(_ head: [UInt8]) -> Int? {
    guard head.count >= 12, head.starts(with: Array("HTTP/1.".utf8)), head[8] == UInt8(ascii: " "), head[12] == 0x20 || head[12] == 0x0D
    else { return nil }
    let digits = head[9..<12].map { Int($0) - Int(UInt8(ascii: "0")) }
    return digits.allSatisfy((0...9).contains) ? digits.reduce(0) { $0 * 10 + $1 } : nil
  }
}
