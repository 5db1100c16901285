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
    out.append(contentsOf: mark)
    append(first)
    if let second { append(second) }
    out.append(UInt8(ascii: " "))
  }

  // RFC 3629 3, for a scalar, which is never a surrogate.
  private mutating func append(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    switch value {
    case 0..<0x80:
      out.append(UInt8(truncatingIfNeeded: value))
    case 0x80..<0x800:
      out.append(0xC0 | UInt8(truncatingIfNeeded: value >> 6))
      out.append(0x80 | UInt8(truncatingIfNeeded: value & 0x3F))
    case 0x800..<0x1_0000:
      out.append(0xE0 | UInt8(truncatingIfNeeded: value >> 12))
      out.append(0x80 | UInt8(truncatingIfNeeded: value >> 6 & 0x3F))
      out.append(0x80 | UInt8(truncatingIfNeeded: value & 0x3F))
    default:
      out.append(contentsOf: Array(String(scalar).utf8))
    }
  }
}
