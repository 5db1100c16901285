/// Cuts folded characters into the words of the index as they come.
struct WordCutter {
  private let mark: [UInt8]
  private var out: [UInt8] = []
  /// A Chinese character whose word is not written yet.
  private var pending: Unicode.Scalar?
  private var isInWord = false

  init(mark: String, reserving capacity: Int) {
    self.mark = Array(mark.utf8)
    out.reserveCapacity(capacity)
  }

  mutating func take(_ scalar: Unicode.Scalar) {
    switch TextRun.script(of: scalar) {
    case .han:
      endWord()
      if let pending { write(pending, scalar) }
      pending = scalar
    case .word:
      endRun()
      if !isInWord { out.append(contentsOf: mark) }
      isInWord = true
      append(scalar)
    case nil:
      endRun()
      endWord()
    }
  }

  /// The words; without closing, the last Chinese character stands only in its bigram.
  mutating func finish(closing: Bool = true) -> [UInt8] {
    if closing { endRun() }
    endWord()
    return out
  }

  private mutating func endWord() {
    if isInWord { out.append(UInt8(ascii: " ")) }
    isInWord = false
  }

  private mutating func endRun() {
    if let pending { write(pending, nil) }
    pending = nil
  }

  private mutating func write(_ first: Unicode.Scalar, _ second: Unicode.Scalar?) {
    if !mark.isEmpty { out.append(contentsOf: mark) }
    append(first)
    if let second { append(second) }
    out.append(UInt8(ascii: " "))
  }

  // RFC 3629 3, for a scalar, which is never a surrogate; the first byte lowest.
  private mutating func append(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    switch value {
    case 0..<0x80: out.append(UInt8(truncatingIfNeeded: value))
    case 0x80..<0x800: append(0x80C0 | value >> 6 | (value & 0x3F) << 8, count: 2)
    case 0x800..<0x1_0000: append(0x8080E0 | value >> 12 | (value >> 6 & 0x3F) << 8 | (value & 0x3F) << 16, count: 3)
    default:
      append(0x8080_80F0 | value >> 18 | (value >> 12 & 0x3F) << 8 | (value >> 6 & 0x3F) << 16 | (value & 0x3F) << 24, count: 4)
    }
  }

  private mutating func append(_ bytes: UInt32, count: Int) {
    withUnsafeBytes(of: bytes.littleEndian) { out.append(contentsOf: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
  }
}
