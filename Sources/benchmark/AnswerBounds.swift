/// Just enough of HTTP to know where an answer ends.
enum AnswerBounds {
  private static let endOfHead = Array("\r\n\r\n".utf8)
  private static let lengthName = Array("\r\ncontent-length:".utf8)

  /// Bytes of the answer that begins these, head and body; nil while its head is not whole.
  static func length(_ bytes: ArraySlice<UInt8>) -> Int? {
    bytes.withUnsafeBufferPointer { buffer in
      guard let end = find(endOfHead, in: buffer, before: buffer.count) else { return nil }
      guard let field = find(lengthName, in: buffer, before: end + endOfHead.count) else { return end + endOfHead.count }
      var length = 0
      var index = field + lengthName.count
      while buffer[index] == UInt8(ascii: " ") { index += 1 }
      while buffer[index] >= UInt8(ascii: "0"), buffer[index] <= UInt8(ascii: "9") {
        length = length * 10 + Int(buffer[index] - UInt8(ascii: "0"))
        index += 1
      }
      return end + endOfHead.count + length
    }
  }

  private static func find(_ pattern: [UInt8], in buffer: UnsafeBufferPointer<UInt8>, before end: Int) -> Int? {
    guard end >= pattern.count else { return nil }
    for start in 0...(end - pattern.count) where buffer[start] == pattern[0] && matches(pattern, buffer, start) { return start }
    return nil
  }

  private static func matches(_ pattern: [UInt8], _ buffer: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
    for offset in pattern.indices {
      let byte = buffer[start + offset]
      let lower = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
      if lower != pattern[offset] { return false }
    }
    return true
  }
}
