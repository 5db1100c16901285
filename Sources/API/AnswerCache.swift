import HTTP

/// Rendered answers of public reads, kept as bytes until the data changes. Memory is bounded: two generations, the older
/// of which is dropped whole when the younger has filled its half.
///
/// Confined to its loop: `@unchecked Sendable` because only the loop with its index calls it.
final class AnswerCache: @unchecked Sendable {
  /// What the fields of a request say of the answer it may have.
  enum Variant: UInt8 {
    case plain, gzip
  }

  /// A kept answer: whole, and as 304.
  final class Entry {
    let target: [UInt8]
    let variant: Variant
    /// Number of the public data that it shows.
    let generation: UInt64
    let whole: RenderedAnswer
    /// The same as 304; made when somebody first asks.
    private(set) lazy var unchanged = RenderedAnswer(status: 304, head: Self.headOfUnchanged(whole.head), body: [], route: whole.route)
    /// The opaque part of its entity tag, without quotes and without the mark of a coding; nil where it has none.
    let tag: [UInt8]?
    /// True where the rates count it.
    let isCounted: Bool

    init(target: [UInt8], variant: Variant, generation: UInt64, whole: RenderedAnswer, tag: [UInt8]?, isCounted: Bool) {
      self.target = target
      self.variant = variant
      self.generation = generation
      self.whole = whole
      self.tag = tag
      self.isCounted = isCounted
    }

    /// True where If-None-Match names its tag, so that 304 says all.
    func isKnown(by head: borrowing RequestHead) -> Bool {
      guard let tag, let condition = head[.ifNoneMatch] else { return false }
      return ConditionalRequest.namesTag(head, condition, tag)
    }

    /// Another status line, and of the fields only those that a 304 has.
    private static func headOfUnchanged(_ head: [UInt8]) -> [UInt8] {
      var unchanged = Array("HTTP/1.1 304 Not Modified\r\n".utf8)
      for line in head.split(separator: ASCII.lineFeed).dropFirst() {
        let name = String(decoding: line.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
        guard API.fieldsOfUnchanged.contains(name) else { continue }
        unchanged.append(contentsOf: line)
        unchanged.append(ASCII.lineFeed)
      }
      return unchanged
    }

    /// Bytes it takes, with a good guess at what objects and tables add.
    var cost: Int { target.count + 2 * whole.head.count + whole.body.count + Self.overheadBytes }
    private static let overheadBytes = 1_000
  }

  private struct Key: Hashable {
    var hash: UInt64
    // The hash is mixed already.
    func hash(into hasher: inout Hasher) { hasher.combine(hash) }
  }

  private let halfBytes: Int
  /// Nobody outside can choose collisions.
  private let seed = UInt64.random(in: .min ... .max)
  private var young: [Key: Entry] = [:]
  private var old: [Key: Entry] = [:]
  private var youngBytes = 0
  /// What addresses with a query were asked for lately, as a part of their hash at the place that another part names.
  private var asked = [UInt32](repeating: 0, count: 4_096)

  init(maxBytes: Int) { halfBytes = maxBytes / 2 }

  /// The answer kept for this target and variant, if it shows the present data. Allocates nothing.
  func entry(for head: borrowing RequestHead, _ variant: Variant, generation: UInt64) -> Entry? {
    let key = Key(hash: WideHash(head.bytes, head.target, seed: seed &+ UInt64(variant.rawValue)).low)
    if let entry = young[key] { return matches(entry, head, variant, generation) ? entry : nil }
    guard let entry = old[key], matches(entry, head, variant, generation) else { return nil }
    insert(entry, key)
    return entry
  }

  /// False for an address with a query that is asked for the first time in a while. Most such addresses are asked for once; were
  /// their answers kept, they would push out those that are asked for again, and be written to memory that is nowhere near.
  func isWorthKeeping(_ head: borrowing RequestHead, _ variant: Variant) -> Bool {
    guard head.query != nil else { return true }
    let hash = WideHash(head.bytes, head.target, seed: seed &+ UInt64(variant.rawValue))
    let place = Int(truncatingIfNeeded: hash.low % UInt64(asked.count))
    let mark = UInt32(truncatingIfNeeded: hash.high)
    defer { asked[place] = mark }
    return asked[place] == mark
  }

  func keep(_ entry: Entry) {
    insert(entry, Key(hash: WideHash(entry.target, 0..<entry.target.count, seed: seed &+ UInt64(entry.variant.rawValue)).low))
  }

  private func matches(_ entry: Entry, _ head: borrowing RequestHead, _ variant: Variant, _ generation: UInt64) -> Bool {
    guard entry.generation == generation, entry.variant == variant, entry.target.count == head.target.count else { return false }
    let start = head.target.lowerBound
    for index in 0..<entry.target.count where entry.target[index] != head.bytes[start + index] { return false }
    return true
  }

  private func insert(_ entry: Entry, _ key: Key) {
    guard entry.cost <= halfBytes else { return }
    if youngBytes + entry.cost > halfBytes {
      swap(&old, &young)
      young.removeAll(keepingCapacity: true)
      youngBytes = 0
    }
    if let former = young.updateValue(entry, forKey: key) { youngBytes -= former.cost }
    youngBytes += entry.cost
  }
}
