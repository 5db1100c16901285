import CEpoll

/// Just enough of HTTP to know where an answer ends; it must cost little beside what is measured.
enum AnswerBounds {
  private static let endOfHead = Array("\r\n\r\n".utf8)
  private static let lengthName = Array("\r\nContent-Length:".utf8)

  /// Bytes of the answer that begins these, head and body; nil while its head is not whole.
  static func length(_ bytes: ArraySlice<UInt8>) -> Int? {
    bytes.withUnsafeBytes { buffer in
      guard let end = find(endOfHead, in: buffer, before: buffer.count) else { return nil }
      let headLength = end + endOfHead.count
      // Both servers write the name so.
      guard let field = find(lengthName, in: buffer, before: headLength) else { return headLength }
      var length = 0
      var index = field + lengthName.count
      while buffer[index] == UInt8(ascii: " ") { index += 1 }
      while buffer[index] >= UInt8(ascii: "0"), buffer[index] <= UInt8(ascii: "9") {
        length = length * 10 + Int(buffer[index] - UInt8(ascii: "0"))
        index += 1
      }
      return headLength + length
    }
  }

  private static func find(_ pattern: [UInt8], in buffer: UnsafeRawBufferPointer, before end: Int) -> Int? {
    let place = bulletin_find(buffer.baseAddress, end, pattern, pattern.count)
    return place < 0 ? nil : place
  }
}
