/// Cuts folded characters into the words of the index as they come.
struct WordCutter: ~Copyable {
  /// What one character adds at most: the rest of a word, and two marked words of characters of four bytes.
  private static let mostBytes = 32

  private let mark: Unicode.Scalar?
  private var words: UnsafeMutableRawPointer
  private var capacity: Int
  private var count = 0
  /// A Chinese character whose word is not written yet.
  private var pending: Unicode.Scalar?
  private var isInWord = false

  /// The mark is one character, or empty.
  init(mark: String, reserving bytes: Int) {
    self.mark = mark.unicodeScalars.first
    capacity = bytes + Self.mostBytes
    words = .allocate(byteCount: capacity, alignment: 1)
  }

  deinit { words.deallocate() }

  mutating func take(_ scalar: Unicode.Scalar) {
    if count > capacity - Self.mostBytes { grow() }
    switch TextRun.script(of: scalar) {
    case .han:
      endWord()
      if let pending { write(pending, scalar) }
      pending = scalar
    case .word:
      endRun()
      if !isInWord, let mark { append(mark) }
      isInWord = true
      append(scalar)
    case nil:
      endRun()
      endWord()
    }
  }

  /// The words; without closing, the last Chinese character stands only in its bigram.
  mutating func finish(closing: Bool = true) -> [UInt8] {
    if count > capacity - Self.mostBytes { grow() }
    if closing { endRun() }
    endWord()
    return Array(UnsafeRawBufferPointer(start: words, count: count))
  }

  private mutating func endWord() {
    if isInWord { append(" ") }
    isInWord = false
  }

  private mutating func endRun() {
    if let pending { write(pending, nil) }
    pending = nil
  }

  private mutating func write(_ first: Unicode.Scalar, _ second: Unicode.Scalar?) {
    if let mark { append(mark) }
    append(first)
    if let second { append(second) }
    append(" ")
  }

  // RFC 3629 3, for a scalar, which is never a surrogate; the first byte lowest.
  private mutating func append(_ scalar: Unicode.Scalar) {
    let value = scalar.value
    switch value {
    case 0..<0x80: append(value, count: 1)
    case 0x80..<0x800: append(0x80C0 | value >> 6 | (value & 0x3F) << 8, count: 2)
    case 0x800..<0x1_0000: append(0x8080E0 | value >> 12 | (value >> 6 & 0x3F) << 8 | (value & 0x3F) << 16, count: 3)
    default:
      append(0x8080_80F0 | value >> 18 | (value >> 12 & 0x3F) << 8 | (value >> 6 & 0x3F) << 16 | (value & 0x3F) << 24, count: 4)
    }
  }

  /// Writes four bytes of which so many count; there is always room for them.
  private mutating func append(_ bytes: UInt32, count length: Int) {
    words.storeBytes(of: bytes.littleEndian, toByteOffset: count, as: UInt32.self)
    count += length
  }

  private mutating func grow() {
    let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity * 2, alignment: 1)
    larger.copyMemory(from: words, byteCount: count)
    words.deallocate()
    words = larger
    capacity *= 2
  }
}
